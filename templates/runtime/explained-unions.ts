import type * as z from "./zod.js";
import { accepts, listed, type Schema } from "./checks.js";
import { explainPart, findingAt, partOf, type Part } from "./explanation.js";
import type { Finding } from "./finding.js";
import { isJsonObject } from "./json-value.js";
import { placeOf, type Place } from "./locations.js";
import { alternatives, named } from "./sentences.js";
import { kindOf, kindsOf } from "./value-kinds.js";

/** What the tag of a value chooses among the branches of a union. */
export interface Choice {
  readonly tag: string;
  readonly branch: Schema | undefined;
  /** The tags that are known. */
  readonly values: readonly unknown[];
}

/** One branch with its place and what it finds. */
interface Branch {
  readonly schema: Schema;
  readonly place: Place;
}

/**
 * Explains a value that a union refuses by one of its branches: the one that a tag names, else the
 * closest.
 */
export function explainUnion(
  union: z.core.$ZodUnion,
  part: Part,
  place: Place,
  choice = tagged(union, part.value),
): Finding[] {
  if (accepts(union, part.value)) return [];
  const { def } = union._zod;
  const keyword = place.below(def.inclusive === false ? "oneOf" : "anyOf");
  // The alternatives of `type` are the schema itself, once for each kind of value.
  const isSplit = keyword.keyword === "type" || keyword.keyword === "enum";
  const branches = def.options.map((schema, index): Branch => ({
    schema,
    place: isSplit ? place : keyword.below(String(index)),
  }));
  const matching = branches.filter(({ schema }) => accepts(schema, part.value));
  if (matching.length > 1) {
    const names = matching.map((branch) => (placeOf(branch.schema) ?? branch.place).pointer);
    const message = `must match exactly one alternative; it matches ${names.join(" and ")}`;
    return [findingAt(part, keyword, message)];
  }
  const fitting = branches.filter(
    ({ schema }) => kindsOf(schema)?.has(kindOf(part.value)) !== false,
  );
  if (fitting.length === 0) return [findingAt(part, keyword, expected(branches))];
  return choice === undefined || !isJsonObject(part.value)
    ? closest(fitting, part)
    : explainChoice(choice, fitting, part, keyword);
}

/** Explains a value that none of the alternatives below a keyword accepts by the closest of them. */
export function explainAlternatives(
  schemas: readonly Schema[],
  part: Part,
  keyword: Place,
): Finding[] {
  const findings = closest(
    schemas.map((schema, index) => ({ schema, place: keyword.below(String(index)) })),
    part,
  );
  return findings.length > 0
    ? findings
    : [findingAt(part, keyword, "must match one of the alternatives")];
}

function tagged(union: z.core.$ZodUnion, value: unknown): Choice | undefined {
  const { def } = union._zod as z.core.$ZodDiscriminatedUnion["_zod"];
  // A plain union has no discriminator.
  const tag = (def as { readonly discriminator?: string }).discriminator;
  if (tag === undefined) return undefined;
  const valuesOf = (option: Schema): ReadonlySet<unknown> =>
    option._zod.propValues?.[tag] ?? new Set();
  const given = isJsonObject(value) ? value[tag] : undefined;
  return {
    tag,
    branch: def.options.find((option) => valuesOf(option).has(given)),
    values: def.options.flatMap((option) => [...valuesOf(option)]),
  };
}

function explainChoice(
  { tag, branch, values }: Choice,
  branches: readonly Branch[],
  part: Part,
  keyword: Place,
): Finding[] {
  const known = listed(values);
  if (branch !== undefined) {
    const place = branches.find(({ schema }) => schema === branch)?.place ?? keyword;
    return explainPart(branch, part, place);
  }
  const value = part.value as { readonly [key: string]: unknown };
  if (Object.hasOwn(value, tag)) {
    const message = `must be one of ${known}`;
    return [findingAt(partOf(part, tag, undefined, true), keyword, message)];
  }
  const wanted = `must have ${JSON.stringify(tag)}`;
  for (const { schema, place } of branches) {
    const missing = explainPart(schema, part, place).find(
      ({ pointer, message }) => pointer === part.pointer && message === wanted,
    );
    if (missing !== undefined) return [{ ...missing, message: `${wanted}, one of ${known}` }];
  }
  // No branch asks for the tag, so its absence is not what is wrong.
  return closest(branches, part);
}

/**
 * The findings of the branch that is meant most likely: of those whose literal members do not refuse
 * the value, else of all, the one whose first fault lies deepest; of these, the one with the fewest.
 */
function closest(branches: readonly Branch[], part: Part): Finding[] {
  const literal = new RegExp(`^.{${String(part.pointer.length)}}/[^/]*$`, "s");
  const explained = branches
    .map(({ schema, place }) => explainPart(schema, part, place))
    .filter((findings) => findings.length > 0)
    .map((findings) => ({
      findings,
      meant: findings.some(
        ({ keyword, pointer }) => /^(?:const|enum)$/.test(keyword) && literal.test(pointer),
      )
        ? 0
        : 1,
      depth: findings[0]?.pointer.split("/").length ?? 0,
    }));
  // Sorting keeps the order of equals: the first alternative is told.
  const [best] = explained.sort(
    (a, b) => b.meant - a.meant || b.depth - a.depth || a.findings.length - b.findings.length,
  );
  return best?.findings ?? [];
}

/** The kinds of values the branches take. */
function expected(branches: readonly Branch[]): string {
  const kinds = new Set(branches.flatMap(({ schema }) => [...(kindsOf(schema) ?? [])]));
  if (kinds.size === 0) return "is not allowed here";
  return `must be ${alternatives([...kinds].map(named))}`;
}
