import { isObject, type Json } from "../../model/json.js";
import { literalsOf } from "../../model/literals.js";
import type { ApiModel } from "../../model/model.js";
import type { Schema, SchemaId } from "../../model/schema.js";
import { type Direction, isForTheOtherSide } from "./access.js";
import { isAmong, isOfSome } from "./json.js";
import { Remembered } from "./memory.js";

/** Something that a schema asks of a value, told without judging the value's members. */
interface Guard {
  /** Whether a value is none of the schema's for it. */
  refuses(value: Json): boolean;
  /** The schemas that say so, from the one that was asked on. */
  readonly by: readonly SchemaId[];
  /** The same as a verdict. */
  readonly verdict: Remembered;
}

/**
 * What tells at first sight that a value is none of an alternative's: its type, a member that it must
 * have, and the values that a member may have. Most alternatives of a large union are refused by that.
 */
export class Guards {
  readonly #schemas: ApiModel["schemas"];
  readonly #direction: Direction;
  readonly #known = new Map<SchemaId, readonly Guard[]>();

  constructor(schemas: ApiModel["schemas"], direction: Direction) {
    this.#schemas = schemas;
    this.#direction = direction;
  }

  /** The first guard of a schema that refuses a value; undefined where the schema is to be asked. */
  against(id: SchemaId, value: Json): Guard | undefined {
    let guards = this.#known.get(id);
    if (guards === undefined) this.#known.set(id, (guards = this.#guardsOf(id)));
    for (const guard of guards) if (guard.refuses(value)) return guard;
    return undefined;
  }

  #guardsOf(root: SchemaId): Guard[] {
    const listed: Guard[] = [];
    const others: Guard[] = [];
    const visit = (id: SchemaId, above: readonly SchemaId[]): void => {
      const schema = this.#schemas[id];
      if (schema === undefined || above.includes(id)) return;
      const by = [...above, id];
      this.#ofMembers(schema, by, listed);
      this.#ofItself(schema, by, others);
      const { ref, allOf = [] } = schema.assertions;
      for (const next of ref === undefined ? allOf : [ref, ...allOf]) visit(next, by);
    };
    visit(root, []);
    return [...listed, ...others];
  }

  #ofItself({ assertions }: Schema, by: readonly SchemaId[], found: Guard[]): void {
    const { types, object } = assertions;
    if (types !== undefined) found.push(guardOf(by, (value) => !isOfSome(types, value)));
    const required = (object?.required ?? []).filter(
      (key) => !isForTheOtherSide(this.#schemas, object?.properties, key, this.#direction),
    );
    if (required.length > 0)
      found.push(
        guardOf(
          by,
          (value) => isObject(value) && !required.every((key) => Object.hasOwn(value, key)),
        ),
      );
  }

  #ofMembers({ assertions }: Schema, by: readonly SchemaId[], found: Guard[]): void {
    for (const [key, id] of Object.entries(assertions.object?.properties ?? {})) {
      const way = this.#wayToValues(id);
      const values = way?.values;
      if (way === undefined || values === undefined) continue;
      found.push(
        guardOf([...by, ...way.by], (value) => {
          const member = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
          return member !== undefined && !isAmong(values, member);
        }),
      );
    }
  }

  /** The values that a member's schema lists, or one that it refers to. */
  #wayToValues(id: SchemaId): { by: SchemaId[]; values: readonly Json[] } | undefined {
    const by: SchemaId[] = [];
    for (let at: SchemaId | undefined = id; at !== undefined && !by.includes(at);) {
      by.push(at);
      const assertions: Schema["assertions"] = this.#schemas[at]?.assertions ?? {};
      const values = literalsOf(assertions);
      if (values !== undefined) return { by, values };
      at = assertions.ref;
    }
    return undefined;
  }
}

function guardOf(by: readonly SchemaId[], refuses: Guard["refuses"]): Guard {
  const verdict = new Remembered();
  verdict.valid = false;
  for (const id of by) verdict.add(id);
  return { refuses, by, verdict };
}
