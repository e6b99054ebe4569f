import { quoteAll } from "../diagnostics/quote.js";
import type { Server } from "../model/model.js";
import type { Pointer } from "../model/schema.js";
import type { Collector } from "./collector.js";

/** The servers of a document, or those of one operation. @see https://spec.openapis.org/oas/v3.1.0#server-object */
export function compareServers(
  before: readonly Server[],
  after: readonly Server[],
  at: { readonly before: Pointer; readonly after: Pointer },
  collector: Collector,
  operations: readonly string[] = [],
): void {
  for (const one of before) {
    const other = after.find(({ url }) => url === one.url);
    const places = { before: one.pointer, after: other?.pointer ?? at.after };
    if (other === undefined) collector.add("server-removed", { url: one.url }, places, operations);
    else compareVariables(one, other, collector, operations);
  }
  for (const one of after) {
    if (!before.some(({ url }) => url === one.url))
      collector.add(
        "server-added",
        { url: one.url },
        { before: at.before, after: one.pointer },
        operations,
      );
  }
  const [from, to] = [before[0], after[0]];
  if (from === undefined || to === undefined || from.url === to.url) return;
  const places = { before: from.pointer, after: to.pointer };
  collector.add("server-default-changed", { from: from.url, to: to.url }, places, operations);
}

function compareVariables(
  before: Server,
  after: Server,
  collector: Collector,
  operations: readonly string[],
): void {
  for (const [name, { enum: values = [] }] of Object.entries(before.variables)) {
    const allowed = Object.hasOwn(after.variables, name) ? after.variables[name]?.enum : undefined;
    if (allowed === undefined) continue;
    const gone = values.filter((value) => !allowed.includes(value));
    if (gone.length === 0) continue;
    const places = { before: before.pointer, after: after.pointer };
    collector.add("server-variable-narrowed", { name, values: quoteAll(gone) }, places, operations);
  }
}
