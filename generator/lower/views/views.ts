import type { Slot } from "../../document/grammar.js";
import { mapChildren } from "../../document/walk.js";
import { isObject, type Json, type JsonObject } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { Pointer, SchemaId, View } from "../../model/schema.js";
import { member, objectOf } from "../access.js";
import { componentId, componentOf, viewKey, VIEWS } from "./view.js";
import { Viewer, type Refer } from "./viewer.js";

export interface ViewOptions {
  /** Whether enumerations of responses take values that are not listed (`open`, the default). */
  readonly enums?: "open" | "closed";
}

/**
 * The canonical document as its operations mean it: what requests and responses say is read in its
 * direction, and components that mean something else there have further readings beside them,
 * `Connection/response`. Components keep their neutral reading. The document itself is returned
 * where no direction makes a difference.
 */
export function withViews(model: ApiModel, { enums = "open" }: ViewOptions = {}): JsonObject {
  const root = objectOf(model.document);
  const viewer = new Viewer(model, enums === "open");
  const components = objectOf(member(objectOf(member(root, "components")), "schemas"));
  const differing = differingViews(root, components, viewer);
  const refer: Refer = (target, view) => {
    const key = componentOf(target);
    return key !== undefined && differing.has(viewKey(key, view))
      ? componentId(viewKey(key, view))
      : target;
  };
  const directed = directOperations(root, viewer, refer);
  const readings = Object.entries(components).flatMap(([key, schema]) =>
    VIEWS.filter((view) => differing.has(viewKey(key, view))).map((view) => {
      const copy = viewer.copy(schema, componentId(key), view, refer);
      return [viewKey(key, view), copy] as const;
    }),
  );
  if (readings.length === 0) return directed;
  const schemas = { ...components, ...Object.fromEntries(readings) };
  return { ...directed, components: { ...objectOf(member(directed, "components")), schemas } };
}

/** The views, by key, in which a component says something else, by itself or by what it refers to. */
function differingViews(root: JsonObject, components: JsonObject, viewer: Viewer): Set<string> {
  const users = new Map<string, Set<string>>();
  const differing = new Set<string>();
  const pending: { readonly key: string; readonly view: View }[] = [];
  const meet =
    (from: string | undefined): Refer =>
    (target, view) => {
      const key = componentOf(target);
      if (key === undefined || !Object.hasOwn(components, key)) return target;
      const to = viewKey(key, view);
      const known = users.get(to);
      if (known === undefined) pending.push({ key, view });
      const by = known ?? new Set<string>();
      users.set(to, from === undefined ? by : by.add(from));
      return target;
    };
  directOperations(root, viewer, meet(undefined));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { key, view } = next;
    const own = viewKey(key, view);
    const source = components[key] as Json;
    if (viewer.read(source, componentId(key), view, meet(own)) !== source) differing.add(own);
  }
  const spreading = [...differing];
  for (let next = spreading.pop(); next !== undefined; next = spreading.pop()) {
    for (const user of users.get(next) ?? []) {
      if (differing.has(user)) continue;
      differing.add(user);
      spreading.push(user);
    }
  }
  return differing;
}

/** Which way what is described travels: to the server, or, in callbacks and webhooks, from it. */
type Party = "client" | "server";

/** Reads every body of the document in its direction; components' schemas are left alone. */
function directOperations(root: JsonObject, viewer: Viewer, refer: Refer): JsonObject {
  const walk = (node: Json, slot: Slot, at: Pointer, caller: Party, view?: View): Json =>
    mapChildren(node, slot, at, (child, childSlot, childAt, token) => {
      if (childAt === "#/components/schemas") return child;
      if (childSlot === "schema")
        return view === undefined ? child : viewer.read(child, childAt as SchemaId, view, refer);
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
