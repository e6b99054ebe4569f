import { describe, expect, test } from "vitest";
import { evaluateValidators, type Explain } from "../../../../scripts/validators.js";
import { body, documentOf, generated } from "../generated.js";

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const tagged = (key: string, tag: object | undefined, others: object, optional = false) => ({
  type: "object",
  properties: { ...(tag === undefined ? {} : { [key]: tag }), ...others },
  required: [...(optional ? [] : [key]), ...Object.keys(others)],
});
const text = { type: "string" };
const number = { type: "number" };

interface Situation {
  readonly title: string;
  readonly schemas: Readonly<Record<string, object>>;
  readonly union: { readonly discriminator: object; readonly [keyword: string]: unknown };
  /** What the expression begins with. */
  readonly code: string;
  readonly values: readonly unknown[];
  /** A value, and what is found: the pointer, the end of the schema's, the sentence. */
  readonly findings: readonly (readonly [value: unknown, ...lines: string[]])[];
}

const unknownTag = 'must be one of "cat", "dog"';

const situations: readonly Situation[] = [
  {
    title: "tags are literals, without a mapping",
    schemas: {
      Cat: tagged("kind", { const: "cat" }, { lives: number }),
      Dog: tagged("kind", { enum: ["dog", "wolf"] }, { name: text }),
    },
    union: { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } },
    code: 'z.discriminatedUnion("kind", [CatSchema, DogSchema])',
    values: [{ kind: "wolf", name: "" }, { kind: "cat", lives: 9 }, {}, 1, null],
    findings: [
      [{ kind: "wolf" }, ' #/components/schemas/Dog/required must have "name"'],
      [
        { kind: "cat", lives: "9" },
        "/lives #/components/schemas/Cat/properties/lives/type must be a number",
      ],
      [{ kind: "cow" }, '/kind #/components/schemas/Pet/oneOf must be one of "cat", "dog", "wolf"'],
      [
        { name: "x" },
        ' #/components/schemas/Cat/required must have "kind", one of "cat", "dog", "wolf"',
      ],
      [[], " #/components/schemas/Pet/oneOf must be an object"],
    ],
  },
  {
    title: "a mapping with plain names and pointers, to schemas without literals",
    schemas: {
      Cat: tagged("kind", text, { lives: number }),
      Dog: tagged("kind", text, { name: text }),
    },
    union: {
      anyOf: [ref("Cat"), ref("Dog")],
      discriminator: {
        propertyName: "kind",
        mapping: { cat: "Cat", dog: "#/components/schemas/Dog" },
      },
    },
    code: 'js.discriminated("kind", { cat: CatSchema, dog: DogSchema }, z.union([js.labelled("kind", ["cat"], CatSchema), js.labelled("kind", ["dog"], DogSchema)]))',
    values: [{ kind: "dog", lives: 1 }, { kind: "cat", lives: 1 }, { kind: "x", lives: 1 }, {}],
    findings: [
      [{ kind: "dog" }, ' #/components/schemas/Dog/required must have "name"'],
      [{ kind: "cat", name: 1 }, ' #/components/schemas/Cat/required must have "lives"'],
      [{ kind: "cow" }, `/kind #/components/schemas/Pet/anyOf ${unknownTag}`],
      [{}, ' #/components/schemas/Cat/required must have "kind", one of "cat", "dog"'],
    ],
  },
  {
    title: "names of components, and an alternative that must be the only one",
    schemas: {
      Cat: tagged("kind", text, { lives: number }),
      Dog: tagged("kind", text, { name: text }),
    },
    union: { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } },
    code: 'js.discriminated("kind", { Cat: CatSchema, Dog: DogSchema }, z.xor([js.labelled("kind", ["Cat"], CatSchema), js.labelled("kind", ["Dog"], DogSchema)]))',
    values: [
      { kind: "Dog", lives: 1 },
      { kind: "Cat", lives: 1 },
    ],
    findings: [
      [
        { kind: "Dog", name: 1 },
        "/name #/components/schemas/Dog/properties/name/type must be a string",
      ],
      [
        { kind: "Dog", name: "", lives: 1 },
        " #/components/schemas/Pet/oneOf must match exactly one alternative; it matches #/components/schemas/Cat and #/components/schemas/Dog",
      ],
    ],
  },
  {
    title: "children by allOf",
    schemas: {
      Base: tagged("kind", text, { id: number }),
      Cat: { allOf: [ref("Base"), tagged("lives", undefined, { lives: number })] },
      Dog: { allOf: [ref("Base"), tagged("name", undefined, { name: text })] },
    },
    union: {
      oneOf: [ref("Cat"), ref("Dog")],
      discriminator: { propertyName: "kind", mapping: { cat: "Cat", dog: "Dog" } },
    },
    code: 'js.discriminated("kind", { cat: CatSchema, dog: DogSchema }, z.xor([js.labelled("kind", ["cat"], CatSchema), js.labelled("kind", ["dog"], DogSchema)]))',
    values: [
      { kind: "dog", id: 1, lives: 1 },
      { kind: "cat", id: 1, lives: 1 },
    ],
    findings: [
      [{ kind: "dog", id: 1 }, ' #/components/schemas/Dog/allOf/1/required must have "name"'],
      [
        { kind: "cat", id: "", lives: 1 },
        "/id #/components/schemas/Base/properties/id/type must be a number",
      ],
    ],
  },
  {
    title: "children by allOf with literal tags",
    schemas: {
      Base: { type: "object", properties: { id: number }, required: ["id"] },
      Cat: { allOf: [ref("Base"), tagged("kind", { const: "cat" }, {})] },
      Dog: { allOf: [ref("Base"), tagged("kind", { const: "dog" }, { name: text })] },
    },
    union: { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } },
    code: 'z.discriminatedUnion("kind", [CatSchema, DogSchema])',
    values: [{ kind: "dog", id: 1, name: "" }],
    findings: [
      [{ kind: "dog", name: "" }, ' #/components/schemas/Base/required must have "id"'],
      [{ kind: "cow", id: 1 }, `/kind #/components/schemas/Pet/oneOf ${unknownTag}`],
      [
        { id: 1 },
        ' #/components/schemas/Cat/allOf/1/required must have "kind", one of "cat", "dog"',
      ],
    ],
  },
  {
    title: "a union among the alternatives",
    schemas: {
      Cat: tagged("kind", { const: "cat" }, { lives: number }),
      Dog: tagged("kind", { const: "dog" }, { name: text }),
      Wolf: tagged("kind", { const: "wolf" }, { pack: text }),
      Canine: { oneOf: [ref("Dog"), ref("Wolf")], discriminator: { propertyName: "kind" } },
    },
    union: { oneOf: [ref("Cat"), ref("Canine")], discriminator: { propertyName: "kind" } },
    code: 'z.discriminatedUnion("kind", [CatSchema, CanineSchema])',
    values: [
      { kind: "wolf", pack: "" },
      { kind: "dog", pack: "" },
    ],
    findings: [
      [{ kind: "wolf" }, ' #/components/schemas/Wolf/required must have "pack"'],
      [{ kind: "x" }, '/kind #/components/schemas/Pet/oneOf must be one of "cat", "dog", "wolf"'],
    ],
  },
  {
    title: "null beside the alternatives",
    schemas: {
      Cat: tagged("kind", { const: "cat" }, { lives: number }),
      Dog: tagged("kind", { const: "dog" }, { name: text }),
    },
    union: {
      oneOf: [ref("Cat"), ref("Dog"), { type: "null" }],
      discriminator: { propertyName: "kind" },
    },
    code: 'z.discriminatedUnion("kind", [CatSchema, DogSchema]).nullable()',
    values: [null, { kind: "dog", name: "" }],
    findings: [
      [{ kind: "dog" }, ' #/components/schemas/Dog/required must have "name"'],
      [1, " #/components/schemas/Pet/oneOf must be an object or null"],
    ],
  },
  {
    title: "a tag that may be missing",
    schemas: {
      Cat: tagged("kind", { const: "cat" }, { lives: number }, true),
      Dog: tagged("kind", { const: "dog" }, { name: text }, true),
    },
    union: { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } },
    code: 'js.discriminated("kind", { cat: CatSchema, dog: DogSchema }, z.xor([CatSchema, DogSchema]))',
    values: [{ name: "" }, { lives: 1 }, { kind: "dog", lives: 1 }],
    findings: [
      [{ kind: "dog", lives: 1 }, ' #/components/schemas/Dog/required must have "name"'],
      // No branch asks for the tag: the closest is told.
      [{ lives: "" }, "/lives #/components/schemas/Cat/properties/lives/type must be a number"],
    ],
  },
  {
    title: "a tag that two alternatives share, which selects nothing",
    schemas: {
      Cat: tagged("kind", { enum: ["cat", "pet"] }, { lives: number }),
      Dog: tagged("kind", { enum: ["dog", "pet"] }, { name: text }),
    },
    union: { anyOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } },
    code: "z.union([CatSchema, DogSchema])",
    values: [
      { kind: "pet", name: "" },
      { kind: "dog", lives: 1 },
    ],
    findings: [[{ kind: "dog", lives: 1 }, ' #/components/schemas/Dog/required must have "name"']],
  },
  {
    title: "an alternative that has no tag",
    schemas: {
      Cat: tagged("kind", { const: "cat" }, { lives: number }),
      Dog: tagged("name", undefined, { name: text }),
    },
    union: { anyOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } },
    code: 'js.discriminated("kind", { cat: CatSchema, Dog: DogSchema }, z.union([CatSchema, js.labelled("kind", ["Dog"], DogSchema)]))',
    values: [{ name: "" }, { kind: "x", name: "" }, { kind: "cat", lives: 1 }],
    findings: [[{ kind: "cat" }, ' #/components/schemas/Cat/required must have "lives"']],
  },
];

function lines(explain: Explain, schema: Parameters<Explain>[0], value: unknown): string[] {
  return explain(schema, value).map(
    ({ pointer, schema: at, message }) => `${pointer} ${at} ${message}`,
  );
}

describe.each(situations)("$title", async ({ schemas, union, code, values, findings }) => {
  const { discriminator: _discriminator, ...plain } = union;
  const [chosen, asked] = await evaluateValidators([
    documentOf({ ...schemas, Pet: union }),
    documentOf({ ...schemas, Pet: plain }),
  ]);
  if (chosen === undefined || asked === undefined || "reason" in chosen || "reason" in asked) {
    throw new Error(JSON.stringify([chosen, asked]));
  }

  test("the discriminator changes no verdict", () => {
    for (const value of [...values, ...findings.map(([given]) => given)]) {
      const { success } = chosen.schemas["Pet"]?.safeParse(value) ?? {};
      expect([value, success]).toEqual([value, asked.schemas["Pet"]?.safeParse(value).success]);
      expect(success).toBe(
        lines(chosen.explain, chosen.schemas["Pet"] as never, value).length === 0,
      );
    }
  });

  test("a refusal speaks of the branch that the tag names", () => {
    for (const [value, ...wanted] of findings) {
      expect(lines(chosen.explain, chosen.schemas["Pet"] as never, value)).toEqual(wanted);
    }
  });

  test("the expression", async () => {
    const files = await generated(documentOf({ ...schemas, Pet: union }), ["zod"]);
    const written = body(files, "src/schemas/pet.ts")
      .replace(/\s+/g, "")
      .replace(/,(?=[\])}])/g, "");
    expect(written).toContain(`PetSchema=${code.replace(/\s+/g, "")};`);
  });
});

test("the branch that the tag names is asked first, and the others not at all when it accepts", async () => {
  const js = await import("../../../../templates/runtime/json-schema.js");
  const z = await import("zod");
  let asked = 0;
  const other = z.custom(() => {
    asked += 1;
    return false;
  });
  const cat = z.looseObject({ kind: z.string() });
  const pet = js.discriminated("kind", { cat }, z.union([other, cat]));
  expect(pet.safeParse({ kind: "cat" }).success).toBe(true);
  expect(asked).toBe(0);
  expect(pet.safeParse({ kind: "dog" }).success).toBe(true);
  expect(asked).toBe(1);
});
