import type { ApiModel } from "../model/model.js";
import type { Relator } from "../relate/relate.js";
import type { Annotations } from "./annotations.js";
import type { Party } from "./change.js";
import type { Collector, Places } from "./collector.js";
import type { RuleId, RuleParams } from "./catalogue.js";

/** What every comparison of two documents needs. */
export interface Comparison {
  readonly before: ApiModel;
  readonly after: ApiModel;
  readonly relator: Relator;
  readonly annotations: Annotations;
  readonly collector: Collector;
  /** The day, `2026-11-29`, that sunsets are held against; absent: they are not. */
  readonly today?: string;
  /** The first day that a sunset set anew may have; absent: any. */
  readonly earliestSunset?: string;
}

/** An operation under comparison: who calls whom, and how changes name it. */
export interface Scene extends Comparison {
  readonly operation: string;
  /** `callback-`, `webhook-` or nothing. */
  readonly prefix: string;
  /** Whether the client sends the request, as it does but in callbacks and webhooks. */
  readonly request: Party;
}

export function response({ request }: Scene): Party {
  return request === "sent" ? "received" : "sent";
}

/** Adds a change of the catalogue for the operation of the scene. */
export function note<C extends RuleId>(
  scene: Scene,
  id: C,
  params: RuleParams<C>,
  places: Places,
): void {
  scene.collector.add(id, params, places, [scene.operation], scene.prefix);
}
