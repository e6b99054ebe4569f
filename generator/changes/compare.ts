import type { ApiModel } from "../model/model.js";
import type { Schema } from "../model/schema.js";
import { relator } from "../relate/relate.js";
import { annotationsOf } from "./annotations.js";
import type { Change } from "./change.js";
import { Collector, type Related } from "./collector.js";
import type { Comparison } from "./context.js";
import { compareOperations } from "./operations.js";
import { compareSchemes } from "./security.js";
import { compareServers } from "./servers.js";

export interface CompareOptions {
  /** The day that sunsets are held against, `2026-11-29`; default: none, and every sunset is still to come. */
  readonly today?: string;
  /** The first day that a sunset set anew may have, `2027-05-29`; default: any. */
  readonly earliestSunset?: string;
}

/**
 * What changed between two documents, the gravest first, and which schemas were related. The models are those whose operations read
 * components in their direction, enumerations closed.
 */
export function compareModels(
  before: ApiModel,
  after: ApiModel,
  { today, earliestSunset }: CompareOptions = {},
): { readonly changes: readonly Change[]; readonly related: readonly Related[] } {
  const collector = new Collector();
  const comparison: Comparison = {
    before,
    after,
    relator: relator(before.schemas, after.schemas),
    annotations: annotationsOf(before.schemas, after.schemas),
    collector,
    ...(today === undefined ? {} : { today }),
    ...(earliestSunset === undefined ? {} : { earliestSunset }),
  };
  compareServers(before.servers, after.servers, { before: "#", after: "#" }, collector);
  compareSchemes(comparison);
  compareOperations(
    comparison,
    [...before.operations, ...before.unsent],
    [...after.operations, ...after.unsent],
  );
  compareOperations(comparison, before.webhooks, after.webhooks, "webhook");
  compareComponents(comparison);
  return { changes: collector.changes, related: collector.related };
}

/** Names of components are types of the package, whatever operations do with them. */
function compareComponents({ before, after, collector }: Comparison): void {
  const [old, young] = [declared(before), declared(after)];
  for (const [key, { id }] of old) {
    if (!young.has(key)) collector.add("schema-removed", { name: key }, { before: id });
  }
  for (const [key, { id }] of young) {
    if (!old.has(key)) collector.add("schema-added", { name: key }, { after: id });
  }
}

function declared({ schemas }: ApiModel): Map<string, Schema> {
  return new Map(
    Object.values(schemas).flatMap((schema) => {
      const { declaration } = schema;
      const isOwn = declaration !== undefined && declaration.reading === undefined;
      return isOwn && schema.id.startsWith("#/components/schemas/")
        ? [[declaration.key, schema]]
        : [];
    }),
  );
}
