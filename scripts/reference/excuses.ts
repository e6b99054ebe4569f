import type { ApiModel, Example, MediaType, Operation, SchemaId } from "../../generator/index.js";
import { KNOWN_FAULTS } from "../contract/mock/known-faults.js";
import type { Generated } from "./verify.js";

/** Why a sample cannot do what it says although it is printed as the document has it; undefined where it can. */
export type Excuses = (page: string, reason: string) => string | undefined;

/**
 * What samples are excused for, found by rules and never by name: an example of the document's own
 * that contradicts its schema, where that example is what the compiler or Prism refuses; and a fault
 * of Prism's that its threads know.
 */
export function excusesOf({ model, diagnostics }: Omit<Generated, "files">): Excuses {
  const operations = new Map(model.operations.map((one) => [`operations/${one.file}.md`, one]));
  const contradictions = diagnostics.flatMap(({ code, location, message }) =>
    code === "schema/invalid-example" && location?.pointer !== undefined
      ? [{ pointer: location.pointer, message }]
      : [],
  );
  return (page, reason) => {
    const operation = operations.get(page);
    if (operation === undefined) return undefined;
    for (const { place, pointer } of shownBy(operation)) {
      const found = contradictions.find(
        (one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`),
      );
      if (found !== undefined && isAbout(reason, place))
        return `of the document at ${found.pointer}: ${found.message}`;
    }
    return takesForText(operation, reason, model)
      ? `of the mock: ${MULTIPART.says} (${MULTIPART.thread})`
      : undefined;
  };
}

interface Shown {
  /** As Prism names it: `request.query.limit`, `request.body`. */
  readonly place: string;
  readonly pointer: string;
}

/** The examples that samples of an operation may show. */
function shownBy({ parameters, requestBody }: Operation): Shown[] {
  const of = (place: string, examples: readonly Example[]): Shown[] =>
    examples.map(({ pointer }) => ({ place, pointer }));
  return [
    ...parameters.flatMap(({ in: where, key, examples, value }) =>
      of(`request.${where}.${key}`, [
        ...examples,
        ...("content" in value ? value.content.examples : []),
      ]),
    ),
    ...(requestBody?.content ?? []).flatMap(({ examples }) => of("request.body", examples)),
  ];
}

/** What compilers say of a value that is not of its type. */
const UNASSIGNABLE = /^TS(?:2322|2345|2353|2739|2740|2741|2820): /;

/** Whether the compiler says it, who names no place, or Prism of that place or one inside it. */
function isAbout(reason: string, place: string): boolean {
  if (UNASSIGNABLE.test(reason)) return true;
  const [said = ""] = reason.split(" ");
  return said === place || said.startsWith(`${place}.`);
}

const MULTIPART = ((): (typeof KNOWN_FAULTS)[number] => {
  const fault = KNOWN_FAULTS.find(({ id }) => id === "multipart-json");
  if (fault === undefined) throw new Error("no fault is called multipart-json");
  return fault;
})();

/** Whether Prism wants an object where a part is one, and is sent as JSON. */
function takesForText({ requestBody }: Operation, reason: string, { schemas }: ApiModel): boolean {
  const part = /^request\.body\.(\S+) .* must be object$/.exec(reason)?.[1];
  return (requestBody?.content ?? []).some(
    ({ codec, schema }: MediaType) =>
      part !== undefined && codec === "multipart" && isObjectPart(schema, part, schemas),
  );
}

function isObjectPart(
  schema: SchemaId | undefined,
  part: string,
  schemas: ApiModel["schemas"],
): boolean {
  const body = followed(schema, schemas);
  const member = followed(body?.assertions.object?.properties?.[part], schemas);
  return member?.assertions.types?.includes("object") === true;
}

function followed(
  id: SchemaId | undefined,
  schemas: ApiModel["schemas"],
): ApiModel["schemas"][SchemaId] | undefined {
  const seen = new Set<SchemaId>();
  let at = id;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    const found = schemas[at];
    if (found?.assertions.ref === undefined) return found;
    at = found.assertions.ref;
  }
  return undefined;
}
