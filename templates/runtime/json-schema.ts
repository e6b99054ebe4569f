/**
 * The assertions of JSON Schema 2020-12 that zod has no word for, as checks and wrappers of zod
 * schemas. A check speaks of the kind of value its keyword speaks of and accepts every other. No
 * check changes a value, and no message repeats one.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */
export * from "./composition.js";
export * from "./items.js";
export * from "./members.js";
export * from "./numbers.js";
export * from "./unevaluated.js";
