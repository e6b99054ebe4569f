import { drawDescription, type Description } from "./descriptions.js";
import { isRefused, witnessesOf, type Summon, type Witnesses } from "./documents.js";
import { drawn, type Draw } from "./draw.js";
import { drawInstance } from "./instances.js";
import { textOf, type Json } from "./json.js";
import { keywordsOf, reachableFrom, type Components } from "./keywords.js";
import { mutated } from "./mutations.js";
import { drawJson } from "./stock.js";
import { verdictOf, witnessed, type Disagreement } from "./verdicts.js";
import type { Witness } from "./witness.js";

/** A known disagreement: who is right, and why it stands. */
export interface LedgerEntry {
  readonly name: string;
  readonly right: "ours" | "ajv" | "neither";
  readonly reason: string;
  /** A smallest case; a test holds that the two still disagree on it. */
  readonly example: Omit<Disagreement, "ours" | "ajv">;
  explains(found: Disagreement): boolean;
}

export interface CampaignOptions {
  readonly seed: number;
  /** Ends after the schema with which the time or the verdicts are spent. */
  readonly until: { readonly seconds: number } | { readonly verdicts: number };
  /** Judges the one document of that number instead. */
  readonly path?: number;
  readonly only?: string;
  readonly ledger: readonly LedgerEntry[];
  /** Milliseconds that have passed since some moment. */
  readonly clock: () => number;
  /** Documents that are generated at a time: 4 unless told. */
  readonly batch?: number;
  /** Ends with that many unexplained disagreements: 5 unless told, as one change often mends them all. */
  readonly enough?: number;
  /** Who is asked: by default our validators and Ajv. A planted fault is a witness too. */
  readonly witnesses?: Summon;
}

/** A disagreement, and the number of the document it was met in. */
export type Found = Disagreement & { readonly path: number };

export interface Tally {
  documents: number;
  schemas: number;
  verdicts: number;
  accepted: number;
  /** Verdicts of schemas that a keyword is part of. */
  readonly keywords: Map<string, number>;
  /** Disagreements that an entry of the ledger explains, by its name. */
  readonly explained: Map<string, number>;
  /** Schemas of which Ajv made nothing, by its reason. */
  readonly unjudged: Map<string, number>;
  readonly found: Found[];
  milliseconds: number;
}

const COMPONENTS = 24;
const INSTANCES = 96;
const BATCH = 4;
const ENOUGH = 5;

/** Draws documents and values and asks both witnesses, until the time or the count is spent. */
export async function runCampaign(options: CampaignOptions): Promise<Tally> {
  const { seed, until, path, only, clock } = options;
  const { batch: size = BATCH, enough = ENOUGH, witnesses: summon = witnessesOf } = options;
  const tally: Tally = {
    documents: 0,
    schemas: 0,
    verdicts: 0,
    accepted: 0,
    keywords: new Map(),
    explained: new Map(),
    unjudged: new Map(),
    found: [],
    milliseconds: 0,
  };
  const start = clock();
  const isSpent = (): boolean =>
    tally.found.length >= enough ||
    ("seconds" in until
      ? clock() - start >= until.seconds * 1000
      : tally.verdicts >= until.verdicts);
  for (let next = path ?? 0; !isSpent(); next += size) {
    const numbers = path === undefined ? range(next, size) : [path];
    const descriptions = numbers.map((number) =>
      drawn(seed, placeOf(number), (draw) =>
        drawDescription(draw, { size: COMPONENTS, ...(only === undefined ? {} : { only }) }),
      ),
    );
    const batch = await summon(descriptions);
    for (const [index, witnesses] of batch.entries()) {
      judgeDocument(numbers[index] ?? next, witnesses, tally, options, isSpent);
    }
    if (path !== undefined) break;
  }
  tally.milliseconds = clock() - start;
  return tally;
}

function judgeDocument(
  number: number,
  witnesses: Witnesses,
  tally: Tally,
  options: CampaignOptions,
  isSpent: () => boolean,
): void {
  const { description, components, ours, ajv } = witnesses;
  if (isSpent()) return;
  tally.documents += 1;
  const record = (found: Disagreement): void => {
    const entry = options.ledger.find((known) => known.explains(found));
    if (entry === undefined) tally.found.push({ ...found, path: number });
    else add(tally.explained, entry.name, 1);
  };
  if (isRefused(ours)) {
    const [target = ""] = Object.keys(components);
    const verdict = { says: "refused", detail: ours.reason } as const;
    record({ description, target, instance: null, ours: verdict, ajv: "valid" });
    return;
  }
  for (const [index, target] of Object.keys(components).entries()) {
    const schema = ours[target];
    const witness = compiled(ajv, target, tally);
    if (schema === undefined || witness === undefined || isSpent()) continue;
    tally.schemas += 1;
    const values = drawn(options.seed, placeOf(number) + 1 + index, (draw) =>
      drawValues(draw, components[target] ?? true, components, witness),
    );
    for (const keyword of keywordsOf(target, description.components)) {
      add(tally.keywords, keyword, values.length);
    }
    let isNew = true;
    for (const { instance, ajv } of values) {
      tally.verdicts += 1;
      if (ajv === "valid") tally.accepted += 1;
      const verdict = verdictOf(schema, instance);
      // One disagreement of a schema is enough: the others are most likely the same.
      if (verdict.says === ajv || !isNew) continue;
      const alone = reachable(target, description);
      const before = tally.found.length;
      record({ description: alone, target, instance, ours: verdict, ajv });
      isNew = tally.found.length === before;
    }
  }
}

function compiled(
  ajv: (name: string) => Witness,
  target: string,
  tally: Tally,
): Witness | undefined {
  try {
    return ajv(target);
  } catch (error) {
    add(tally.unjudged, error instanceof Error ? error.message : String(error), 1);
    return undefined;
  }
}

/**
 * Values for a schema, each once: made to its wishes while fewer than half are valid, and valid ones
 * with one thing changed otherwise, so that both verdicts are asked for about as often.
 */
function drawValues(
  draw: Draw,
  schema: Json,
  components: Components,
  witness: Witness,
): { readonly instance: Json; readonly ajv: "valid" | "invalid" }[] {
  const seen = new Set<string>();
  const values: { readonly instance: Json; readonly ajv: "valid" | "invalid" }[] = [];
  const valid: Json[] = [];
  for (let index = 0; index < INSTANCES; index += 1) {
    const isWanting = valid.length === 0 || valid.length * 2 < values.length || draw.chance(15);
    const instance = draw.chance(4)
      ? drawJson(draw)
      : isWanting
        ? drawInstance(draw, schema, components)
        : mutated(draw, draw.pick(valid));
    const text = textOf(instance);
    if (seen.has(text)) continue;
    seen.add(text);
    const ajv = witnessed(witness, instance);
    if (ajv === undefined) continue;
    if (ajv === "valid") valid.push(instance);
    values.push({ instance, ajv });
  }
  return values;
}

/** The description without the components that the target does not lead to. */
function reachable(target: string, description: Description): Description {
  const names = reachableFrom(target, description.components);
  const kept = Object.entries(description.components).filter(([name]) => names.has(name));
  return { ...description, components: Object.fromEntries(kept) };
}

/** Documents are a thousand apart, so that each component has a place of its own. */
function placeOf(document: number): number {
  return document * 1000;
}

function range(start: number, length: number): number[] {
  return Array.from({ length }, (_, index) => start + index);
}

function add(counts: Map<string, number>, name: string, amount: number): void {
  counts.set(name, (counts.get(name) ?? 0) + amount);
}
