import type { Json, JsonObject } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import {
  childOf,
  isList,
  isObject,
  joinPointer,
  parsePointer,
  ROOT,
  valueAt,
} from "../source/pointer.js";
import { slotAt, type Slot } from "./grammar.js";
import { defaultMappingOf, mappingOf } from "./mapping.js";
import type { Origins } from "./origin.js";
import { refOf } from "./resolve.js";
import { mapChildren } from "./walk.js";

/** Takes away components and tags that no operation needs, directly or through others. */
export function pruneComponents(root: JsonObject, origins: Origins): JsonObject {
  const components = childOf(root, "components");
  const { components: _, ...rest } = root;
  const tags = new Set<string>();
  const reached = new Set<Pointer>();
  const queue: Pointer[] = [];
  /** A component is kept whole, whichever part of it is referred to. */
  const need = (ref: string): void => {
    const tokens = parsePointer(ref) ?? [];
    const pointer =
      tokens[0] === "components" ? joinPointer(ROOT, ...tokens.slice(0, 3)) : undefined;
    if (pointer === undefined || reached.has(pointer)) return;
    reached.add(pointer);
    queue.push(pointer);
  };
  const look = (node: Json, slot: Slot, at: Pointer): Json => {
    const ref = refOf(node);
    if (ref !== undefined) need(ref);
    if (slot === "schema") {
      for (const [, mapped] of mappingOf(node)) need(mapped);
      need(defaultMappingOf(node) ?? "");
    }
    if (slot === "operation" || slot === "document") needSchemes(childOf(node, "security"), need);
    const own = slot === "operation" ? childOf(node, "tags") : undefined;
    if (isList(own)) for (const tag of own) if (typeof tag === "string") tags.add(tag);
    return mapChildren(node, slot, at, look);
  };
  look(rest, "document", ROOT);
  for (let pointer = queue.pop(); pointer !== undefined; pointer = queue.pop()) {
    const value = valueAt(root, pointer);
    const slot = slotAt(parsePointer(pointer) ?? []);
    if (value !== undefined && slot !== undefined) look(value, slot, pointer);
  }
  const declared = childOf(root, "tags");
  return {
    ...root,
    ...(isList(declared) ? { tags: keepTags(declared, tags, origins) } : {}),
    ...(isObject(components) ? { components: keepReached(components, reached) } : {}),
  };
}

function keepTags(declared: readonly Json[], used: ReadonlySet<string>, origins: Origins): Json[] {
  const kept = [...declared.entries()].filter(([, tag]) => used.has(String(childOf(tag, "name"))));
  const places = kept.map(([index]) => origins.locate(joinPointer(ROOT, "tags", index)));
  for (const [index, { file, pointer }] of places.entries()) {
    origins.record(joinPointer(ROOT, "tags", index), file, pointer);
  }
  return kept.map(([, tag]) => tag);
}

function needSchemes(security: Json | undefined, need: (ref: string) => void): void {
  if (!isList(security)) return;
  for (const requirement of security) {
    if (!isObject(requirement)) continue;
    for (const name of Object.keys(requirement)) {
      need(joinPointer(ROOT, "components", "securitySchemes", name));
    }
  }
}

function keepReached(components: JsonObject, reached: ReadonlySet<Pointer>): JsonObject {
  const sections = Object.entries(components).flatMap(([section, members]): [string, Json][] => {
    if (section.startsWith("x-") || !isObject(members)) return [[section, members]];
    const kept = Object.entries(members).filter(([name]) =>
      reached.has(joinPointer(ROOT, "components", section, name)),
    );
    return kept.length === 0 ? [] : [[section, Object.fromEntries(kept)]];
  });
  return Object.fromEntries(sections);
}
