import { Ajv2020 } from "ajv/dist/2020.js";
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../scripts/codegen.js";
import { reportSchema } from "../../scripts/diff/json.js";
import { inTemporaryFolder } from "../cli/command.js";

const pets = (required: string, name = "Pets"): string => `openapi: 3.1.0
info: { title: ${name}, version: 1.0.0 }
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "schemas/pet.yaml" }
      responses:
        "200": { description: "${required === "[]" ? "Fine" : "Well"}" }
`;
const pet = (required: string): string =>
  `type: object\nrequired: ${required}\nproperties:\n  name: { type: string }\n  "<b>\`x\`": { type: string }\n`;

const home = process.cwd();
let done: () => void;

/** A repository whose first commit has the old document, and its working tree the new one. */
beforeAll(async () => {
  await new Promise<void>((ready) => {
    void inTemporaryFolder(async (made) => {
      const finished = new Promise<void>((resolve) => (done = resolve));
      await mkdir(join(made, "spec", "schemas"), { recursive: true });
      const write = async (required: string): Promise<void> => {
        await writeFile(join(made, "spec", "openapi.yaml"), pets(required));
        await writeFile(join(made, "spec", "schemas", "pet.yaml"), pet(required));
      };
      await write("[]");
      const git = (...rest: string[]): void => {
        const author = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
        execFileSync("git", [...author, ...rest], { cwd: made, stdio: "ignore" });
      };
      git("init", "-q");
      git("add", ".");
      git("commit", "-qm", "old");
      git("tag", "v1");
      await write('[name, "<b>`x`"]');
      process.chdir(made);
      ready();
      await finished;
    });
  });
});
afterAll(() => {
  process.chdir(home);
  done();
});
afterEach(() => vi.restoreAllMocks());

async function diff(...given: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  vi.spyOn(console, "log").mockImplementation((text: string) => void (out += `${text}\n`));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((err += String(text)), true));
  const code = await main(["diff", ...given]);
  vi.restoreAllMocks();
  return { code, out, err };
}

const now = "spec/openapi.yaml";

describe("diff", () => {
  it("reads all files of a document at one revision, and fails where callers break", async () => {
    const { code, out } = await diff("v1:spec/openapi.yaml", now);
    expect(code).toBe(1);
    expect(out).toContain(
      'spec/schemas/pet.yaml:4:3 error request-property-became-required: the request body: "name" became required',
    );
    expect(out).toContain("  was  v1:spec/schemas/pet.yaml:4:3 #/properties/name");
    expect(out).toContain("2 errors; at least a major version");
  });

  it("takes a revision alone, a folder and a file", async () => {
    expect((await diff("v1", now)).out).toContain("2 errors");
    expect((await diff("v1:spec/openapi.yaml", "spec")).out).toContain("2 errors");
    expect(await diff("spec", now)).toMatchObject({
      code: 0,
      out: expect.stringContaining("nothing changed") as string,
    });
  });

  it("never takes a revision for an option", async () => {
    for (const revision of ["--output=evil", "--upload-pack=x:y", "-p:spec/openapi.yaml"]) {
      const { code, err } = await diff("--", revision, now);
      expect({ code, err }).toMatchObject({
        code: 2,
        err: expect.stringContaining("revision/unknown") as string,
      });
    }
  });

  it("fails from the severity it is told", async () => {
    expect((await diff("v1", now, "--fail-on", "none")).code).toBe(0);
    expect((await diff(now, now, "--fail-on", "info")).code).toBe(0);
  });

  it("prints JSON that its schema describes", async () => {
    const { out } = await diff("v1", now, "--format", "json");
    const report = JSON.parse(out) as { bump: string; changes: { fingerprint: string }[] };
    const ajv = new Ajv2020({ allErrors: true });
    expect(ajv.validate(reportSchema, report), JSON.stringify(ajv.errors)).toBe(true);
    expect(report).toMatchObject({
      bump: "major",
      changes: [{ severity: "error" }, { severity: "error" }],
    });
    expect(JSON.parse((await diff("--format", "json-schema")).out)).toEqual(reportSchema);
  });

  it("lets no text of a document out of Markdown, XML and SARIF", async () => {
    const markdown = (await diff("v1", now, "--format", "markdown")).out;
    expect(markdown).toContain("#### Breaking");
    expect(markdown).not.toContain("<b>");
    const junit = (await diff("v1", now, "--format", "junit")).out;
    expect(junit).toContain('<testsuites name="diff" tests="2" failures="2">');
    expect(junit).not.toContain("<b>");
    const sarif = JSON.parse((await diff("v1", now, "--format", "sarif")).out) as object;
    expect(sarif).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          results: [
            {
              level: "error",
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "spec/schemas/pet.yaml" },
                    region: { startLine: 4 },
                  },
                },
              ],
            },
            {},
          ],
        },
      ],
    });
  });

  it("lets pass what an ignore file gives a reason for, and fails on an entry without use", async () => {
    const entry =
      "- id: request-property-became-required\n  at: '#/properties/name'\n  reason: announced\n";
    await writeFile("one.yaml", entry);
    expect((await diff("v1", now, "--ignore", "one.yaml")).out).toContain("1 error, 1 ignored");
    await writeFile("all.yaml", "- id: request-property-became-required\n  reason: announced\n");
    expect(await diff("v1", now, "--ignore", "all.yaml")).toMatchObject({ code: 0, err: "" });
    await writeFile(
      "unused.yaml",
      "- id: request-property-became-required\n  reason: announced\n- id: operation-removed\n  reason: gone\n",
    );
    const unused = await diff("v1", now, "--ignore", "unused.yaml");
    expect(unused.code).toBe(1);
    expect(unused.err).toContain("unused.yaml:3:3 error ignore/unused");
    await writeFile("bare.yaml", "- id: operation-removed\n");
    expect((await diff("v1", now, "--ignore", "bare.yaml")).err).toContain('"reason" is missing');
    expect((await diff("v1", now, "--ignore", "none.yaml")).code).toBe(2);
  });

  it("applies overlays to both documents, or to one", async () => {
    const overlay = (target: string, update: string): string =>
      `overlay: 1.0.0\ninfo: { title: Mended, version: 1.0.0 }\nactions:\n  - target: ${target}\n    ${update}\n`;
    await writeFile("no-body.yaml", overlay("$.paths['/pets'].post.requestBody", "remove: true"));
    const both = await diff("v1", now, "--overlay", "no-body.yaml");
    expect(both).toMatchObject({ code: 0, out: expect.not.stringContaining("error") as string });
    const old = await diff("v1", now, "--overlay-old", "no-body.yaml");
    expect(old.out).toContain("error required-request-body-added");
    const young = await diff("v1", now, "--overlay-new", "no-body.yaml");
    expect(young.out).toContain("error request-body-removed");
    expect((await diff("v1", now, "--overlay", "none.yaml")).code).toBe(2);
    await writeFile("broken.yaml", "overlay: 9\n");
    const broken = await diff("v1", now, "--overlay-new", "broken.yaml");
    expect(broken.code).toBe(1);
    expect(broken.err).toContain("overlay/invalid");
  });

  it("holds sunsets against a day and the notice that callers are promised", async () => {
    const sunset = (date: string): string =>
      `overlay: 1.0.0\ninfo: { title: Ending, version: 1.0.0 }\nactions:\n  - target: $.paths['/pets'].post\n    update: { deprecated: true, x-sunset: "${date}" }\n`;
    await writeFile("ending.yaml", sunset("2026-06-30"));
    const told = async (...more: string[]): Promise<string> =>
      (await diff(now, now, "--overlay-new", "ending.yaml", "--as-of", "2026-06-01", ...more)).out;
    expect(await told()).toContain("info sunset-added");
    expect(await told("--notice", "29")).not.toContain("sunset-too-early");
    expect(await told("--notice", "30")).toContain(
      'error sunset-too-early: the sunset "2026-06-30" comes before "2026-07-01"',
    );
    expect((await diff(now, now, "--notice", "soon")).code).toBe(2);
  });
});
