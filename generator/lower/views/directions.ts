import type { Slot } from "../../document/grammar.js";
import { mapChildren } from "../../document/walk.js";
import { isObject, type Json, type JsonObject } from "../../model/json.js";
import type { Pointer, SchemaId, View } from "../../model/schema.js";
import type { Refer, Viewer } from "./viewer.js";

/** Which way what is described travels: to the server, or, in callbacks and webhooks, from it. */
type Party = "client" | "server";

/**
 * Reads every body of the document in its direction; components' schemas are left alone.
 *
 * @param places told of each body's schema, and how it is read
 */
export function directOperations(
  root: JsonObject,
  viewer: Viewer,
  refer: Refer,
  places?: Map<SchemaId, View>,
): JsonObject {
  const walk = (node: Json, slot: Slot, at: Pointer, caller: Party, view?: View): Json =>
    mapChildren(node, slot, at, (child, childSlot, childAt, token) => {
      if (childAt === "#/components/schemas") return child;
      if (childSlot === "schema") {
        if (view === undefined) return child;
        places?.set(childAt, view);
        return viewer.read(child, childAt, view, refer);
      }
      const from = childSlot === "callback" || childAt === "#/webhooks" ? other(caller) : caller;
      return walk(child, childSlot, childAt, from, viewOf(childSlot, token, from, view));
    });
  const directed = walk(root, "document", "#", "client");
  return isObject(directed) ? directed : root;
}

function other(party: Party): Party {
  return party === "client" ? "server" : "client";
}

/** Only the content of bodies has a direction: parameters and headers are read as they are written. */
function viewOf(
  slot: Slot,
  token: string,
  caller: Party,
  outer: View | undefined,
): View | undefined {
  switch (slot) {
    case "requestBody":
      return caller === "client" ? "request" : "response";
    case "response":
      return caller === "client" ? "response" : "request";
    case "map:mediaType":
    case "mediaType":
      return outer;
    default:
      return token === "content" ? outer : undefined;
  }
}
