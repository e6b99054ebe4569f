import type * as z from "./zod.js";
import { accepts, type Check, type Explained, type Payload, type Schema } from "./checks.js";
import { branchOf } from "./composition.js";
import {
  explainArray,
  explainObject,
  explainRecord,
  explainTuple,
} from "./explained-structures.js";
import { explainAlternatives, explainUnion } from "./explained-unions.js";
import type { Finding } from "./finding.js";
import { isJsonObject } from "./json-value.js";
import { placeOf, type Place } from "./locations.js";
import { escapeToken } from "./pointer.js";
import { named, sentenceOf, type Sentence } from "./sentences.js";
import { kindOf, kindsOf } from "./value-kinds.js";

/** A value, or a part of one, as it is met on the way down. */
export interface Part {
  readonly value: unknown;
  /** Into the whole value. */
  readonly pointer: string;
  /** Inside a secret, where names are not shown either unless the document has them. */
  readonly secret: boolean;
}

/** A member or an item. `declared`: its name stands in the document. */
export function partOf(part: Part, key: string | number, value: unknown, declared = false): Part {
  const shown = declared || typeof key === "number" || !part.secret;
  const pointer = shown ? `${part.pointer}/${escapeToken(String(key))}` : part.pointer;
  return { value, pointer, secret: part.secret };
}

/** A finding of the keyword, or of the schema `false`, that stands at the place. */
export function findingAt(part: Part, place: Place, message: string): Finding {
  return { pointer: part.pointer, keyword: place.keyword, schema: place.pointer, message };
}

/** A finding of a keyword of the schema at the place. */
export function findingOf(part: Part, place: Place, { keyword, message }: Sentence): Finding {
  return findingAt(part, place.below(keyword), message);
}

/**
 * Walks a schema along a value and says of each keyword that does not hold where it stands. zod is
 * asked about scalars and checks; what has parts is walked here, as the way tells the place in the
 * document. `from` is the place of a schema that was not located itself.
 */
export function explainPart(schema: Schema, part: Part, from: Place): Finding[] {
  const place = (placeOf(schema) ?? from).entered();
  const inside = place.isSecret ? { ...part, secret: true } : part;
  const whole = place.note("*");
  if (whole !== undefined) {
    if (accepts(schema, part.value)) return [];
    return [findingAt(inside, whole, "must be a value that the document lists")];
  }
  const declared = declaredAncestor(schema);
  if (declared === undefined) return explainOwn(schema as z.core.$ZodTypes, inside, place);
  // Checks that were chained to a declared schema are not that schema's own.
  const added = checksOf(schema).slice(checksOf(declared).length);
  return [...explainPart(declared, inside, place), ...explainChecks(added, inside, place)];
}

/** The declared schema that a schema was made from by adding checks. */
function declaredAncestor(schema: Schema): Schema | undefined {
  let ancestor = schema._zod.parent;
  while (ancestor !== undefined && placeOf(ancestor) === undefined) ancestor = ancestor._zod.parent;
  return ancestor;
}

function explainOwn(schema: z.core.$ZodTypes, part: Part, place: Place): Finding[] {
  const { def } = schema._zod;
  const checks = (): Finding[] => explainChecks(checksOf(schema), part, place);
  switch (def.type) {
    case "unknown":
      return checks();
    case "never":
      return [findingAt(part, place, "is not allowed here")];
    case "optional":
      return [...explainPart(def.innerType, part, place), ...checks()];
    case "nullable":
      if (part.value === null) return checks();
      return [
        ...explainPart(def.innerType, part, place).map(orNull(def.innerType, part)),
        ...checks(),
      ];
    case "lazy":
      return [...explainPart(def.getter(), part, place), ...checks()];
    case "union":
      return [...explainUnion(schema as z.core.$ZodUnion, part, place), ...checks()];
    case "intersection":
      return [...explainIntersection(def, part, place), ...checks()];
    default:
      return explainTyped(schema, part, place);
  }
}

/** A value of the wrong kind could have been null as well. */
function orNull(schema: Schema, { value, pointer }: Part): (finding: Finding) => Finding {
  const isOfKind = kindsOf(schema)?.has(kindOf(value)) !== false;
  return (finding) =>
    isOfKind || finding.pointer !== pointer || finding.message.endsWith(" or null")
      ? finding
      : { ...finding, message: `${finding.message} or null` };
}

/** Sides of `.and(…)`; the notes say where those stand that are not the schema's own. */
function explainIntersection(def: z.core.$ZodIntersectionDef, part: Part, place: Place): Finding[] {
  const sides: Schema[] = [def.right];
  let left: Schema = def.left;
  for (;;) {
    const inner: z.core.$ZodTypes["_zod"]["def"] = (left as z.core.$ZodTypes)._zod.def;
    if (inner.type !== "intersection" || placeOf(left) !== undefined || inner.checks?.length) break;
    sides.unshift(inner.right);
    left = inner.left;
  }
  return [left, ...sides].flatMap((side, index) =>
    explainPart(side, part, place.note(`and/${String(index)}`) ?? place),
  );
}

/** A schema of one kind of value. What is of another kind says nothing more. */
function explainTyped(schema: z.core.$ZodTypes, part: Part, place: Place): Finding[] {
  const { def } = schema._zod;
  const findings = [...explainKind(schema, part, place)];
  // A kind that the document says elsewhere is reported there.
  if (findings.length > 0) return findings.filter((finding) => finding.schema !== "#");
  switch (def.type) {
    case "object":
      findings.push(...explainObject(def, part, place));
      break;
    case "record":
      findings.push(...explainRecord(def, part, place));
      break;
    case "array":
      findings.push(...explainArray(def, part, place));
      break;
    case "tuple":
      findings.push(...explainTuple(def, part, place));
      break;
  }
  return [...findings, ...explainChecks(checksOf(schema), part, place)];
}

/** What is wrong with the kind of a value, or with a scalar as such. */
function explainKind(schema: z.core.$ZodTypes, part: Part, place: Place): Finding[] {
  const { def } = schema._zod;
  switch (def.type) {
    case "object":
    case "record":
      return isJsonObject(part.value) ? [] : [findingOf(part, place, ofKind("object"))];
    case "array":
    case "tuple":
      return Array.isArray(part.value) ? [] : [findingOf(part, place, ofKind("array"))];
  }
  const { issues } = schema._zod.parse(
    { value: part.value, issues: [] },
    { async: false },
  ) as Payload;
  return issues.map((issue) => {
    const isInteger = issue.code === "invalid_type" && "format" in def && isIntegral(def.format);
    return findingOf(part, place, isInteger ? ofKind("int") : sentenceOf(issue));
  });
}

function ofKind(kind: string): Sentence {
  return { keyword: "type", message: `must be ${named(kind)}` };
}

function isIntegral(format: unknown): boolean {
  return typeof format === "string" && format.includes("int");
}

type AnyCheck = z.core.$ZodCheck<never>;

/** A schema that is itself a check, `z.int()`, asks it first. */
function checksOf(schema: Schema): readonly AnyCheck[] {
  const { def, traits } = schema._zod;
  const own = traits.has("$ZodCheck") ? [schema as unknown as AnyCheck] : [];
  return [...own, ...(def.checks ?? [])];
}

function explainChecks(checks: readonly AnyCheck[], part: Part, place: Place): Finding[] {
  const findings: Finding[] = [];
  for (const check of checks) {
    const run = check._zod.check as unknown as Check;
    const { found, aborted } = explainCheck(run, part, place);
    findings.push(...found);
    if (aborted) break;
  }
  return findings;
}

/** What one check finds, and whether the checks behind it can still be asked. */
function explainCheck(
  check: Check,
  part: Part,
  place: Place,
): { readonly found: readonly Finding[]; readonly aborted: boolean } {
  const found: Finding[] = [];
  const payload: Explained = {
    value: part.value,
    issues: [],
    explanation: {
      part(schema, value, path, tokens) {
        const inner = path.reduce<Part>((at, key) => partOf(at, key as string | number, value), {
          ...part,
          value,
        });
        const findings = explainPart(schema, inner, place.below(...tokens));
        found.push(...(tokens[0] === "propertyNames" ? findings.map(ofName) : findings));
      },
      closest(keyword, schemas) {
        found.push(...explainAlternatives(schemas, part, place.below(keyword)));
      },
      elsewhere(other, checks) {
        for (const inner of checks) {
          found.push(...explainCheck(inner, part, place.elsewhere(other)).found);
        }
      },
      choice(tag, branches, union) {
        const choice = {
          tag,
          branch: branchOf(part.value, tag, branches),
          values: Object.keys(branches),
        };
        found.push(...explainUnion(union as z.core.$ZodUnion, part, place, choice));
      },
    },
  };
  void check(payload);
  for (const issue of payload.issues) {
    const path = (issue.path ?? []) as (string | number)[];
    const at = path.reduce<Part>((from, key) => partOf(from, key, undefined, true), part);
    found.push(findingOf(at, place, sentenceOf(issue)));
  }
  return { found, aborted: payload.issues.some((issue) => issue.continue !== true) };
}

function ofName(finding: Finding): Finding {
  return { ...finding, message: `has a name that ${finding.message}` };
}
