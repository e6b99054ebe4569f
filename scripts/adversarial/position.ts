import type { Json, JsonObject } from "../../generator/index.js";

/** A place of a document where text goes. */
export interface Position {
  /** `parameter/query name`; what stands before the slash is the row's section. */
  readonly name: string;
  readonly place: (text: string) => Placed;
}

/** A document with a text at a position, and what the contract says becomes of it. */
export interface Placed {
  readonly document: JsonObject;
  /** Further files beside it. */
  readonly files?: Readonly<Record<string, string>>;
  /** The code that must refuse this text, or its area with the slash; absent: nothing may. */
  readonly refused?: string;
  /** What every operation is called with. */
  readonly input?: JsonObject;
  /** Credentials by scheme. */
  readonly auth?: JsonObject;
  /** What the server is told by the calls. */
  readonly sent?: Sent;
  /** What the server answers; by default `200` without a body. */
  readonly answer?: Answer;
  /** What the calls resolve to. */
  readonly received?: Json;
  readonly verdicts?: readonly Verdict[];
  /** Texts that the docs show to their readers, spaces and what cannot be seen apart. */
  readonly shown?: readonly string[];
  /** Texts that stand in the Postman collection. */
  readonly collected?: readonly string[];
}

/** What of a request must have arrived, decoded as the place's own rules say. */
export interface Sent {
  /** The path on the wire, as it is. */
  readonly path?: string;
  /** The origin and path the call was meant for. */
  readonly url?: string;
  readonly query?: readonly [string, string];
  readonly header?: readonly [string, string];
  readonly cookie?: readonly [string, string];
  readonly json?: Json;
  /** A pair of a form, url-encoded or multipart. */
  readonly field?: readonly [string, string];
  /** A member of the JSON that the token was asked for with. */
  readonly token?: readonly [string, string];
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
}

/** A value a component's validator must accept, or refuse. */
export interface Verdict {
  readonly component: string;
  readonly value: Json;
  readonly valid: boolean;
}

/** An object with one member of any name, `__proto__` too. */
export function own(name: string, value: Json): JsonObject {
  return Object.fromEntries([[name, value]]);
}

/** `GET /things`, which answers with nothing. */
export const OPERATION: JsonObject = {
  operationId: "getThings",
  tags: ["things"],
  summary: "Get things",
  responses: { "200": { description: "Fine." } },
};

/** A sound document around some members of its root. */
export function api(members: JsonObject = {}): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "Probe", version: "1.0.0" },
    servers: [{ url: "https://api.test" }],
    paths: { "/things": { get: OPERATION } },
    ...members,
  };
}

/** The same with one operation, `POST /things` when it has a body. */
export function withOperation(members: JsonObject, rest: JsonObject = {}): JsonObject {
  const method = members["requestBody"] === undefined ? "get" : "post";
  return api({ paths: { "/things": { [method]: { ...OPERATION, ...members } } }, ...rest });
}

/** One operation with one parameter. */
export function withParameter(parameter: JsonObject, path = "/things"): JsonObject {
  const operation = { ...OPERATION, parameters: [parameter] };
  return api({ paths: own(path, { get: operation }) });
}

/** A component `Thing`, sent and answered as JSON. */
export function withSchema(schema: Json, others: JsonObject = {}): JsonObject {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } };
  return withOperation(
    { requestBody: { content }, responses: { "200": { description: "Fine.", content } } },
    { components: { schemas: { Thing: schema, ...others } } },
  );
}

/** What `withSchema` needs to send a value there and back, judged on both ways. */
export function thereAndBack(value: Json): Pick<Placed, "input" | "sent" | "answer" | "received"> {
  return {
    input: { body: value },
    sent: { json: value },
    answer: { body: value },
    received: value,
  };
}

/** True where a text has halves of characters, which UTF-8 and so URLs, headers and files cannot carry. */
export function isBroken(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
}
