import type { Operation } from "../model/model.js";
import { sentMethod } from "../model/methods.js";
import { compareRequestBodies } from "./bodies.js";
import { note, type Comparison, type Scene } from "./context.js";
import { compareLifecycle, noteRemoval } from "./lifecycle.js";
import { compareParameters } from "./parameters.js";
import { compareResponses } from "./responses.js";
import { compareSecurity } from "./security.js";
import { compareServers } from "./servers.js";

type Kind = "operation" | "webhook" | "callback";

/** Operations by method and path; what the parameters of a path are called is no part of it. */
export function compareOperations(
  comparison: Comparison,
  before: readonly Operation[],
  after: readonly Operation[],
  kind: Kind = "operation",
  within = "",
): void {
  const [old, young] = [keyed(before), keyed(after)];
  const sceneOf = (operation: Operation): Scene => ({
    ...comparison,
    operation: within + labelOf(operation, kind),
    prefix: kind === "operation" ? "" : `${kind}-`,
    request: kind === "operation" ? "sent" : "received",
  });
  for (const [key, one] of old) {
    const other = young.get(key);
    if (other === undefined) noteRemoval(sceneOf(one), one);
    else compareOperation(sceneOf(other), one, other, kind);
  }
  for (const [key, one] of young) {
    if (!old.has(key)) note(sceneOf(one), "operation-added", {}, { after: one.pointer });
  }
}

function keyed(operations: readonly Operation[]): Map<string, Operation> {
  return new Map(
    operations.map((operation) => {
      const { method, path } = operation;
      return [
        `${method} ${path.startsWith("/") ? path.replace(/\{[^{}]*\}/g, "{}") : path}`,
        operation,
      ];
    }),
  );
}

function labelOf({ method, path }: Operation, kind: Kind): string {
  const label = `${sentMethod(method)} ${path}`;
  return kind === "operation" ? label : `${kind} ${label}`;
}

function compareOperation(scene: Scene, before: Operation, after: Operation, kind: Kind): void {
  const places = { before: before.pointer, after: after.pointer };
  compareLifecycle(scene, before, after);
  compareParameters(scene, before, after);
  compareRequestBodies(scene, before, after);
  compareResponses(scene, before, after);
  if (kind === "operation") {
    compareNames(scene, before, after);
    compareSecurity(scene, before, after);
    if (before.servers !== undefined || after.servers !== undefined) {
      const [from, to] = [
        before.servers ?? scene.before.servers,
        after.servers ?? scene.after.servers,
      ];
      const at = { before: before.pointer, after: after.pointer };
      compareServers(from, to, at, scene.collector, [scene.operation]);
    }
  }
  if (proseOf(before) !== proseOf(after)) note(scene, "documentation-changed", {}, places);
  const within = `${scene.operation} → `;
  compareOperations(scene, before.callbacks, after.callbacks, "callback", within);
}

/** How code calls it, and what more the client does with it. */
function compareNames(scene: Scene, before: Operation, after: Operation): void {
  const places = { before: before.pointer, after: after.pointer };
  const [from, to] = [before, after].map(({ group, member }) => `${group}.${member}`);
  if (from !== undefined && to !== undefined && from !== to)
    note(scene, "operation-renamed", { from, to }, places);
  for (const [aid, name] of [
    ["waiter", "x-waiter"],
    ["pagination", "x-pagination"],
  ] as const) {
    if (before[aid] !== undefined && after[aid] === undefined)
      note(scene, "operation-aid-removed", { name }, places);
    if (before[aid] === undefined && after[aid] !== undefined)
      note(scene, "operation-aid-added", { name }, places);
  }
}

function proseOf({ docs: { title, summary, description } }: Operation): string {
  return JSON.stringify([title, summary, description]);
}
