import { describe, expect, it } from "vitest";
import type { Json } from "../../../generator/model/json.js";
import { codesOf, documentWith, read, schemasOf } from "./read.js";

const text = { type: "string" };
const object = (properties: Json): Json => ({ type: "object", properties });

/** A reference that leads nowhere as it is written, and the one that was meant. */
const cases: readonly (readonly [title: string, ref: string, meant: string, place: Json])[] = [
  [
    "from the schema it stands in, as ASP.NET writes them",
    "#/properties/parent",
    "#/components/schemas/Node/properties/parent",
    object({ parent: object({ name: text, parent: "REF" }) }),
  ],
  ["the schema itself", "#", "#/components/schemas/Node", object({ next: "REF" })],
  [
    "definitions of the schema itself",
    "#/$defs/Leaf",
    "#/components/schemas/Node/$defs/Leaf",
    { ...(object({ leaf: "REF" }) as object), $defs: { Leaf: text } },
  ],
  [
    "definitions of a schema between",
    "#/$defs/Leaf",
    "#/components/schemas/Node/properties/one/$defs/Leaf",
    object({ one: { ...(object({ leaf: "REF" }) as object), $defs: { Leaf: text } } }),
  ],
  [
    "definitions of Swagger 2.0",
    "#/definitions/Other",
    "#/components/schemas/Other",
    object({ other: "REF" }),
  ],
  [
    "without the slash",
    "#components/schemas/Other",
    "#/components/schemas/Other",
    object({ other: "REF" }),
  ],
  [
    "without the hash",
    "/components/schemas/Other",
    "#/components/schemas/Other",
    object({ other: "REF" }),
  ],
];

const withNode = (place: Json, ref: string): Json =>
  schemasOf({
    Node: JSON.parse(
      JSON.stringify(place).replaceAll('"REF"', JSON.stringify({ $ref: ref })),
    ) as Json,
    Other: text,
  });

describe("a reference that leads nowhere and was plainly meant for another place", () => {
  it.each(cases)("%s", async (_, ref, meant, place) => {
    const given = await read({ "openapi.yaml": withNode(place, ref) });
    const wanted = await read({ "openapi.yaml": withNode(place, meant) });
    expect(wanted.document?.root).toBeDefined();
    expect(given.document?.root).toStrictEqual(wanted.document?.root);
    expect(codesOf(wanted)).toStrictEqual([]);
    expect(codesOf(given)).toStrictEqual([expect.stringMatching(/^repair\/reference .*\/\$ref$/)]);
    const said = given.diagnostics.find(({ code }) => code === "repair/reference");
    expect(said?.message).toContain(`read as ${JSON.stringify(meant)}`);
  });

  it("a part in another file that speaks of the entry's components", async () => {
    const item = (ref: string): Json => ({
      get: {
        operationId: "getPet",
        responses: {
          200: { description: "", content: { "application/json": { schema: { $ref: ref } } } },
        },
      },
    });
    const files = (ref: string) => ({
      "openapi.yaml": documentWith({
        paths: { "/pets": { $ref: "parts/pets.yaml" } },
        components: { schemas: { Pet: text } },
      }),
      "parts/pets.yaml": item(ref),
    });
    const given = await read(files("#/components/schemas/Pet"));
    const wanted = await read(files("../openapi.yaml#/components/schemas/Pet"));
    expect(given.document?.root).toStrictEqual(wanted.document?.root);
    expect(codesOf(given)).toStrictEqual([
      "repair/reference api/parts/pets.yaml#/get/responses/200/content/application~1json/schema/$ref",
    ]);
  });

  it("is refused where nothing stands there either, or where it only leads to itself", async () => {
    const refs = {
      A: { $ref: "#/properties/none" },
      B: { $ref: "#/definitions/None" },
      C: { $ref: "/components/schemas/None" },
      D: { $ref: "#" },
      E: { $ref: "/etc/passwd" },
    };
    const { document, diagnostics } = await read({ "openapi.yaml": schemasOf(refs) });
    expect(document).toBeUndefined();
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ code, location }) => `${code} ${location?.pointer ?? ""}`)).toStrictEqual([
      "ref/unresolved #/components/schemas/A/$ref",
      "ref/unresolved #/components/schemas/B/$ref",
      "ref/circular #/components/schemas/D/$ref",
      "ref/outside #/components/schemas/C/$ref",
      "ref/outside #/components/schemas/E/$ref",
    ]);
  });

  it("is read as it is written where something stands there", async () => {
    const { diagnostics } = await read({
      "openapi.yaml": schemasOf({
        Tree: {
          $id: "https://trees.example/tree",
          ...(object({ next: { $ref: "#" }, leaf: { $ref: "#/$defs/Leaf" } }) as object),
          $defs: { Leaf: text },
        },
      }),
    });
    expect(diagnostics.map(({ code }) => code)).toStrictEqual(["document/empty"]);
  });
});
