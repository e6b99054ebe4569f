import { childOf, joinPointer } from "../../source/pointer.js";
import type { Slot } from "../grammar.js";
import type { Rule } from "./rule.js";

/** `example` and `examples` exclude each other. @see https://spec.openapis.org/oas/v3.1.0#media-type-object */
export const examples: Rule = ({ each, report }) => {
  each((node, slot, at) => {
    if (!HOLDERS.has(slot) || childOf(node, "example") === undefined) return;
    if (childOf(node, "examples") === undefined) return;
    report("document/example-and-examples", joinPointer(at, "example"), {});
  });
};

const HOLDERS: ReadonlySet<Slot> = new Set<Slot>(["mediaType", "parameter", "header"]);
