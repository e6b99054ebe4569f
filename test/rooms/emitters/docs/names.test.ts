import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  headerMembers,
  describedHeaders,
} from "../../../../generator/emitters/client/header-descriptors.js";
import { docs } from "../../../../generator/emitters/docs/docs.js";
import { Anchors } from "../../../../generator/emitters/docs/anchors.js";
import type { JsonObject } from "../../../../generator/model/json.js";
import type { ApiModel } from "../../../../generator/model/model.js";
import { modelOf } from "../../lower/document.js";
import { keepTheirNames, key, SETTINGS, type Names } from "../../lower/names-properties.js";

/** The pages of a folder of the reference, by what they are about. */
async function pagesOf(model: ApiModel, folder: string): Promise<Names> {
  const reading = { formats: "assert", enums: "open", numbers: "double", zod: "classic" } as const;
  const { files } = await docs({ packageName: "test", directed: model, reading }).emit(model);
  const pages = files.flatMap((file) => {
    if (file.kind !== "markdown" || !file.path.startsWith(`docs/${folder}/`)) return [];
    const view = file.view as JsonObject;
    const name = file.path.slice(`docs/${folder}/`.length).replace(/\.md$/, "");
    return [[String(folder === "schemas" ? view.title : view.id), [name]] as const];
  });
  return Object.fromEntries(pages);
}

const item = (operationId: string) => ({ get: { operationId } });

describe.each([
  [
    "schemas",
    (all: readonly string[]) => {
      const schemas = Object.fromEntries(all.map((one) => [one, { type: "object" }]));
      return pagesOf(modelOf({ components: { schemas } }), "schemas");
    },
  ],
  [
    "operations",
    (all: readonly string[]) => {
      const paths = all.map((id, index) => [`/${String(index)}`, item(id)] as const);
      return pagesOf(modelOf({ paths: Object.fromEntries(paths) }), "operations");
    },
  ],
  [
    "webhooks",
    (all: readonly string[]) => {
      const webhooks = Object.fromEntries(
        all.map((one, index) => [`w${String(index)}`, item(one)]),
      );
      return pagesOf(modelOf({ webhooks }), "webhooks");
    },
  ],
] as const)("pages of %s", (_, pages) => {
  keepTheirNames(pages);
});

describe("headers of answers", () => {
  const token = key.filter((text) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text));
  const tokens = fc.uniqueArray(token, { minLength: 1, maxLength: 12 });
  const read = (names: readonly string[]) => {
    const headers = Object.fromEntries(
      names.map((name) => [name, { schema: { type: "integer" } }]),
    );
    const responses = { "200": { description: "ok", headers } };
    const model = modelOf({ paths: { "/a": { get: { operationId: "a", responses } } } });
    const [operation] = model.operations;
    if (operation === undefined) throw new Error("no operation");
    const members = headerMembers(operation, model.schemas);
    return {
      described: describedHeaders(operation, model.schemas),
      text: JSON.stringify(members),
    };
  };

  it("are called as on the wire, whatever stands beside them and in whatever order", () => {
    fc.assert(
      fc.property(tokens, (names) => {
        const { described, text } = read(names);
        expect([...described].sort()).toEqual([...names].sort());
        for (const name of names)
          expect(text).toContain(JSON.stringify(JSON.stringify(name)).slice(1, -1));
      }),
      SETTINGS,
    );
  });
});

describe("anchors of a table", () => {
  keepTheirNames(
    (all) => {
      const ids = new Anchors().of(
        "header-200",
        all.map((name) => ({ name, key: name })),
      );
      return Object.fromEntries(all.map((name, index) => [name, [ids[index] ?? ""]]));
    },
    {
      wishes: fc.oneof(key, fc.constantFrom("a", "A", "a[]", "a b", "a-b", "a[].b", "a.b")),
      anchors: true,
    },
  );

  it("differ where a name comes twice, by what stands there, in any order", () => {
    const rows = ["#/oneOf/0", "#/oneOf/1"].map((at) => ({ name: "id", key: at }));
    const ids = new Anchors().of("body", rows);
    const turned = new Anchors().of("body", [...rows].reverse());
    expect(ids[0]).toBe("body-id");
    expect(ids[1]).toMatch(/^body-id-[0-9a-f]{8}$/);
    expect(turned).toEqual([...ids].reverse());
  });
});
