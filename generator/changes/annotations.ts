import { quote } from "../diagnostics/quote.js";
import type { Json } from "../model/json.js";
import type { ApiModel } from "../model/model.js";
import { partsOf } from "../model/composition.js";
import type { Schema, SchemaId } from "../model/schema.js";
import { unchangedSchemas } from "../relate/unchanged.js";
import type { Scene } from "./context.js";
import { discriminatorChanges } from "./discriminators.js";
import type { Value } from "./schemas.js";
import { words } from "./wording.js";

/** What schemas say that validity does not depend on. */
export interface Annotations {
  readonly before: ApiModel["schemas"];
  readonly after: ApiModel["schemas"];
  /** Ids at which nothing changed, there or below, annotations included. */
  readonly unchanged: ReadonlySet<SchemaId>;
}

export function annotationsOf(
  before: ApiModel["schemas"],
  after: ApiModel["schemas"],
): Annotations {
  const text = (schema: Schema): string =>
    JSON.stringify([
      schema.assertions,
      schema.default,
      schema.docs.deprecated,
      schema.discriminator,
    ]);
  return { before, after, unchanged: unchangedSchemas(before, after, text) };
}

/** Tells defaults, deprecations and known values that changed, of a value and what is in it. */
export function noteAnnotations(scene: Scene, value: Value): void {
  const seen = new Set<string>();
  const { annotations } = scene;
  const walk = (
    before: readonly SchemaId[],
    after: readonly SchemaId[],
    path: readonly string[],
  ): void => {
    const key = `${before.join("\n")}\n\n${after.join("\n")}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (
      before.length === after.length &&
      before.every((id, at) => id === after[at] && annotations.unchanged.has(id))
    )
      return;
    const [old, young] = [
      conjoined(before, annotations.before),
      conjoined(after, annotations.after),
    ];
    tell(scene, value, path, old, young);
    for (const [name, ids] of membersOf(old)) {
      const others = membersOf(young).get(name);
      if (others !== undefined) walk(ids, others, [...path, name]);
    }
    const [items, others] = [itemsOf(old), itemsOf(young)];
    if (items.length > 0 && others.length > 0) walk(items, others, [...path, "*"]);
    for (const [index, id] of alternativesOf(old).entries()) {
      const other = alternativesOf(young)[index];
      if (other === id) walk([id], [other], path);
    }
  };
  walk(value.before, value.after, []);
}

/** A schema and all that holds of the same value in any case. */
function conjoined(ids: readonly SchemaId[], schemas: ApiModel["schemas"]): Schema[] {
  const found = new Map<SchemaId, Schema>();
  const add = (id: SchemaId): void => {
    const schema = schemas[id];
    if (schema === undefined || found.has(id)) return;
    found.set(id, schema);
    partsOf(schema.assertions).forEach(add);
  };
  ids.forEach(add);
  return [...found.values()];
}

function membersOf(schemas: readonly Schema[]): Map<string, SchemaId[]> {
  const members = new Map<string, SchemaId[]>();
  for (const { assertions } of schemas) {
    for (const [name, id] of Object.entries(assertions.object?.properties ?? {}))
      members.set(name, [...(members.get(name) ?? []), id]);
  }
  return members;
}

function itemsOf(schemas: readonly Schema[]): SchemaId[] {
  return schemas.flatMap(({ assertions }) => assertions.array?.items ?? []);
}

function alternativesOf(schemas: readonly Schema[]): SchemaId[] {
  return schemas.flatMap(({ assertions }) => [
    ...(assertions.anyOf ?? []),
    ...(assertions.oneOf ?? []),
  ]);
}

function tell(
  scene: Scene,
  value: Value,
  path: readonly string[],
  old: readonly Schema[],
  young: readonly Schema[],
): void {
  const [before, after] = [old[0]?.id, young[0]?.id];
  if (before === undefined || after === undefined) return;
  const isParameter = value.area === "request-parameter";
  const area = path.length === 0 ? value.area : value.area.replace("-body", "") + "-property";
  const put = (
    action: string,
    text: string,
    severity: "error" | "warning" | "info",
    reason: string,
    advice?: string,
  ): void => {
    scene.collector.put({
      id: `${scene.prefix}${area}-${action}`,
      severity,
      bump: severity === "error" ? "major" : severity === "warning" ? "minor" : "patch",
      message: `${value.name}: ${path.length === 0 ? "" : `${quote(path.join("."))}: `}${text}`,
      reason,
      ...(advice === undefined ? {} : { advice }),
      operations: [scene.operation],
      before,
      after,
    });
  };
  const [was, is] = [defaultOf(old), defaultOf(young)];
  if (JSON.stringify(was) !== JSON.stringify(is)) {
    const action =
      was === undefined
        ? "default-added"
        : is === undefined
          ? "default-removed"
          : "default-changed";
    const severity = value.party === "received" ? "info" : isParameter ? "error" : "warning";
    const reason =
      value.party === "received"
        ? "a default only says what an absent value stands for"
        : "a call that leaves it out no longer means what it did";
    const advice = value.party === "received" ? undefined : "send the value that you mean";
    put(action, `the default changed from ${words(was)} to ${words(is)}`, severity, reason, advice);
  }
  for (const change of discriminatorChanges(scene, value.party, old, young))
    put(change.action, change.text, change.severity, change.reason, change.advice);
  const deprecated = (schemas: readonly Schema[]): boolean =>
    schemas.some(({ docs }) => docs.deprecated);
  if (!deprecated(old) && deprecated(young))
    put(
      "deprecated",
      "was deprecated",
      "info",
      "it still works, and may be removed in a later version",
      "plan to do without it",
    );
  const [knew, knows] = [knownOf(old), knownOf(young)];
  const gone = knew.filter((each) => !knows.includes(each));
  if (knows.length > 0 && gone.length > 0) {
    const isSent = value.party === "sent";
    put(
      "known-value-removed",
      `${words(gone)} is no longer known`,
      isSent ? "error" : "info",
      isSent
        ? "any value is valid, and a server that no longer knows one does not do what it did"
        : "a caller has had to expect any value",
      isSent ? "send a value that both documents know" : undefined,
    );
  }
}

function defaultOf(schemas: readonly Schema[]): Json | undefined {
  return schemas.find((schema) => schema.default !== undefined)?.default;
}

function knownOf(schemas: readonly Schema[]): Json[] {
  return schemas.flatMap(({ assertions }) => [
    ...(assertions.string?.known ?? []),
    ...(assertions.number?.known ?? []),
  ]);
}
