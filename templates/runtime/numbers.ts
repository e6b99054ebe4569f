import { refuse, type Check } from "./checks.js";

/**
 * `type: integer`, of any size. `z.int()` refuses what a `number` no longer tells from its
 * neighbours, and `multipleOf(1)` takes a fraction close to a whole number for one.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1
 */
export function integer(): Check {
  return (payload) => {
    if (!Number.isInteger(payload.value)) refuse(payload, "type", "must be an integer");
  };
}
