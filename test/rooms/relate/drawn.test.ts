import { describe, expect, it } from "vitest";
import { readModel } from "../../../generator/index.js";
import type { ApiModel } from "../../../generator/model/model.js";
import type { SchemaId } from "../../../generator/model/schema.js";
import { relator } from "../../../generator/relate/relate.js";
import {
  documentOf,
  drawDescription,
  type Description,
} from "../../../scripts/fuzz/descriptions.js";
import { drawn, type Draw } from "../../../scripts/fuzz/draw.js";
import { drawInstance } from "../../../scripts/fuzz/instances.js";
import { isList, isObject, type Json } from "../../../scripts/fuzz/json.js";
import { mutated } from "../../../scripts/fuzz/mutations.js";
import { translated } from "../../../scripts/fuzz/translation.js";
import { createWitness, type Witness } from "../../../scripts/fuzz/witness.js";

const CASES = Number(process.env["RELATE_CASES"] ?? 50);
const SEED = Number(process.env["RELATE_SEED"] ?? 7);

/** A schema with one of its keywords gone, doubled in a union, or put elsewhere. */
function edited(draw: Draw, value: Json): Json {
  if (isList(value)) {
    if (value.length === 0) return value;
    const at = draw.int(0, value.length - 1);
    if (value.length > 1 && draw.chance(25)) return value.toSpliced(at, 1);
    return value.map((item, index) => (index === at ? edited(draw, item) : item));
  }
  if (typeof value === "number") return value + draw.pick([-1, 1]);
  if (!isObject(value) || Object.keys(value).length === 0) return value;
  const keys = Object.keys(value);
  const key = draw.pick(keys);
  return draw.weighted<() => Json>([
    [2, () => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))],
    [
      6,
      () =>
        Object.fromEntries(
          Object.entries(value).map(([name, part]) => [
            name,
            name === key ? edited(draw, part) : part,
          ]),
        ),
    ],
  ])();
}

function wrapped(draw: Draw, value: Json): Json {
  return draw.weighted<() => Json>([
    [4, () => edited(draw, value)],
    [1, () => ({ allOf: [value] })],
    [1, () => ({ anyOf: [value, { type: "null" }] })],
    [1, () => ({ oneOf: [value, { type: "object", required: ["kind"] }] })],
    [1, () => ({ allOf: [value, edited(draw, value)] })],
    [1, () => ({ not: { not: value } })],
  ])();
}

async function modelOf(description: Description): Promise<ApiModel["schemas"] | undefined> {
  const text = JSON.stringify(documentOf(description));
  const load = (): Promise<{ kind: "text"; text: string }> =>
    Promise.resolve({ kind: "text", text });
  const { model, diagnostics } = await readModel(
    { input: "openapi.json" },
    { load, templates: {} },
  );
  return diagnostics.some(({ severity }) => severity === "error") ? undefined : model?.schemas;
}

/** Undefined where Ajv itself fails: its equality calls methods of values. */
function verdictOf(witness: Witness, value: Json): boolean | undefined {
  try {
    return witness(value);
  } catch {
    return undefined;
  }
}

describe("a relation that is said to hold", () => {
  it("holds of every value that is drawn, by Ajv", { timeout: 600_000 }, async () => {
    let [proven, judged] = [0, 0];
    for (let place = 0; place < CASES; place += 1) {
      const { before, after, draws } = drawn(SEED, place, (draw) => {
        const description = drawDescription(draw, { size: 3 });
        const entries = Object.entries(description.components);
        const at = draw.int(0, entries.length - 1);
        const changed = entries.map(([name, schema], index): [string, Json] => [
          name,
          index === at ? wrapped(draw, schema) : schema,
        ]);
        return {
          before: description,
          after: { ...description, components: Object.fromEntries(changed) },
          draws: draw.list(12, 12, () => draw.int(0, 1e9)),
        };
      });
      const [from, to] = [await modelOf(before), await modelOf(after)];
      if (from === undefined || to === undefined) continue;
      const [old, young] = [translated(before), translated(after)];
      const { relate } = relator(from, to);
      const witnesses = [createWitness(old), createWitness(young)] as const;
      for (const name of Object.keys(old)) {
        const id: SchemaId = `#/components/schemas/${name}`;
        const { verdict } = relate([id], [id]);
        if (verdict === "incomparable") continue;
        let ajv: readonly [Witness, Witness];
        try {
          ajv = [witnesses[0](name), witnesses[1](name)];
        } catch {
          continue;
        }
        proven += 1;
        for (const seed of draws) {
          const value = drawn(seed, 1, (draw) => {
            const made = drawInstance(
              draw,
              draw.pick([old, young])[name] ?? true,
              draw.chance(50) ? old : young,
            );
            return draw.chance(50) ? mutated(draw, made) : made;
          });
          const [was, is] = [verdictOf(ajv[0], value), verdictOf(ajv[1], value)];
          if (was === undefined || is === undefined) continue;
          judged += 1;
          const contradicted =
            (was && !is && (verdict === "equal" || verdict === "wider")) ||
            (is && !was && (verdict === "equal" || verdict === "narrower"));
          if (!contradicted) continue;
          expect.fail(
            JSON.stringify(
              { place, name, verdict, value, was, is, before: old, after: young },
              null,
              1,
            ),
          );
        }
      }
    }
    expect(proven).toBeGreaterThan(CASES / 2);
    expect(judged).toBeGreaterThan(CASES * 5);
  });
});
