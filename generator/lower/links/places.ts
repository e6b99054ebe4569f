import type { JsonType } from "../../model/json.js";
import { isSequential } from "../../model/media-types.js";
import type { Found, Place } from "../../model/links.js";
import type { MediaType, Operation, Response } from "../../model/model.js";
import { tokensOf } from "../../model/pointer.js";
import type { Schema, SchemaId } from "../../model/schema.js";
import { parameterSchema } from "../../model/walk.js";
import { endOf, meant } from "../extensions/body-pointers.js";
import type { Expression } from "./expressions.js";
import type { Given } from "./fits.js";
import { readAt, wayOf } from "./ways.js";

type Schemas = { readonly [id: SchemaId]: Schema };

/** Where a link stands, and so what its expressions can see. */
export interface Seen {
  readonly operation: Operation;
  readonly response: Response;
  readonly schemas: Schemas;
}

/** What an expression finds, a value that is known by now, or why there is none. */
export type Looked =
  | { readonly found: Found; readonly given: Given }
  | { readonly known: string | number }
  | { readonly lost: string };

const NEVER: Found["missing"] = { absent: false, null: false };

/** Looks for an expression's value in what calls of the operation send and get. */
export function lookedUp(expression: Expression, seen: Seen): Looked {
  switch (expression.of) {
    case "method":
      return { known: seen.operation.method.toUpperCase() };
    case "url":
      return raw({ of: "url" }, ["string"]);
    case "statusCode": {
      const { status } = seen.response;
      return typeof status === "number" ? { known: status } : raw({ of: "status" }, ["number"]);
    }
    default:
      if (expression.part === "body") return bodyOf(expression.of, expression.pointer, seen);
      return expression.of === "request"
        ? parameterOf(expression.part, expression.key, seen)
        : headerOf(expression.part, expression.key, seen);
  }
}

function raw(place: Place, types: readonly JsonType[]): Looked {
  return { found: { place, missing: NEVER }, given: { types } };
}

function headerOf(part: "header" | "query" | "path", key: string, { response }: Seen): Looked {
  if (part !== "header") return { lost: `an answer has no ${part}` };
  const described = response.headers.map((header) => header.key);
  const name = key.toLowerCase();
  // Servers send headers that nobody describes; one that is described by nearly that name is meant.
  const near = described.some((one) => one.toLowerCase() === name) ? "" : meant(key, described);
  if (near !== "")
    return { lost: `the answer ${String(response.status)} describes no header \`${key}\`${near}` };
  return {
    found: { place: { of: "header", key: name }, missing: { absent: false, null: true } },
    given: { types: ["string"] },
  };
}

function parameterOf(
  part: "header" | "query" | "path",
  key: string,
  { operation, schemas }: Seen,
): Looked {
  const own = operation.parameters.filter((one) => one.in === part && one.style !== "querystring");
  const same = (one: string): boolean =>
    part === "header" ? one.toLowerCase() === key.toLowerCase() : one === key;
  const parameter = own.find((one) => same(one.key));
  if (parameter === undefined) {
    const keys = own.map((one) => one.key);
    return { lost: `the operation has no parameter \`${key}\` in ${part}${meant(key, keys)}` };
  }
  // What the client makes itself, a caller need not have said.
  const isGiven = (one: { readonly key: string; readonly required: boolean }): boolean =>
    one.required && !(part === "header" && one.key === operation.idempotencyKey);
  const schema = parameterSchema(parameter);
  return {
    found: {
      place: { of: "parameter", in: part, key: parameter.key, group: !own.some(isGiven) },
      missing: { absent: !isGiven(parameter), null: isNullable(schemas, schema) },
    },
    given: schema === undefined ? "any" : { schema },
  };
}

function bodyOf(owner: "request" | "response", pointer: string, seen: Seen): Looked {
  const isAnswer = owner === "response";
  const content = isAnswer ? seen.response.content : (seen.operation.requestBody?.content ?? []);
  const noun = isAnswer ? `the answer ${String(seen.response.status)}` : "the operation";
  if (content.length === 0) return { lost: `${noun} ${isAnswer ? "has" : "takes"} no body` };
  const media = content.find(({ codec }) => codec === "json") ?? content[0];
  if (media === undefined || isSequential(media.codec) || media.codec === "binary")
    return { lost: `${noun}'s body is no value that could be looked into` };
  const of = isAnswer ? "answer" : "request";
  const optional = !isAnswer && seen.operation.requestBody?.required !== true;
  if (media.codec === "text" || (isAnswer && media.codec !== "json")) {
    if (pointer !== "" || media.codec !== "text")
      return { lost: `${noun}'s body is ${media.type}, into which no pointer leads` };
    return {
      found: { place: { of, pointer, optional, way: [] }, missing: { ...NEVER, absent: optional } },
      given: { types: ["string"] },
    };
  }
  return insideOf(media, of, pointer, optional, seen, content.length === 1 || isAnswer);
}

function insideOf(
  { schema, codec }: MediaType,
  of: "answer" | "request",
  pointer: string,
  optional: boolean,
  { schemas }: Seen,
  isAlone: boolean,
): Looked {
  if (schema === undefined)
    return { found: { place: { of, pointer, optional }, missing: BOTH }, given: "any" };
  const end = endOf(schemas, [{ schema }], pointer);
  if (end !== "unsaid" && "lost" in end) return { lost: end.lost };
  const [known] = end === "unsaid" ? [] : end.schemas;
  const hidden = of === "answer" ? "write" : "read";
  if (known !== undefined && schemas[known]?.access === hidden)
    return { lost: `what stands there is ${hidden}Only` };
  const tokens = tokensOf(`#${pointer}`);
  const way = isAlone && codec === "json" ? wayOf(schemas, schema, tokens) : undefined;
  if (way === undefined) {
    const given =
      known === undefined || end === "unsaid" || end.schemas.length > 1 ? "any" : { schema: known };
    return { found: { place: { of, pointer, optional }, missing: BOTH }, given };
  }
  const { steps, end: last, absent } = way;
  return {
    found: {
      place: { of, pointer, optional, way: steps },
      missing: { absent: optional || absent, null: isNullable(schemas, last) },
    },
    given: { schema: last },
  };
}

const BOTH: Found["missing"] = { absent: true, null: true };

function isNullable(schemas: Schemas, id: SchemaId | undefined): boolean {
  return id === undefined || (readAt(schemas, id)?.nullable ?? true);
}
