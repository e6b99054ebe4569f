import { CANARY } from "./canary.js";
import { api, OPERATION, own, withSchema, type Placed } from "./position.js";
import type { Case } from "./trial.js";

const SING = `globalThis.${CANARY}=1`;
const STRING = { type: "string" };

/**
 * Documents that have broken generators by two places working together, or by one text read twice.
 * Each is a kind of fault of its own.
 */
const SHOTS: { readonly [name: string]: () => Placed } = {
  "escape, then read again": () => {
    // `${x}` that is escaped as text and then filled in as a parameter.
    const path = `/things/\${${SING}}/{x}`;
    const names = [`${SING}`, "x"].map((name) => ({
      ...{ name, in: "path", required: true, schema: STRING },
    }));
    return {
      document: api({ paths: own(path, { get: { ...OPERATION, parameters: names } }) }),
      input: { path: Object.fromEntries(names.map(({ name }) => [name, "a$&b"])) },
      sent: { path: "/things/$a%24%26b/a%24%26b" },
    };
  },
  "a parameter's value is a parameter's place": () => {
    const names = ["a", "b"].map((name) => ({
      ...{ name, in: "path", required: true, schema: STRING },
    }));
    return {
      document: api({ paths: { "/{a}/{b}": { get: { ...OPERATION, parameters: names } } } }),
      input: { path: { a: "{b}", b: "{a}" } },
      sent: { path: "/%7Bb%7D/%7Ba%7D" },
    };
  },
  "a comment closes in the seam of two texts": () => ({
    document: api({
      paths: { "/*": { get: { ...OPERATION, summary: "*", description: `/;${SING};/*` } } },
    }),
    sent: { path: "/*" },
  }),
  "a path closes the comment of its operation": () => ({
    document: api({ paths: { "/a/*/b/*/": { get: OPERATION } } }),
    sent: { path: "/a/*/b/*/" },
  }),
  "a name is a name of every object": () => {
    const names = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];
    const properties = Object.fromEntries(names.map((name) => [name, STRING]));
    const value = Object.fromEntries(names.map((name) => [name, "a"]));
    return {
      document: withSchema(
        { type: "object", properties, required: names, additionalProperties: false },
        Object.fromEntries(names.map((name) => [name, STRING])),
      ),
      verdicts: [
        { component: "Thing", value, valid: true },
        { component: "Thing", value: {}, valid: false },
        ...names.map((component) => ({ component, value: "a", valid: true })),
        ...names.map((component) => ({ component, value: 1, valid: false })),
      ],
      input: { body: value },
      sent: { json: value },
      answer: { body: value },
      received: value,
    };
  },
  "a reference leads to what every object has": () => ({
    document: withSchema({ $ref: "#/components/schemas/__proto__" }),
    refused: "ref/unresolved",
  }),
  ...Object.fromEntries(
    [
      "../../etc/passwd",
      "%2e%2e/%2e%2e/etc/passwd",
      "..%2f..%2fetc/passwd",
      "a/../../etc/passwd",
      "/etc/passwd",
      "file:///etc/passwd",
      "//169.254.169.254/latest/meta-data",
      "http://169.254.169.254/latest/meta-data",
      "HTTPS://api.test/a.json",
      "data:application/json,{}",
    ].map((ref) => [
      `a reference leads out: ${ref}`,
      (): Placed => ({ document: withSchema({ $ref: ref }), refused: "ref/" }),
    ]),
  ),
  "a mapping names what every object has": () => ({
    document: withSchema(
      {
        oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }],
        discriminator: { propertyName: "kind", mapping: { toString: "constructor" } },
      },
      { A: { type: "object" }, B: { type: "object" } },
    ),
    refused: "schema/discriminator-mapping",
  }),
  "a requirement names what every object has": () => ({
    document: api({ security: [{ constructor: [] }] }),
  }),
  "names that are one where case does not count": () => ({
    document: withSchema(
      { type: "object", properties: { a: STRING, A: STRING } },
      { thing: STRING, THING: { type: "number" } },
    ),
    verdicts: [
      { component: "thing", value: "a", valid: true },
      { component: "THING", value: "a", valid: false },
    ],
  }),
  "names that are one as identifiers": () => ({
    document: withSchema({ type: "object" }, { "a-b": STRING, a_b: { type: "number" }, "a b": {} }),
    verdicts: [
      { component: "a-b", value: "a", valid: true },
      { component: "a_b", value: "a", valid: false },
      { component: "a b", value: null, valid: true },
    ],
  }),
  "ids that are one as references": () => ({
    document: api({
      paths: {
        "/a": { get: { ...OPERATION, operationId: "a#b" } },
        "/b": { get: { ...OPERATION, operationId: "a/b" } },
        "/c": { get: { ...OPERATION, operationId: "a%2Fb" } },
      },
    }),
    sent: { path: "/c" },
  }),
  "a server's default is its address": () => ({
    document: api({
      servers: [
        { url: "https://{host}", variables: { host: { default: `api.test/";${SING};"` } } },
      ],
    }),
  }),
  "a link in a table's cell of code": () => ({
    document: withSchema({
      type: "object",
      properties: {
        "a|b`|<img src=x onerror=alert(1)>": {
          ...{ type: "string", description: "a|b `|` <b>\n\n| c |" },
        },
      },
    }),
    shown: ["a|b`|<img src=x onerror=alert(1)>"],
  }),
};

export const killShots: readonly Case[] = Object.entries(SHOTS).map(([name, place]) => ({
  ...{ position: `kill shot/${name}`, style: "several", payload: "several/one", text: name },
  placed: place(),
}));
