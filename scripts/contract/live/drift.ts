import type { ApiModel, Json, JsonObject, Operation } from "../../../generator/index.js";
import type { Explain } from "../package.js";
import type { Amendment } from "./amendment.js";
import { brokenConstraints } from "./constraints.js";
import { undescribed } from "./members.js";
import { schemaFor } from "./values.js";

/** Something the real API does that the document does not say. */
export interface Drift {
  readonly kind: "status" | "media type" | "header" | "field" | "value" | "type" | "constraint";
  /** Where in the canonical document it would have to be said. */
  readonly pointer: string;
  /** Names members by their places; never holds a value that the document does not list. */
  readonly words: string;
  /** What would make the document say it; absent where that is not plain. */
  readonly amendment?: Amendment;
}

/** An answer of the real API. */
export interface LiveAnswer {
  readonly status: number;
  /** Without its parameters, in small letters. */
  readonly mediaType?: string;
  /** Absent of what is not JSON. */
  readonly body?: Json;
}

type Response = Operation["responses"][number];

/** What the witnesses say of the parts of an answer that a response of the document describes. */
export interface Witnesses {
  readonly headers: (response: Response) => readonly Drift[];
  /** The validator of a media type. */
  readonly explain: (response: Response, mediaType: string) => Explain | undefined;
}

/** How an answer differs from what the document promises. */
export function driftOf(
  model: ApiModel,
  operation: Operation,
  answer: LiveAnswer,
  { headers, explain }: Witnesses,
): Drift[] {
  const response = responseOf(operation, answer.status);
  if (response === undefined) return [ofStatus(operation, answer)];
  const found = [...headers(response)];
  const { mediaType, body } = answer;
  if (mediaType === undefined) return found;
  const media = response.content.find(({ type }) => covers(type, mediaType));
  if (media === undefined) return [...found, ofMediaType(response, answer, mediaType)];
  const { schema } = media;
  if (schema === undefined || body === undefined) return found;
  const own = explain(response, media.type);
  const broken = own === undefined ? [] : brokenConstraints(model, schema, body, own);
  return distinct([...found, ...broken, ...undescribed(model, schema, body)]);
}

function ofStatus({ pointer }: Operation, { status, mediaType, body }: LiveAnswer): Drift {
  const description = "Seen on the real API.";
  const content = mediaType === undefined ? {} : { content: { [mediaType]: mediaFor(body) } };
  return {
    kind: "status",
    pointer: `${pointer}/responses`,
    words: `answers with ${String(status)}, which the document does not list`,
    amendment: {
      of: "member",
      at: `${pointer}/responses`,
      name: String(status),
      value: { description, ...content },
    },
  };
}

function ofMediaType(
  { pointer, content }: Response,
  { status, body }: LiveAnswer,
  mediaType: string,
): Drift {
  const media = mediaFor(body);
  return {
    kind: "media type",
    pointer,
    words: `answers ${String(status)} with ${mediaType}, which the document does not list`,
    amendment:
      content.length === 0
        ? { of: "member", at: pointer, name: "content", value: { [mediaType]: media } }
        : { of: "member", at: `${pointer}/content`, name: mediaType, value: media },
  };
}

function mediaFor(body: Json | undefined): JsonObject {
  return body === undefined ? {} : { schema: schemaFor(body) };
}

/** The response that describes a status: its own, its range's, or `default`. */
export function responseOf({ responses }: Operation, status: number): Response | undefined {
  const of = (wanted: string) => responses.find((one) => String(one.status) === wanted);
  return of(String(status)) ?? of(`${String(status).charAt(0)}XX`) ?? of("default");
}

function covers(type: string, given: string): boolean {
  const wanted = (type.split(";")[0] ?? "").trim().toLowerCase();
  return (
    wanted === given ||
    wanted === "*/*" ||
    (wanted.endsWith("/*") && given.startsWith(wanted.slice(0, -1)))
  );
}

function distinct(drifts: readonly Drift[]): Drift[] {
  return [...new Map(drifts.map((one) => [`${one.pointer} ${one.words}`, one])).values()];
}
