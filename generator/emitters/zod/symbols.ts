import {
  code,
  identifier,
  join,
  literal,
  namespace,
  nothing,
  type,
  type Code,
  type Interpolation,
  type SymbolRef,
} from "../../code/code.js";
import type { Schema } from "../../model/schema.js";
import { typeKeyOf } from "../../model/type-keys.js";

/** `import * as z`: bundlers keep only what is used. `templates/runtime/zod.ts` says why through it. */
export const z = namespace("z", "src/runtime/zod.ts");

const js = namespace("js", "src/runtime/json-schema.ts");
const exactChecks = namespace("exact", "src/runtime/exact-checks.ts");
const formats = namespace("formats", "src/runtime/formats.ts");

export const components: SymbolRef = type("components", "src/types.ts");
export const operations: SymbolRef = type("operations", "src/types.ts");
export const headerJudgeType: SymbolRef = type("HeaderJudge", "src/runtime/validation.ts");

/** A call of an assertion of `templates/runtime/json-schema.ts`: `js.minProperties(2)`. */
export function assertion(name: string, ...args: readonly Interpolation[]): Code {
  return code`${js}.${identifier(name)}(${join(args)})`;
}

/** A call of `templates/runtime/exact-checks.ts`: `exact.int64()`. */
export function exact(name: string, ...args: readonly Interpolation[]): Code {
  return code`${exactChecks}.${identifier(name)}(${join(args)})`;
}

/** `js.lazy<components["schemas"]["Pet"]>(() => PetSchema)` */
export function lazily(schema: Schema, expression: Interpolation): Code {
  const type = code`${components}["schemas"][${literal(typeKeyOf(schema))}]`;
  return code`${js}.lazy<${type}>(() => ${expression})`;
}

/** What `templates/runtime/formats.ts` has of a format: a schema, `formats.dateTime`, or a check of numbers. */
export function formatNamed(name: string): Code {
  return code`${formats}.${identifier(name)}`;
}

/** A schema with a place of its own, which those of the runtime do not have: they stand at many. */
export function ownSchema(expression: Code): Code {
  const [runtime, ...member] = expression.parts;
  const isCommon = runtime === formats && /^\.\w+$/.test(member.join(""));
  return isCommon ? code`${expression}.clone()` : expression;
}

/** `.check(…)` of all the checks; nothing without any. */
export function checked(checks: readonly Code[]): Code {
  return checks.length === 0 ? nothing : code`.check(${join(checks)})`;
}

/** `{ a, b }` */
export function braces(members: readonly Code[]): Code {
  return members.length === 0 ? code`{}` : code`{ ${join(members)} }`;
}

/** `[a, b]` */
export function brackets(items: readonly Interpolation[]): Code {
  return code`[${join(items)}]`;
}
