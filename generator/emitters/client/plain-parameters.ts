import type { ApiModel, Parameter } from "../../model/model.js";

type Schemas = ApiModel["schemas"];
type Id = keyof Schemas;

/**
 * Whether every value of a parameter is a text, a number or a flag, or in a query or a header a list
 * of them: what any serialiser writes in the same way.
 */
export function isPlain({ in: place, value }: Parameter, schemas: Schemas): boolean {
  if ("content" in value) return false;
  if (isSingle(value.schema, schemas)) return true;
  const { types, array } = assertionsOf(value.schema, schemas);
  return (
    place === "query" &&
    types?.every((one) => one === "array") === true &&
    array?.prefixItems === undefined &&
    array?.items !== undefined &&
    isSingle(array.items, schemas)
  );
}

/** Never a list, an object, or a number that is kept as a text. */
function isSingle(id: Id, schemas: Schemas): boolean {
  const { types, number, const: only, enum: listed } = assertionsOf(id, schemas);
  if (/^decimal/.test(number?.format ?? "")) return false;
  if (types !== undefined) return types.every((one) => one !== "array" && one !== "object");
  const values = only === undefined ? listed : [only.value];
  return values?.every((one) => typeof one !== "object" || one === null) ?? false;
}

/** What a schema asserts, or the one that it does nothing but refer to. */
function assertionsOf(id: Id, schemas: Schemas): Schemas[Id]["assertions"] {
  const seen = new Set<Id>();
  for (let at = id; ;) {
    const assertions = schemas[at]?.assertions ?? {};
    const { ref, types } = assertions;
    if (ref === undefined || types !== undefined || seen.has(at)) return assertions;
    seen.add(at);
    at = ref;
  }
}
