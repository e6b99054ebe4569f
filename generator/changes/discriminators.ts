import { quote } from "../diagnostics/quote.js";
import type { Severity } from "../diagnostics/diagnostic.js";
import type { ApiModel } from "../model/model.js";
import type { Schema, SchemaId } from "../model/schema.js";
import type { Party } from "./change.js";
import type { Scene } from "./context.js";
import { words } from "./wording.js";

/** What became of how alternatives are told apart; a tail of an id, and why it is as grave as it is. */
export interface DiscriminatorChange {
  readonly action: string;
  readonly text: string;
  readonly severity: Severity;
  readonly reason: string;
  readonly advice?: string;
}

const OTHERWISE_READ = "who tells the alternatives apart by it takes one for another";
const AGREE = "tell alternatives apart as the new document says before the server changes";

/**
 * Tags are compared as they are sent: those of `mapping`, and the names that stand where it says
 * nothing. A tag that comes or goes with its alternative is a change of the alternatives.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#discriminator-object
 */
export function discriminatorChanges(
  scene: Scene,
  party: Party,
  before: readonly Schema[],
  after: readonly Schema[],
): DiscriminatorChange[] {
  const [old, young] = [taggedIn(before, scene.before), taggedIn(after, scene.after)];
  if (old === undefined && young === undefined) return [];
  const isSent = party === "sent";
  if (old === undefined)
    return [
      {
        action: "discriminator-added",
        text: `alternatives are told apart by ${quote(young?.key ?? "")}`,
        severity: isSent ? "warning" : "info",
        reason: isSent
          ? "a server may refuse values whose tag names no alternative"
          : "what is not read does no harm",
        ...(isSent ? { advice: "send the tag of the alternative that you mean" } : {}),
      },
    ];
  if (young === undefined)
    return [
      {
        action: "discriminator-removed",
        text: `alternatives are no longer told apart by ${quote(old.key)}`,
        severity: isSent ? "info" : "warning",
        reason: isSent
          ? "the tag is looked at no longer"
          : "nothing promises any more that the tag names the alternative",
        ...(isSent ? {} : { advice: "tell the alternatives apart by what else they have" }),
      },
    ];
  if (old.key !== young.key)
    return [
      {
        action: "discriminator-property-changed",
        text: `alternatives are told apart by ${quote(young.key)}, not by ${quote(old.key)}`,
        severity: "error",
        reason: OTHERWISE_READ,
        advice: AGREE,
      },
    ];
  return mappingChanges(scene, isSent, old, young);
}

function mappingChanges(
  scene: Scene,
  isSent: boolean,
  old: Tagged,
  young: Tagged,
): DiscriminatorChange[] {
  const isAlike = (one: Target, other: Target): boolean =>
    one.schema === undefined || other.schema === undefined
      ? one.name === other.name
      : scene.relator.relate([one.schema], [other.schema]).verdict === "equal";
  /** Whether the target of a tag that is on one side only is on the other all the same. */
  const isLeft = (tag: string, one: Tagged, other: Tagged): boolean => {
    const target = one.targets.get(tag);
    return (
      target !== undefined &&
      (one.isOpen ||
        [...other.targets.values()].some((each) =>
          one === old ? isAlike(target, each) : isAlike(each, target),
        ) ||
        (one.stated.has(tag) &&
          [...other.targets.values()].some(({ name }) => name === target.name)))
    );
  };
  const gone = [...old.targets.keys()].filter(
    (tag) => !young.targets.has(tag) && isLeft(tag, old, young),
  );
  const come = [...young.targets.keys()].filter(
    (tag) => !old.targets.has(tag) && isLeft(tag, young, old),
  );
  const moved = [...old.targets].filter(([tag, target]) => {
    const other = young.targets.get(tag);
    return other !== undefined && other.name !== target.name && !isAlike(target, other);
  });
  const changes: DiscriminatorChange[] = [];
  if (gone.length > 0)
    changes.push({
      action: "discriminator-mapping-removed",
      text: `the tag ${words(gone)} names no alternative any more`,
      severity: isSent ? "error" : "info",
      reason: isSent ? "a server no longer knows what is meant" : "it is received no longer",
      ...(isSent ? { advice: "send a tag that both documents know" } : {}),
    });
  if (come.length > 0)
    changes.push({
      action: "discriminator-mapping-added",
      text: `the tag ${words(come)} names an alternative`,
      severity: isSent ? "info" : "warning",
      reason: isSent
        ? "every tag that a caller sends goes on working"
        : "a caller may receive a tag that it does not know",
      ...(isSent ? {} : { advice: "have a default branch for tags that are not known" }),
    });
  for (const [tag, { name }] of moved)
    changes.push({
      action: "discriminator-mapping-changed",
      text: `the tag ${quote(tag)} names ${quote(young.targets.get(tag)?.name ?? "")}, not ${quote(name)}`,
      severity: "error",
      reason: OTHERWISE_READ,
      advice: AGREE,
    });
  return changes;
}

interface Target {
  /** Of the component. */
  readonly name: string;
  readonly schema?: SchemaId;
}

interface Tagged {
  readonly key: string;
  readonly targets: ReadonlyMap<string, Target>;
  /** Tags that the document writes down. */
  readonly stated: ReadonlySet<string>;
  /** A parent's: which alternatives it has is for others to say. */
  readonly isOpen: boolean;
}

/** The discriminator of the first schema that has one. */
function taggedIn(schemas: readonly Schema[], { schemas: all }: ApiModel): Tagged | undefined {
  const schema = schemas.find(({ discriminator }) => discriminator !== undefined);
  if (schema?.discriminator === undefined) return undefined;
  const { shape } = schema;
  const { key, mapping } = schema.discriminator;
  const stated = new Set(Object.keys(mapping));
  if (shape.kind !== "union")
    return {
      key,
      stated,
      isOpen: true,
      targets: new Map(
        Object.entries(mapping).map(([tag, target]) => [tag, { name: nameIn(String(target)) }]),
      ),
    };
  const targets = shape.variants.flatMap(({ schema: id, tags }) =>
    tags.map((tag) => [tag, { name: nameOf(id, all), schema: id }] as const),
  );
  return { key, stated, isOpen: false, targets: new Map(targets) };
}

function nameIn(target: string): string {
  return target.replace(/^#\/components\/schemas\//, "");
}

/** A component's own name, whatever direction it is read in; the place of what is none. */
function nameOf(id: SchemaId, schemas: ApiModel["schemas"]): string {
  const schema = schemas[id];
  const { declaration } = schema ?? {};
  if (declaration?.reading !== undefined) return nameIn(declaration.reading.of);
  if (declaration !== undefined) return declaration.key;
  const { ref } = schema?.assertions ?? {};
  return ref === undefined || ref === id ? id : nameOf(ref, schemas);
}
