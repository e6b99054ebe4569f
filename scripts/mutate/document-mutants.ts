import {
  generate,
  hasErrors,
  Session,
  unescapeToken,
  type Json,
  type JsonObject,
} from "../../generator/index.js";
import type { Sources } from "../contract/modules.js";
import { ownTemplates } from "../disk.js";
import { isList, isObject } from "../fuzz/json.js";
import { DOCUMENT_OPERATORS } from "./document-operators.js";
import { partsOf, type Part } from "./document-parts.js";
import type { Mutant } from "./mutant.js";

/** Every mutant of a canonical document: its package is generated from the changed document. */
export function documentMutants(document: JsonObject): Mutant[] {
  return [...partsOf(document)].flatMap(({ kind, pointer, value }: Part) =>
    DOCUMENT_OPERATORS.filter((operator) => operator.of === kind).flatMap(({ name, changes }) =>
      changes(value, pointer, document).map(({ what, to }): Mutant => ({
        id: `document ${pointer} ${name}: ${what}`,
        of: "document",
        operator: name,
        near: nearOf(pointer, what),
        sources: () => generatedFrom(replaced(document, pointer, to) as JsonObject),
      })),
    ),
  );
}

const templates = ownTemplates();
/** Mutants differ in a file or two: the rest is laid out once. */
const session = new Session();
let last: Promise<unknown> = Promise.resolve();

/** The package of a document; undefined where it is refused. One is generated after the other, as a session knows the run before. */
export function generatedFrom(document: JsonObject): Promise<Sources | undefined> {
  const load = () => Promise.resolve({ kind: "text" as const, text: JSON.stringify(document) });
  const made = last.then(async () => {
    const { files, diagnostics } = await generate(
      { input: "mutant.json", name: "mutant", only: ["zod", "client"] },
      { load, templates: await templates, session },
    );
    return hasErrors(diagnostics) ? undefined : files;
  });
  last = made.catch(() => undefined);
  return made;
}

function replaced(value: Json, pointer: string, to: Json): Json {
  const [, head, ...rest] = pointer.split("/");
  if (head === undefined) return to;
  const key = unescapeToken(head);
  const below = ["#", ...rest].join("/");
  if (isList(value))
    return value.map((item, index) => (index === Number(key) ? replaced(item, below, to) : item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === key ? replaced(member, below, to) : member,
    ]),
  );
}

function nearOf(pointer: string, what: string): string[] {
  const component = /^#\/components\/schemas\/[^/]+/.exec(pointer)?.[0];
  return component === undefined
    ? [`${pointer}/`, pointer]
    : [`${pointer}/${what}`, pointer, `${component}/`];
}
