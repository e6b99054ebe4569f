import { code, identifier, literal, type Code } from "../../code/code.js";
import type { Json, JsonObject } from "../../model/json.js";
import { tokensOf } from "../../model/pointer.js";
import type { Operation, Pagination } from "../../model/model.js";
import type { Statement } from "../emitter.js";
import { inputParameter } from "./input.js";
import { titleOf } from "./operation-docs.js";
import { callOptions, runtimeType, runtimeValue, carrierType } from "./symbols.js";

/** What reads each style of paging: a function, what it is told, and the runtime's file of both. */
const READERS = {
  page: { read: "pagesByNumber", told: "NumberedPages", file: "counted-pages" },
  offset: { read: "pagesByOffset", told: "OffsetPages", file: "counted-pages" },
  cursor: { read: "pagesByCursor", told: "CursorPages", file: "cursor-pages" },
  link: { read: "pagesByLink", told: "LinkedPages", file: "linked-pages" },
} as const satisfies Record<Pagination["style"], object>;

/** What an operation's iterator is told, and its function. */
export function pagesStatements(operation: Operation, pagination: Pagination): Statement[] {
  const { name } = pagination;
  const { read, told, file } = READERS[pagination.style];
  const descriptor = identifier(`${name}Pages`);
  const input = inputParameter(operation, identifier(`${operation.typeName}Input`));
  // Links are followed as they are, which the operation's own function would not do.
  const call =
    pagination.style === "link"
      ? code`transport, ${identifier(`${operation.name}Operation`)}, ${descriptor}, input, options`
      : code`${descriptor}, input, (page) => ${identifier(operation.name)}(transport, page, options)`;
  return [
    {
      code: code`const ${descriptor}: ${runtimeType(told, file)} = ${literal(factsOf(pagination))};`,
    },
    {
      docs: pagesDocs(operation),
      code: code`export function ${identifier(name)}(transport: ${carrierType}, ${input}, options?: ${callOptions}): ${pagesResult(operation, pagination)} {
  return ${runtimeValue(read, file)}(${call});
}`,
    },
  ];
}

/** The members of the extension that the runtime reads: they are called alike. */
function factsOf(pagination: Pagination): JsonObject {
  const ours: readonly string[] = ["pointer", "name", "style"];
  const members = Object.entries(pagination) as [string, Json][];
  return Object.fromEntries(members.filter(([key]) => !ours.includes(key)));
}

/** What hovering an iterator shows. */
export function pagesDocs(operation: Operation): string {
  return `${titleOf(operation).replace(/[.!?:]$/, "")}: item by item over all pages, each fetched by {@link ${operation.name}} when its turn comes.`;
}

/** `Pages<Item, Data>` */
export function pagesResult({ typeName }: Operation, { items }: Pagination): Code {
  const data = identifier(`${typeName}Data`);
  const tokens = tokensOf(`#${items}`);
  const item = code`${runtimeType("ItemAt", "inference")}<${data}, ${literal(tokens)}>`;
  return code`${runtimeType("Pages", "pages")}<${item}, ${data}>`;
}
