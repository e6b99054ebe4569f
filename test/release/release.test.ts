import { describe, expect, it } from "vitest";
import { bumpOf, diagnose, type Bump } from "../../generator/index.js";
import type { JsonObject } from "../../generator/model/json.js";
import { contradictions } from "../../scripts/release/agreement.js";
import { planRelease, type Plan } from "../../scripts/release/plan.js";
import { bumped, latestRelease } from "../../scripts/release/versions.js";
import { documentPairs } from "../rooms/changes/document-pairs.js";
import { diffOf } from "../rooms/changes/read.js";
import { schemaPairs } from "../rooms/changes/schema-pairs.js";

/** Forty pairs of the labelled ones, by name, and by how much the package's version has to grow. */
const BUMPS: { readonly [name: string]: Bump | undefined } = {
  nothing: undefined,
  "an operation goes": "major",
  "an operation comes": "minor",
  "a deprecated operation goes": "major",
  "one goes after its sunset": "major",
  "deprecated with a sunset": "minor",
  "another operationId": "major",
  "another first tag": "major",
  prose: "patch",
  "an optional parameter comes": "minor",
  "a required parameter comes": "major",
  "a parameter goes": "major",
  "a parameter becomes required": "major",
  "a parameter becomes optional": "minor",
  "a parameter's bound": "major",
  "a header parameter in other case": undefined,
  "content of a parameter": "major",
  "a path parameter's name": "major",
  "an optional body comes": "minor",
  "a required body comes": "major",
  "another media type of the body": "major",
  "a failure comes": "minor",
  "a success comes": "major",
  "a header goes": "major",
  "another alternative of credentials": "minor",
  "a further scope": "major",
  "tokens elsewhere": "minor",
  "a webhook's body narrows": "minor",
  "a webhook's body widens": "major",
  "a callback's body widens": "major",
  "an optional member comes, sent": "minor",
  "an optional member goes, received": "major",
  "a required member comes, sent": "major",
  "a required member comes, received": "minor",
  "a member becomes optional, sent": "minor",
  "a member becomes optional, received": "major",
  "a value of an enumeration comes, received": "minor",
  "a value of an enumeration goes, sent": "major",
  "null by anyOf, sent": undefined,
  "a component under another name, received": "major",
};

describe("forty labelled pairs", () => {
  it("are forty", () => {
    expect(Object.keys(BUMPS)).toHaveLength(40);
  });

  it.each(Object.entries(BUMPS))("%s: %s", async (name, bump) => {
    const pair = [...documentPairs, ...schemaPairs].find((one) => one.name === name);
    if (pair === undefined) throw new Error(`no pair is called ${name}`);
    expect(bumpOf(await diffOf(pair.before, pair.after, "2026-06-01"))).toBe(bump);
  });
});

describe("versions", () => {
  it("grow by what changed; before 1.0.0 by one place less", () => {
    expect((["major", "minor", "patch"] as const).map((bump) => bumped([1, 2, 3], bump))).toEqual([
      "2.0.0",
      "1.3.0",
      "1.2.4",
    ]);
    expect((["major", "minor", "patch"] as const).map((bump) => bumped([0, 2, 3], bump))).toEqual([
      "0.3.0",
      "0.2.4",
      "0.2.4",
    ]);
  });

  it("are found by the highest number", async () => {
    expect(await latestRelease("spec/releases")).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await latestRelease("spec/none")).toBeUndefined();
  });
});

const text = { type: "string" };
/** Four operations, of which some change. */
function shop(version: string, changed: boolean): JsonObject {
  const content = (schema: JsonObject): JsonObject => ({ "application/json": { schema } });
  const answer = (schema: JsonObject): JsonObject => ({
    200: { description: "Fine", content: content(schema) },
  });
  const pet = (required: readonly string[]): JsonObject => ({
    type: "object",
    required,
    properties: { name: text, tag: text },
  });
  return {
    openapi: "3.1.0",
    info: { title: "Shop", version },
    paths: {
      "/pets": {
        get: {
          operationId: changed ? "allPets" : "listPets",
          tags: ["pets"],
          responses: answer({ type: "array", items: text }),
        },
        post: {
          operationId: "addPet",
          tags: ["pets"],
          requestBody: {
            required: true,
            content: content(pet(changed ? ["name", "tag"] : ["name"])),
          },
          responses: answer(text),
        },
      },
      "/orders": {
        get: {
          operationId: "listOrders",
          tags: ["orders"],
          responses: answer(pet(changed ? [] : ["name"])),
        },
        ...(changed
          ? {}
          : {
              delete: {
                operationId: "dropOrders",
                tags: ["orders"],
                responses: { 204: { description: "Gone" } },
              },
            }),
      },
    },
  };
}

async function plan(before: JsonObject, after: JsonObject): Promise<Plan> {
  const source = (document: JsonObject) => ({
    input: "openapi.json",
    load: () => Promise.resolve({ kind: "text" as const, text: JSON.stringify(document) }),
  });
  const made = await planRelease("1.0.0", source(before), source(after), "2026-06-01");
  if (!("version" in made)) throw new Error("a document was refused");
  return made;
}

describe("a release", () => {
  it("has the compiler's word for what the diff says, and calls before and after", async () => {
    const { version, bump, changelog, migration, faults } = await plan(
      shop("1.0.0", false),
      shop("2.0.0", true),
    );
    expect(faults.map(({ message }) => message)).toEqual([]);
    expect({ version, bump }).toEqual({ version: "2.0.0", bump: "major" });
    expect(changelog).toContain("## 2.0.0\n\n### Breaking\n\n");
    expect(changelog).toContain("- `DELETE /orders`: the operation was removed");
    expect(migration).toContain("Before:\n\n```ts\nimport { client } from");
    expect(migration).toContain("client.pets.list(");
    expect(migration).toContain("client.pets.allPets(");
  });

  it("wants the document to call itself what it has become", async () => {
    const after = { ...shop("1.0.1", false), tags: [], components: { schemas: { Name: text } } };
    const { version, faults } = await plan(shop("1.0.0", false), after);
    expect(version).toBe("1.1.0");
    expect(faults.map(({ code }) => code)).toEqual(["release/version"]);
  });

  it("stops where the diff and the compiler contradict each other", async () => {
    const changes = await diffOf(shop("1.0.0", false), shop("2.0.0", true));
    const all = new Map(
      ["GET /pets", "POST /pets", "GET /orders", "DELETE /orders"].map(
        (one) => [one, ["TS2339"]] as const,
      ),
    );
    expect(contradictions(changes, all)).toEqual([]);
    expect(
      contradictions(changes, new Map([...all].slice(1))).map(({ message }) => message),
    ).toEqual([expect.stringContaining("but code of the old release compiles")]);
    expect(contradictions([], new Map([["GET /pets", ["TS2339: gone"]]]))).toEqual([
      diagnose("release/disagreement", undefined, {
        operation: "GET /pets",
        verdict:
          "the diff finds nothing that breaks, but code of the old release does not compile: TS2339: gone",
      }),
    ]);
  });
});
