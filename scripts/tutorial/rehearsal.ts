import type { Json } from "../../generator/index.js";
import type { Catalogue, Target } from "./catalogue.js";
import type { Fetch } from "./recorder.js";
import type { Warehouse } from "./warehouses.js";

/**
 * Answers every request with the document's example, under the id that was sent, and sends nothing:
 * what a dry run walks on.
 */
export function rehearsing(catalogue: Catalogue, target: Target, warehouse: Warehouse): Fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const operation = catalogue.match(request.method, request.url, target)?.operation;
    if (operation === undefined) return new Response(null, { status: 404 });
    const { status, body } = catalogue.answer(operation.name, warehouse);
    if (body === undefined) return new Response(null, { status });
    const sent = await request.text();
    return Response.json(sent === "" ? body : underSentId(body, JSON.parse(sent) as Json), {
      status,
    });
  };
}

function underSentId(answer: Json, sent: Json): Json {
  const id = isObject(sent) ? sent["id"] : undefined;
  return isObject(answer) && id !== undefined ? { ...answer, id } : answer;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
