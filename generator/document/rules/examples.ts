import type { Json } from "../../model/json.js";
import { codecOf } from "../../model/media-types.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, joinPointer, parsePointer } from "../../source/pointer.js";
import type { Slot } from "../grammar.js";
import { follow, memberOf, membersOf, type Rule } from "./rule.js";

/**
 * `example` and `examples` exclude each other, as do `value` and `dataValue`; and what is told as it is
 * sent can be read back.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#media-type-object
 * @see https://spec.openapis.org/oas/v3.2.0#example-object
 */
export const examples: Rule = ({ root, each, report }) => {
  each((node, slot, at) => {
    // Alone it has become the value.
    if (slot === "example" && childOf(node, "dataValue") !== undefined)
      report("example/several", joinPointer(at, "dataValue"), {});
    if (!HOLDERS.has(slot)) return;
    if (childOf(node, "example") !== undefined && childOf(node, "examples") !== undefined)
      report("document/example-and-examples", joinPointer(at, "example"), {});
    for (const written of membersOf(memberOf({ value: node, at }, "examples"))) {
      const example = follow(root, written);
      const serialized = memberOf(example, "serializedValue");
      if (serialized === undefined || memberOf(example, "value") !== undefined) continue;
      const reason = unreadable(serialized.value, slot, at);
      if (reason !== undefined) report("example/serialized", serialized.at, { reason });
    }
  });
};

const HOLDERS: ReadonlySet<Slot> = new Set<Slot>(["mediaType", "parameter", "header"]);

/** Why nobody can tell the value of a text that is sent, if so. */
function unreadable(text: Json, holder: Slot, at: Pointer): string | undefined {
  if (typeof text !== "string") return "it is no text";
  if (holder !== "mediaType") return `that of a ${holder} is not read back`;
  const type = parsePointer(at)?.at(-1) ?? "";
  switch (codecOf(type)) {
    case "json":
      return isJson(text) ? undefined : "it is no JSON";
    case "form":
    case "multipart":
    case "binary":
      return `that of ${type} is not read back`;
    default:
      return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
