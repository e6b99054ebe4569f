const text = { type: "string" };
const number = { type: "number" };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** A schema that openapi-typescript types wrongly by itself. */
export interface Fault {
  /** What goes wrong, in its users' words. */
  readonly title: string;
  /** Where they report it: a number of github.com/openapi-ts/openapi-typescript/issues. */
  readonly threads: readonly number[];
  readonly schemas: Readonly<Record<string, object | boolean>>;
  /** The component whose type is looked at. */
  readonly subject: string;
  /** What openapi-typescript 7.13.0 prints of the document as it is. */
  readonly plain: string;
  /** What we print. */
  readonly ours: string;
}

const comments = {
  TextComment: {
    type: "object",
    required: ["commentType"],
    properties: { commentType: { type: "string", enum: ["text"] } },
  },
  QuoteComment: {
    type: "object",
    required: ["commentType"],
    properties: { commentType: { type: "string", enum: ["quote"] } },
  },
  Comment: {
    oneOf: [ref("TextComment"), ref("QuoteComment")],
    discriminator: { propertyName: "commentType" },
  },
};

const pets = {
  PetType: { type: "string", enum: ["Dog", "Cat"] },
  Pet: {
    type: "object",
    required: ["petType"],
    properties: { petType: ref("PetType") },
    discriminator: {
      propertyName: "petType",
      mapping: { Dog: "#/components/schemas/DogDto", Cat: "#/components/schemas/CatDto" },
    },
  },
  DogDto: { allOf: [ref("Pet"), { type: "object", properties: { bark: text } }] },
  CatDto: { allOf: [ref("Pet"), { type: "object", properties: { meow: text } }] },
  Puppy: { allOf: [ref("DogDto"), { type: "object", properties: { age: number } }] },
  AnyPet: {
    oneOf: [ref("DogDto"), ref("CatDto"), ref("Puppy")],
    discriminator: { propertyName: "petType" },
  },
};

const persons = {
  Base: {
    type: "object",
    properties: { personType: text },
    discriminator: { propertyName: "personType" },
  },
  Company: { allOf: [ref("Base"), { type: "object", properties: { caen: text } }] },
};

const confirmations = {
  Kind: { type: "string", enum: ["external", "mobile"] },
  Confirmation: {
    type: "object",
    required: ["type"],
    properties: { type: ref("Kind") },
    discriminator: {
      propertyName: "type",
      mapping: { external: "#/components/schemas/External" },
    },
  },
  External: {
    allOf: [ref("Confirmation"), { type: "object", properties: { url: text } }],
  },
  Payment: {
    oneOf: [ref("External")],
    discriminator: { propertyName: "type" },
  },
};

const plain = {
  Plain: {
    type: "object",
    properties: { a: text, note: text },
    required: ["a"],
  },
};

export const faults: readonly Fault[] = [
  {
    title: "a discriminator without mapping overwrites the members' own values with their names",
    threads: [2149],
    schemas: comments,
    subject: "TextComment",
    plain:
      '{ /** * @description discriminator enum property added by openapi-typescript * @enum {string} */ commentType: "TextComment"; }',
    ours: '{ /** @constant */ commentType: "text"; }',
  },
  {
    title:
      "a union's discriminator without mapping contradicts the parent's mapping: no value is left",
    threads: [1700],
    schemas: pets,
    subject: "DogDto",
    plain:
      'Omit<components["schemas"]["Pet"], "petType"> & { bark?: string; } & { /** * @description discriminator enum property added by openapi-typescript * @enum {string} */ petType: "DogDto"; } & { /** * @description discriminator enum property added by openapi-typescript * @enum {string} */ petType: "Dog"; }',
    ours: 'components["schemas"]["Pet"] & { bark?: string; }',
  },
  {
    title: "a child whose tag is any text is bound to its own name",
    threads: [2318],
    schemas: persons,
    subject: "Company",
    plain:
      '{ personType: "Company"; } & (Omit<components["schemas"]["Base"], "personType"> & { caen?: string; })',
    ours: 'components["schemas"]["Base"] & { caen?: string; }',
  },
  {
    title: "a child that states its tag as well has two, and no value",
    threads: [2775],
    schemas: confirmations,
    subject: "External",
    plain:
      'Omit<components["schemas"]["Confirmation"], "type"> & { url?: string; } & { /** * @description discriminator enum property added by openapi-typescript * @enum {string} */ type: "External"; } & { /** * @description discriminator enum property added by openapi-typescript * @enum {string} */ type: "external"; }',
    ours: 'components["schemas"]["Confirmation"] & { url?: string; }',
  },
  {
    title: "what stands beside $ref is dropped",
    threads: [1591, 1474],
    schemas: {
      ...plain,
      Subject: { ...ref("Plain"), required: ["note"], properties: { b: number } },
    },
    subject: "Subject",
    plain: 'components["schemas"]["Plain"]',
    ours: '{ b?: number; note: string; } & components["schemas"]["Plain"]',
  },
  {
    title: "const: null says nothing",
    threads: [],
    schemas: { Subject: { const: null } },
    subject: "Subject",
    plain: "unknown",
    ours: "null",
  },
  {
    title: "required keys of a part: no member is required, or none is possible",
    threads: [1474, 2165],
    schemas: {
      ...plain,
      Subject: { allOf: [ref("Plain"), { type: "object", required: ["note"] }] },
    },
    subject: "Subject",
    plain: 'components["schemas"]["Plain"] & Record<string, never>',
    ours: '{ note: string; } & components["schemas"]["Plain"] & { note: string; }',
  },
  {
    title: "WithRequired of a type without keys",
    threads: [657],
    schemas: {
      Maybe: { type: ["object", "null"], properties: { note: text } },
      Subject: { type: "object", allOf: [ref("Maybe")], required: ["note"] },
    },
    subject: "Subject",
    plain: 'WithRequired<components["schemas"]["Maybe"], "note">',
    ours: '{ note: string; } & components["schemas"]["Maybe"]',
  },
  {
    title: "an optional member with a default is required",
    threads: [2012, 1944],
    schemas: { Subject: { type: "object", properties: { a: { ...text, default: "x" } } } },
    subject: "Subject",
    plain: "{ /** @default x */ a: string; }",
    ours: "{ /** @default x */ a?: string; }",
  },
  {
    title: "null is added to an enumeration that lacks it",
    threads: [1564],
    schemas: { Subject: { type: ["string", "null"], enum: ["a", "b"] } },
    subject: "Subject",
    plain: '"a" | "b" | null',
    ours: '"a" | "b"',
  },
  {
    title: "prefixItems as an exact length",
    threads: [1892],
    schemas: { Subject: { type: "array", prefixItems: [text, number], items: number } },
    subject: "Subject",
    plain: "[ string, number ]",
    ours: "[string?, number?, ...number[]]",
  },
  {
    title: "unevaluatedProperties forbids every member",
    threads: [2839],
    schemas: { Subject: { type: "object", unevaluatedProperties: text } },
    subject: "Subject",
    plain: "Record<string, never>",
    ours: "Record<string, unknown>",
  },
  {
    title: "patterns beside members bind the members as well",
    threads: [754],
    schemas: {
      Subject: {
        type: "object",
        properties: { a: text },
        patternProperties: { "^x": number },
        additionalProperties: false,
      },
    },
    subject: "Subject",
    plain: "{ a?: string; } & { [key: string]: number; }",
    ours: "{ a?: string; }",
  },
  {
    title: "an enumeration of which the type leaves nothing has values",
    threads: [563],
    schemas: { Subject: { type: "string", enum: [1] } },
    subject: "Subject",
    plain: "1",
    ours: "never",
  },
  {
    title: "any object has no members",
    threads: [1514],
    schemas: { Subject: { anyOf: [{ type: "object" }, { type: "null" }] } },
    subject: "Subject",
    plain: "Record<string, never> | null",
    ours: "Record<string, unknown> | null",
  },
  {
    title: "alternatives beside members are alternatives to them",
    threads: [],
    schemas: {
      ...plain,
      Subject: { type: "object", properties: { b: text }, anyOf: [ref("Plain")] },
    },
    subject: "Subject",
    plain: '{ b?: string; } | components["schemas"]["Plain"]',
    ours: '{ b?: string; } & components["schemas"]["Plain"]',
  },
];
