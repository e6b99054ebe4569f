import { code, identifier, join, type Code } from "../../code/code.js";
import { checked, z } from "./symbols.js";

/** Which of zod's two interfaces generated code speaks: `zod`, or `zod/mini` for small bundles. */
export type DialectName = "classic" | "mini";

/** A bound or pattern that zod itself knows, by the name zod/mini has for it. */
export interface Rule {
  readonly name: keyof typeof METHODS;
  readonly argument: Code;
}

/**
 * What the two interfaces of zod write differently: classic has methods where mini has functions,
 * which bundlers drop when nobody calls them. Whatever else stands in generated code is the same in
 * both.
 *
 * @see https://zod.dev/packages/mini
 */
export interface Dialect {
  /** A member that may be absent, but not undefined. */
  optional(schema: Code): Code;
  nullable(schema: Code): Code;
  and(left: Code, right: Code): Code;
  /** An object whose other members have a schema. */
  catchall(object: Code, rest: Code): Code;
  /** A schema with rules of zod and, behind them, checks of the runtime. */
  ruled(schema: Code, rules: readonly Rule[], checks?: readonly Code[]): Code;
}

/** Classic's methods for the rules. */
const METHODS = {
  minLength: "min",
  maxLength: "max",
  length: "length",
  regex: "regex",
  gte: "min",
  gt: "gt",
  lte: "max",
  lt: "lt",
  multipleOf: "multipleOf",
} as const;

const classic: Dialect = {
  optional: (schema) => code`${schema}.exactOptional()`,
  nullable: (schema) => code`${schema}.nullable()`,
  and: (left, right) => code`${left}.and(${right})`,
  catchall: (object, rest) => code`${object}.catchall(${rest})`,
  ruled(schema, rules, checks = []) {
    const links = rules.map(
      ({ name, argument }) => code`.${identifier(METHODS[name])}(${argument})`,
    );
    return code`${schema}${join(links, "")}${checked(checks)}`;
  },
};

const mini: Dialect = {
  optional: (schema) => code`${z}.exactOptional(${schema})`,
  nullable: (schema) => code`${z}.nullable(${schema})`,
  and: (left, right) => code`${z}.intersection(${left}, ${right})`,
  catchall: (object, rest) => code`${z}.catchall(${object}, ${rest})`,
  ruled(schema, rules, checks = []) {
    const own = rules.map(({ name, argument }) => code`${z}.${identifier(name)}(${argument})`);
    return code`${schema}${checked([...own, ...checks])}`;
  },
};

export const dialects: { readonly [Name in DialectName]: Dialect } = { classic, mini };
