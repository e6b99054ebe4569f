import type {
  ApiModel,
  Operation,
  SecurityRequirement,
  SecurityScheme,
} from "../../../model/model.js";
import { isRefusalDocumented } from "../answers.js";
import type { CaseOperation } from "../case.js";
import type { SuiteCase } from "./suite.js";
import type { Units } from "./units.js";

/** Why an alternative of a security requirement is never sent: the document has it so. */
export const OUTSIDE = "mutual TLS is no part of a request";
export const UNDECLARED = "the document declares no scheme of that name";
export const SHADOWED = "an alternative before it asks for no more";
export const CLASHING = "two of its schemes stand in the same place of a request";

/**
 * What the alternatives of an operation's security requirements promise: each lets in whoever sends
 * all its schemes, and nobody who leaves one of them out, unless what is left meets another.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#security-requirement-object
 */
export function accessCases(
  model: ApiModel,
  operation: Operation,
  { inputs }: CaseOperation,
  units: Units,
): SuiteCase[] {
  const [input] = Object.keys(inputs);
  const found: SuiteCase[] = [];
  for (const alternative of operation.security) {
    const schemes = Object.keys(alternative);
    const name = schemes.length === 0 ? "nobody in particular" : schemes.join(" and ");
    const isFirst = metBy(operation.security, schemes) === alternative;
    const reason = whyNever(model, schemes) ?? (isFirst ? undefined : SHADOWED);
    if (reason !== undefined || input === undefined) {
      units.add("security", name, operation.pointer, reason ?? "no valid request was found");
      continue;
    }
    const add = (unit: string, sends: readonly string[] | undefined, withheld?: string): void => {
      found.push({
        kind: "access",
        id: `${operation.name}/access/${unit.replaceAll(" ", "-")}`,
        pointer: operation.pointer,
        input,
        schemes,
        ...(withheld === undefined ? {} : { withheld }),
        ...(sends === undefined ? {} : { sends }),
        status: 401,
        documented: isRefusalDocumented(operation),
        covers: [units.add("security", unit, operation.pointer)],
      });
    };
    add(name, schemes);
    // One scheme less than one is no credentials, which is a case of its own.
    for (const withheld of schemes.length > 1 ? schemes : []) {
      const rest = schemes.filter((one) => one !== withheld);
      const met = metBy(operation.security, rest);
      add(
        `${name}, without ${withheld}`,
        met === undefined ? undefined : Object.keys(met),
        withheld,
      );
    }
  }
  return found;
}

/** The first alternative that needs nothing but what is given; one that needs nothing counts last, as clients take it. */
function metBy(
  alternatives: readonly SecurityRequirement[],
  given: readonly string[],
): SecurityRequirement | undefined {
  const met = alternatives.filter((one) => Object.keys(one).every((name) => given.includes(name)));
  return met.find((one) => Object.keys(one).length > 0) ?? met[0];
}

function whyNever({ security }: ApiModel, schemes: readonly string[]): string | undefined {
  if (schemes.some((name) => !Object.hasOwn(security, name))) return UNDECLARED;
  const used = schemes.map((name) => security[name]).filter((scheme) => scheme !== undefined);
  if (used.some(({ type }) => type === "mutualTLS")) return OUTSIDE;
  const places = used.map(placeOf);
  return new Set(places).size < places.length ? CLASHING : undefined;
}

function placeOf(scheme: SecurityScheme): string {
  return scheme.type === "apiKey"
    ? `${scheme.in} ${scheme.in === "header" ? scheme.key.toLowerCase() : scheme.key}`
    : "header authorization";
}
