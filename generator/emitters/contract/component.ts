import type { ApiModel } from "../../model/model.js";
import type { Schema, SchemaId } from "../../model/schema.js";

/** The component that the schemas are, or refer to and say nothing else, be it as an `allOf` of one; over so many references at most. */
export function componentOf(
  schemas: ApiModel["schemas"],
  ids: readonly SchemaId[],
  most: number,
): SchemaId | undefined {
  let [id] = ids.length === 1 ? ids : [];
  for (let hops = 0; id !== undefined && hops < most; hops++) {
    const schema: Schema | undefined = schemas[id];
    if (schema === undefined || schema.declaration !== undefined) return schema?.id;
    const { assertions, examples, default: standard } = schema;
    const { ref, allOf: [only, ...others] = [] } = assertions;
    const isBare = Object.keys(assertions).length === 1 && others.length === 0;
    id = isBare && examples.length === 0 && standard === undefined ? (ref ?? only) : undefined;
  }
  return undefined;
}
