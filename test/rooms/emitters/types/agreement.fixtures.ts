const text = { type: "string" };
const number = { type: "number" };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** One component for each construct whose two types could part. */
export const fixtures = {
  Text: text,
  Integer: { type: "integer", format: "int64" },
  Nothing: { type: "null" },
  Nullable: { type: ["string", "null"] },
  Several: { type: ["string", "integer", "boolean"] },
  NullableObject: { type: ["object", "null"], properties: { a: text } },
  Anything: {},
  True: true,
  False: false,
  Enum: { type: "string", enum: ["a", "b"] },
  EnumWithNull: { type: ["string", "null"], enum: ["a", null] },
  EnumNullNotListed: { type: ["string", "null"], enum: ["a", "b"] },
  EnumNullNotTyped: { type: "string", enum: ["a", null] },
  EnumNumbers: { enum: [1, 2.5, -3] },
  EnumMixed: { enum: ["a", 1, true, null] },
  EnumStructures: { enum: [{ a: 1 }, [1, "b"], "c"] },
  EnumEmpty: { type: "string", enum: [1] },
  Const: { const: "only" },
  ConstNull: { const: null },
  ConstObject: { const: { a: { b: [1, 2] } } },
  Plain: {
    type: "object",
    required: ["id", "when"],
    properties: { id: { type: "integer" }, when: { type: "string", default: "now" }, note: text },
  },
  Open: { type: "object" },
  OpenExplicit: { type: "object", properties: { a: text }, additionalProperties: true },
  Closed: { type: "object", properties: { a: text }, additionalProperties: false },
  ClosedEmpty: { type: "object", additionalProperties: false },
  Dictionary: { type: "object", additionalProperties: number },
  DictionaryOfAny: { type: "object", additionalProperties: {} },
  Rest: { type: "object", properties: { a: text }, required: ["a"], additionalProperties: text },
  RestOther: {
    type: "object",
    properties: { a: text },
    required: ["a"],
    additionalProperties: number,
  },
  Patterned: { type: "object", patternProperties: { "^x-": text }, additionalProperties: false },
  PatternedTwice: {
    type: "object",
    patternProperties: { "^x-": text, "^n-": number },
    additionalProperties: false,
  },
  PatternedOpen: { type: "object", properties: { a: text }, patternProperties: { "^x-": number } },
  PatternedClosed: {
    type: "object",
    properties: { a: text },
    patternProperties: { "^x-": number },
    additionalProperties: false,
  },
  Forbidden: { type: "object", properties: { a: text, b: false } },
  RequiredOnly: { type: "object", properties: { a: text }, required: ["a", "b"] },
  RequiredRest: { type: "object", required: ["b"], additionalProperties: number },
  Untyped: { properties: { a: text }, required: ["a"] },
  UntypedString: { minLength: 2 },
  UntypedArray: { items: text },
  Inherited: {
    type: "object",
    properties: { a: text, constructor: text },
    required: ["constructor"],
  },
  Prototype: { type: "object", properties: { a: text, ["__proto__"]: text } },
  List: { type: "array", items: ref("Plain"), minItems: 1, uniqueItems: true },
  ListOfAny: { type: "array" },
  ListOfLists: { type: "array", items: { type: "array", items: number } },
  ListEmpty: { type: "array", items: false },
  Tuple: { type: "array", prefixItems: [text, number] },
  TupleRequired: { type: "array", prefixItems: [text, number], minItems: 2 },
  TupleClosed: { type: "array", prefixItems: [text, number], minItems: 1, items: false },
  TupleOfAny: { type: "array", prefixItems: [{}, text], minItems: 2 },
  ConstPrototype: { const: { a: [1], ["__proto__"]: "" } },
  TupleRest: { type: "array", prefixItems: [text], minItems: 1, items: number },
  Alias: ref("Plain"),
  AliasNarrowed: { $ref: "#/components/schemas/Plain", required: ["note"] },
  AllOf: {
    allOf: [ref("Plain"), { type: "object", properties: { extra: number }, required: ["extra"] }],
  },
  AllOfRaised: { allOf: [ref("Plain")], required: ["note"] },
  AllOfDeep: {
    allOf: [ref("AllOf"), { type: "object", properties: { deep: text } }],
    required: ["note"],
  },
  AllOfSameKey: {
    allOf: [
      { type: "object", properties: { a: { type: "string", minLength: 1 } } },
      { type: "object", properties: { a: { type: "string", maxLength: 5 } }, required: ["a"] },
    ],
  },
  AllOfClosed: { allOf: [ref("Closed"), { type: "object", properties: { a: text } }] },
  AllOfClosedRaised: {
    allOf: [ref("Closed"), { required: ["a"] }, { anyOf: [{ required: ["b"] }, {}] }],
  },
  AllOfInMembers: {
    type: "object",
    properties: {
      x: { allOf: [{ required: ["y"] }, ref("AllOfInMembers")] },
      y: { allOf: [{ required: ["x"] }, ref("AllOfInMembers")] },
    },
  },
  AnyOfRaised: {
    type: "object",
    properties: { a: text, c: text },
    anyOf: [
      { properties: { b: { enum: ["p"] } }, required: ["a"], additionalProperties: true },
      { properties: { b: { enum: ["q", "r"] } }, additionalProperties: true },
    ],
  },
  OneOfRaised: {
    type: "object",
    properties: { a: text },
    oneOf: [
      { type: "object", properties: { k: { const: 1 } }, required: ["k", "a"] },
      { type: "object", properties: { k: { const: 2 } }, required: ["k", "z"] },
    ],
  },
  AllOfScalars: { allOf: [text, { minLength: 2 }] },
  AnyOf: { anyOf: [text, number, ref("Plain")] },
  AnyOfNullable: { anyOf: [ref("Plain"), { type: "null" }] },
  AnyOfBeside: {
    type: "object",
    properties: { a: text },
    anyOf: [ref("Plain"), ref("Dictionary")],
  },
  AnyOfConstraint: {
    type: "object",
    properties: { a: text, b: text },
    anyOf: [{ required: ["a"] }, { required: ["b"] }],
  },
  OneOf: { oneOf: [text, ref("Plain")] },
  OneOfConstants: { type: "string", oneOf: [{ const: "a", title: "A" }, { const: "b" }] },
  Cat: { type: "object", properties: { kind: { const: "cat" }, meow: text }, required: ["kind"] },
  Dog: {
    type: "object",
    properties: { kind: { enum: ["dog", "hound"] }, bark: text },
    required: ["kind"],
  },
  Puppy: { allOf: [ref("Dog"), { type: "object", properties: { age: number } }] },
  Pet: {
    oneOf: [ref("Cat"), ref("Dog")],
    discriminator: {
      propertyName: "kind",
      mapping: { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" },
    },
  },
  PetOrPuppy: { oneOf: [ref("Cat"), ref("Puppy")], discriminator: { propertyName: "kind" } },
  PetUntagged: {
    oneOf: [ref("Plain"), ref("Open")],
    discriminator: { propertyName: "type", mapping: { plain: "#/components/schemas/Plain" } },
  },
  Directed: {
    type: "object",
    properties: {
      id: { type: "integer", readOnly: true },
      secret: { ...text, writeOnly: true },
      state: ref("Enum"),
      inner: ref("Directed"),
    },
    required: ["id", "secret", "state"],
  },
  Conditional: {
    type: "object",
    properties: { a: text, b: text },
    if: { properties: { a: { const: "x" } }, required: ["a"] },
    then: { required: ["b"] },
  },
  Unevaluated: { allOf: [ref("Plain")], properties: { b: text }, unevaluatedProperties: false },
  Node: {
    type: "object",
    properties: { value: text, next: ref("Node"), kids: { type: "array", items: ref("Node") } },
  },
  NodeUntyped: { properties: { next: ref("NodeUntyped") } },
  Folder: {
    type: "object",
    properties: { files: { type: "array", items: ref("File") }, owner: ref("Owner") },
    required: ["files"],
  },
  File: {
    type: "object",
    properties: { folder: ref("Folder"), owner: ref("Owner"), copy: ref("File") },
  },
  Owner: {
    type: "object",
    properties: { home: ref("Folder"), last: { anyOf: [ref("File"), { type: "null" }] } },
  },
  Expression: { oneOf: [ref("Literal"), ref("Sum")] },
  Literal: {
    type: "object",
    properties: { type: { const: "literal" }, value: number },
    required: ["type", "value"],
  },
  Sum: {
    type: "object",
    properties: {
      type: { const: "sum" },
      terms: { type: "array", items: ref("Expression") },
      note: ref("Expression"),
    },
    required: ["type", "terms"],
  },
  JsonValue: {
    anyOf: [
      { type: ["string", "number", "boolean", "null"] },
      { type: "array", items: ref("JsonValue") },
      { type: "object", additionalProperties: ref("JsonValue") },
    ],
  },
  Tree: {
    type: "object",
    properties: { root: { $ref: "#/components/schemas/Tree/$defs/node" } },
    $defs: {
      node: {
        type: "object",
        properties: { left: { $ref: "#/components/schemas/Tree/$defs/node" }, value: text },
      },
    },
  },
  Deep: {
    type: "object",
    properties: { text: { $ref: "#/components/schemas/Plain/properties/note" } },
  },
  "dotted.key-name": { type: "object", properties: { "a-b": text, "0": number } },
};

const json = (schema: object): object => ({ "application/json": { schema } });
const answer = (schema: object): object => ({ description: "An answer.", content: json(schema) });

/** Bodies and parameters, described in place and by reference, with and without directions. */
const counted = { type: "integer", minimum: 0 };
const place = "#/paths/~1headers/get/responses/200/content/application~1json/schema/properties";

export const operations = {
  "/headers": {
    get: {
      operationId: "getHeaders",
      // What stands in an answer is read there as an answer, by whoever refers to it.
      parameters: [{ name: "state", in: "query", schema: { $ref: `${place}/state` } }],
      responses: {
        "200": {
          ...answer({
            type: "object",
            required: ["state"],
            properties: {
              state: { type: "string", enum: ["on", "off"] },
              level: { type: "integer", enum: [1, 2, 3] },
            },
          }),
          headers: {
            "X-Count": { required: true, schema: counted },
            "X-Left": { schema: counted },
            "X-Flag": { required: true, schema: { type: "boolean" } },
            "X-State": { required: true, schema: { $ref: `${place}/state` } },
            "X-List": { schema: { type: "array", minItems: 1, items: counted } },
            "X-Members": {
              schema: { type: "object", required: ["a"], properties: { a: counted, b: text } },
            },
            "X-Json": { required: true, content: json(ref("Plain")) },
            "X-Any": { required: true, schema: { type: ["string", "integer"] } },
          },
        },
        "4XX": { description: "No.", headers: { "Retry-After": { schema: counted } } },
        default: { $ref: "#/paths/~1headers/get/responses/200" },
      },
    },
  },
  "/plain/{id}": {
    put: {
      operationId: "putPlain",
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "integer" } },
        { name: "tags", in: "query", schema: { type: "array", items: text } },
        { name: "filter", in: "query", content: json(ref("Plain")) },
        { name: "X-Trace", in: "header", required: true, schema: text },
        { name: "session", in: "cookie", schema: text },
      ],
      requestBody: {
        content: {
          ...json({ allOf: [ref("Closed"), { required: ["a"] }] }),
          "application/x-www-form-urlencoded": { schema: ref("Plain") },
          "text/plain": { schema: text },
          "application/xml": { schema: ref("Plain") },
        },
      },
      responses: {
        "200": answer({ type: "array", items: ref("Directed") }),
        "4XX": answer({ type: "object", properties: { state: ref("Enum") } }),
        default: answer(ref("Pet")),
      },
    },
    post: {
      operationId: "post#plain",
      parameters: [{ name: "id", in: "path", required: true, schema: text }],
      requestBody: { required: true, content: json(ref("Directed")) },
      responses: { "201": answer(ref("PetUntagged")), "204": { description: "Nothing." } },
      callbacks: {
        onPlain: {
          "{$request.query.url}/{page}": {
            parameters: [{ name: "page", in: "path", required: true, schema: { type: "integer" } }],
            post: {
              operationId: "onPlain",
              requestBody: { content: json({ type: "object", properties: { one: ref("Enum") } }) },
              responses: { "200": answer({ type: "array", items: ref("Plain") }) },
            },
          },
        },
      },
    },
  },
};
