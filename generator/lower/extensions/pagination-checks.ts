import { usualAnswer } from "../../model/answers.js";
import type { RequestPlace } from "../../model/extensions.js";
import type { JsonType } from "../../model/json.js";
import type { Operation, Pagination } from "../../model/model.js";
import { child } from "../../model/pointer.js";
import type { Schema, SchemaId } from "../../model/schema.js";
import { endOf, meant, type Body } from "./body-pointers.js";
import type { Fault } from "./extension.js";
import { mayBe, soughtAt } from "./instance-schemas.js";

type Schemas = { readonly [id: SchemaId]: Schema };

/** What must stand where a member of the extension points to; those that are missing here name places of the request. */
const TYPES: Readonly<Record<string, readonly JsonType[]>> = {
  items: ["array"],
  totalPages: ["integer"],
  total: ["integer"],
  hasMore: ["boolean"],
  nextCursor: ["string", "integer"],
  itemCursor: ["string", "integer"],
  next: ["string"],
};
const PLACES = ["page", "pageSize", "offset", "limit", "cursor"];

/** Pointers and parameters of a pagination that lead nowhere, or to what cannot be meant. */
export function paginationFaults(operation: Operation, schemas: Schemas): Fault[] {
  const { pagination } = operation;
  if (pagination === undefined) return [];
  const answer = usualAnswer(operation);
  if (answer?.codec !== "json")
    return [faultOf(pagination, "the answer has no JSON body that pages could be read from")];
  const members = Object.entries(pagination) as [string, RequestPlace | string][];
  return members.flatMap(([key, value]) => {
    if (typeof value === "object" && PLACES.includes(key))
      return placeFaults(operation, pagination, key, value, schemas);
    const bodies = key === "itemCursor" ? itemsOf(pagination, answer, schemas) : [answer];
    return typeof value === "string" && Object.hasOwn(TYPES, key)
      ? pointerFaults(pagination, key, value, bodies, schemas)
      : [];
  });
}

function pointerFaults(
  pagination: Pagination,
  key: string,
  pointer: string,
  bodies: readonly Body[],
  schemas: Schemas,
): Fault[] {
  const end = endOf(schemas, bodies, pointer);
  if (end === "unsaid") return [];
  if ("lost" in end) return [faultOf(pagination, `leads nowhere: ${end.lost}`, key)];
  const types = TYPES[key] ?? [];
  if (end.schemas.some((id) => mayBe(schemas, id, types))) return [];
  return [faultOf(pagination, `must lead to what is ${types.join(" or ")}`, key)];
}

/** The items of a page, as bodies that a pointer may lead into. */
function itemsOf({ items }: Pagination, answer: Body, schemas: Schemas): Body[] {
  const end = endOf(schemas, [answer], items);
  const lists = end === "unsaid" || "lost" in end ? [] : end.schemas;
  return lists
    .map((id) => soughtAt(schemas, id, ["0"]))
    .flatMap((item) => (item.kind === "found" ? item.schemas.map((schema) => ({ schema })) : []));
}

function placeFaults(
  operation: Operation,
  pagination: Pagination,
  key: string,
  place: RequestPlace,
  schemas: Schemas,
): Fault[] {
  if ("query" in place) {
    const keys = operation.parameters.filter((it) => it.in === "query").map((it) => it.key);
    if (keys.includes(place.query)) return [];
    const near = meant(place.query, keys);
    return [faultOf(pagination, `must name a query parameter of the operation${near}`, key)];
  }
  const body = operation.requestBody?.content.find(({ codec }) => codec === "json");
  if (body === undefined)
    return [faultOf(pagination, "leads into a JSON body, which the operation does not take", key)];
  const end = endOf(schemas, [body], place.body);
  return end !== "unsaid" && "lost" in end
    ? [faultOf(pagination, `leads nowhere: ${end.lost}`, key)]
    : [];
}

function faultOf({ pointer }: Pagination, reason: string, key?: string): Fault {
  const extension = "x-pagination";
  return key === undefined
    ? { pointer, extension, reason }
    : { pointer: child(pointer, key), extension, reason: `\`${key}\` ${reason}` };
}
