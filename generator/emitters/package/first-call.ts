import { usualAnswer } from "../../model/answers.js";
import type { Json, JsonObject } from "../../model/json.js";
import type { ApiModel, Operation, Parameter } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import { parameterSchema } from "../../model/walk.js";

/** Values that a document's schemas accept in requests. */
export interface Samples {
  /** A valid value; undefined where none is found. */
  valueOf(id: SchemaId): Json | undefined;
  accepts(id: SchemaId, value: Json): boolean;
}

/** An operation, and the smallest input that it takes. */
export interface FirstCall {
  readonly operation: Operation;
  readonly input: JsonObject;
}

/** A value, and whether the document shows it itself. */
interface Found {
  readonly value: Json;
  readonly shown: boolean;
}

/**
 * The call that says most of a package in one line: one that changes nothing and needs little,
 * preferably of values that the document shows itself. Nothing where no operation has an input that
 * is known to be valid.
 */
export function firstCall(model: ApiModel, samples: Samples): FirstCall | undefined {
  // Of equals the first in the document wins: `sort` keeps their order.
  const ordered = [...model.operations].sort((a, b) => strangeness(a) - strangeness(b));
  let best:
    | { readonly call: FirstCall; readonly strangeness: number; readonly invented: number }
    | undefined;
  for (const operation of ordered) {
    const strange = strangeness(operation);
    if (best !== undefined && (strange > best.strangeness || best.invented === 0)) break;
    const found = inputOf(operation, samples);
    if (found === undefined || (best !== undefined && best.invented <= found.invented)) continue;
    best = {
      call: { operation, input: found.input },
      strangeness: strange,
      invented: found.invented,
    };
  }
  return best?.call;
}

/** How far an operation is from what a first program does: it reads JSON, and sends nothing. */
function strangeness(operation: Operation): number {
  const { docs, method, requestBody, parameters } = operation;
  const codec = usualAnswer(operation)?.codec;
  const isRequired = requestBody?.required === true;
  const hasCookie = parameters.some((one) => one.required && one.in === "cookie");
  return (
    (docs.deprecated ? 32 : 0) +
    (hasCookie ? 16 : 0) +
    (method === "get" ? 0 : method === "delete" ? 12 : 4) +
    (isRequired ? 2 : 0) +
    (codec === undefined || codec === "binary" ? 1 : 0)
  );
}

function inputOf(
  { parameters, requestBody }: Operation,
  samples: Samples,
): { readonly input: JsonObject; readonly invented: number } | undefined {
  const input: Record<string, Json> = {};
  let invented = 0;
  for (const place of ["path", "query", "header", "cookie"] as const) {
    const values: Record<string, Json> = {};
    for (const parameter of parameters) {
      if (parameter.in !== place || !parameter.required) continue;
      const found = parameterValue(parameter, samples);
      if (found === undefined) return undefined;
      invented += found.shown ? 0 : 1;
      values[parameter.key] = found.value;
    }
    if (Object.keys(values).length > 0) input[place] = values;
  }
  if (requestBody?.required !== true) return { input, invented };
  const content = requestBody.content;
  // What the client sends when nothing else is said.
  const media = content.find(({ codec }) => codec === "json") ?? content[0];
  const found =
    media &&
    valueOf(
      media.schema,
      media.examples.map(({ value }) => value),
      samples,
    );
  if (found === undefined) return undefined;
  return { input: { ...input, body: found.value }, invented: invented + (found.shown ? 0 : 1) };
}

function parameterValue(parameter: Parameter, samples: Samples): Found | undefined {
  const inside = "content" in parameter.value ? parameter.value.content.examples : [];
  const examples = [...parameter.examples, ...inside].map(({ value }) => value);
  return valueOf(parameterSchema(parameter), examples, samples);
}

function valueOf(
  schema: SchemaId | undefined,
  examples: readonly Json[],
  samples: Samples,
): Found | undefined {
  if (schema === undefined) return { value: examples[0] ?? "text", shown: examples.length > 0 };
  const shown = examples.find((value) => samples.accepts(schema, value));
  if (shown !== undefined) return { value: shown, shown: true };
  const value = samples.valueOf(schema);
  return value === undefined ? undefined : { value, shown: false };
}
