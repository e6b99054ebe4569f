import type { Reading } from "./answer.js";
import type { Authorizer } from "./auth.js";
import type { Conceal } from "./conceal.js";
import type { OpenItems } from "./item-stream.js";

/** What the runtime must know of an operation, written by the generator: data, and what writes its body. */
export interface OperationDescriptor {
  /** The function's name; errors carry it. */
  readonly name: string;
  /** Lower case, of additional ones as the document spells them. */
  readonly method: string;
  /** The method as it is sent, where that is not in capitals. */
  readonly sentAs?: string;
  /** `/pets/{petId}` */
  readonly path: string;
  /** Those that are not texts, numbers or flags in the default style of their place, and those that are secret. */
  readonly parameters?: readonly ParameterDescriptor[];
  readonly body?: BodyDescriptor;
  /** By `200`, `4XX` or `default`. */
  readonly responses: { readonly [status: string]: ContentDescriptor };
  /** What reads answers that are no JSON, by codec: only what an operation needs is bundled. */
  readonly readers?: { readonly [codec in Codec]?: AnswerReader };
  /** The header `Accept`; absent: `application/json`. */
  readonly accept?: string;
  /** Where an answer may be JSON or something else: what asks for the one that the caller wants. */
  readonly negotiation?: Negotiation;
  /** Headers of answers that the document describes, by the keys of `responses`; and what reads them. */
  readonly headers?: { readonly [status: string]: readonly HeaderDescriptor[] };
  readonly readHeaders?: HeaderReader;
  /** What shows the address of a call without its secret parameters; without, there are none in it. */
  readonly showAddress?: AddressShower;
  /** Covers what is secret in an answer that is shown; without, nothing is. */
  readonly conceal?: Conceal;
  /** The names of members and headers of answers that are secret. */
  readonly secrets?: readonly string[];
  /** What opens an answer that is a sequence of items; without, its bytes are handed on. */
  readonly openItems?: OpenItems;
  /** Alternatives; absent or empty: none needed. Each names schemes that are needed together. */
  readonly security?: readonly SecurityRequirement[];
  /** Whether sending it twice does what sending it once does, where the method does not say so. */
  readonly retry?: boolean;
  /** The header by which a server knows a request that is sent again, and what makes its value. */
  readonly idempotencyKey?: { readonly header: string; readonly make: () => string };
  /** Only where they differ from the document's. */
  readonly servers?: readonly ServerDescriptor[];
}

/** A header of an answer: a value, or a list or an object of values. */
export interface HeaderDescriptor {
  readonly key: string;
  /** Text by default. */
  readonly type?: HeaderScalar;
  readonly list?: HeaderScalar;
  readonly members?: { readonly [name: string]: HeaderScalar };
  /** Whether members are `name=value`. */
  readonly explode?: boolean;
  /** What reads a list or an object; one value needs none. */
  readonly read?: HeaderValueReader;
}

export type HeaderScalar = "text" | "number" | "boolean";

/** Reads one header of an answer from its text; undefined where it is not what the document says. */
export type HeaderValueReader = (
  header: HeaderDescriptor,
  text: string,
  headers: Headers,
) => unknown;

/** What the document says of an answer's headers, read. `key`: that of what was answered in `responses`. */
export type HeaderReader = (
  operation: OperationDescriptor,
  key: string,
  headers: Headers,
) => { readonly [name: string]: unknown };

/** The path and the query of a call without what is secret, and the keys of what was. */
export type AddressShower = (
  operation: OperationDescriptor,
  input: OperationInput,
  json?: JsonText,
) => { readonly address: string; readonly secretKeys: readonly string[] };

/** Scheme names and the scopes asked of them. */
export type SecurityRequirement = { readonly [scheme: string]: readonly string[] };

/** Codecs by media type; no entry means no body. */
export type ContentDescriptor = { readonly [mediaType: string]: Codec | EventsDescriptor };

/** Reads the body of an answer. `contentType`: what it says it is, else what is declared; `parse` reads JSON. */
export type AnswerReader = (
  response: Response,
  contentType: string,
  parse: JsonText["parse"],
) => Promise<Reading>;

/** How one of several media types is asked for. */
export interface Negotiation {
  /** The header `Accept`. `chosen`: the media type that the caller wants. */
  accept(operation: OperationDescriptor, chosen?: string): string;
  /** Which answers will do. `any`: the caller wrote the header himself. */
  taking(chosen: string | undefined, any: boolean): Takes;
}

/** Whether an answer in a declared media type will do. */
export type Takes = (content: ContentDescriptor, mediaType: string) => boolean;

/** How a body is written and read. */
export type Codec =
  "json" | "form" | "multipart" | "text" | "binary" | "events" | "lines" | "sequence";

/** How server-sent events are read where items are more than the JSON in their data, which `events` alone says. */
export interface EventsDescriptor {
  /** What an item is: the whole event, or what its data hold. */
  readonly item: "event" | "data";
  readonly data: "json" | "text";
  /** The data of events that are called so, where they are read otherwise. */
  readonly except?: { readonly [event: string]: "json" | "text" };
}

export interface BodyDescriptor {
  readonly required?: boolean;
  readonly content: ContentDescriptor;
  /** Of forms and multipart bodies, by media type: where the defaults do not hold. */
  readonly encoding?: { readonly [mediaType: string]: PartEncodings };
  /** What writes forms, multipart bodies and sequences of items; JSON, text and bytes need none. */
  readonly writers?: { readonly [codec in Codec]?: BodyWriter };
  readonly encodeBody: BodyEncoder;
}

/** A body ready to be sent. */
export interface EncodedBody {
  readonly content: NonNullable<RequestInit["body"]>;
  /** Absent where the caller made a `FormData`: `fetch` writes it then, with a boundary. */
  readonly contentType?: string;
  /** False for a stream, which is gone once sent. */
  readonly replayable: boolean;
}

/** Writes the body of a call, JSON by `json`. Nothing for an absent body. Throws a `SerializationFault`. */
export type BodyEncoder = (
  body: BodyDescriptor,
  input: OperationInput,
  json?: JsonText,
) => EncodedBody | undefined;

/** Writes a value as a media type, and says what it became. Faults are a `SerializationFault`. */
export type BodyWriter = (
  mediaType: string,
  value: unknown,
  encodings: PartEncodings | undefined,
  json: JsonText,
) => { readonly content: string | Blob | ReadableStream<Uint8Array>; readonly contentType: string };

/** By the name of the property; of a list of parts by position, where the last holds for all that follow. */
export type PartEncodings =
  { readonly [property: string]: EncodingDescriptor } | readonly EncodingDescriptor[];

/** @see https://spec.openapis.org/oas/v3.2.0#encoding-object */
export interface EncodingDescriptor {
  /** May list several, and ranges: `image/png, image/*`. Counts for nothing beside the following. */
  readonly contentType?: string;
  readonly style?: ParameterStyle;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** Names of headers that each part must have. */
  readonly headers?: readonly string[];
  /** Of a part that is a multipart body itself. */
  readonly parts?: PartEncodings;
}

export type ParameterLocation = "path" | "query" | "header" | "cookie";

/** @see https://spec.openapis.org/oas/v3.1.0#style-values */
export type ParameterStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  | "cookie"
  | "querystring";

export interface ParameterDescriptor {
  readonly in: ParameterLocation;
  /** On the wire. */
  readonly key: string;
  /** Absent: `simple` in path and headers, `form` elsewhere. */
  readonly style?: ParameterStyle;
  /** Absent: true for `form` and `cookie`, false otherwise. */
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** How the value is written when the document gives it a media type instead of a style. */
  readonly content?: Codec;
  /** Never shown, in URLs of errors or in logs. */
  readonly secret?: boolean;
  /** What writes it where that is more than the default style of its place: only what is used is bundled. */
  readonly write?: ParameterWriter;
}

/**
 * Writes the value of a parameter: as pairs of a query or of cookies; in a path and in headers as
 * the text of one pair. What is absent, as an empty list or object is, gives none.
 *
 * @throws RangeError, in words that follow the value's name, for one that could not be read back
 */
export type ParameterWriter = (
  parameter: ParameterDescriptor,
  value: unknown,
  json: JsonText,
) => readonly (readonly [name: string, text?: string])[];

export interface ServerDescriptor {
  /** May contain `{variable}`. */
  readonly url: string;
  readonly variables?: { readonly [name: string]: ServerVariableDescriptor };
  /** What fills them in, where there are any. */
  readonly fill?: AddressWriter;
}

/** Writes the address of a server. */
export type AddressWriter = (
  server: ServerDescriptor,
  variables: { readonly [name: string]: string | undefined } | undefined,
) => string;

export interface ServerVariableDescriptor {
  readonly default: string;
  readonly enum?: readonly string[];
}

/**
 * A security scheme, and what makes a credential a part of requests. Only that of a document's own
 * schemes is bundled; mutual TLS has none, since it is no part of a request.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#security-scheme-object
 */
export type SecuritySchemeDescriptor = SecuritySchemeFacts & { readonly authorize?: Authorizer };

export type SecuritySchemeFacts =
  | { readonly type: "apiKey"; readonly in: "query" | "header" | "cookie"; readonly key: string }
  /** `scheme` as the document writes it: `bearer`, `basic`, `digest`… */
  | { readonly type: "http"; readonly scheme: string }
  | { readonly type: "oauth2"; readonly clientCredentials?: TokenRequestDescriptor }
  | { readonly type: "openIdConnect" }
  | { readonly type: "mutualTLS" };

/** How a token is asked for. @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
export interface TokenRequestDescriptor {
  readonly tokenUrl?: string;
  /** What writes it as a form; absent: it is JSON. */
  readonly encode?: TokenRequestEncoder;
  /** What makes of the client's id and secret a header `Authorization`; absent: they stand in the body. */
  readonly prove?: (clientId: string, clientSecret: string) => string;
  /** Sent beside `grant_type`, such as `audience`. */
  readonly parameters: { readonly [name: string]: string };
}

/** Writes the fields of a token request, and says as what. */
export type TokenRequestEncoder = (fields: {
  readonly [name: string]: string;
}) => readonly [contentType: string, body: string];

/** How JSON is read and printed, `JSON` itself unless the package keeps numbers exact. */
export interface JsonText {
  readonly parse: (text: string) => unknown;
  readonly stringify: (value: unknown) => string;
}

/** What all operations of a document share. */
export interface DocumentDescriptor {
  /** The package's name and version, for the header `User-Agent`. @see https://www.rfc-editor.org/rfc/rfc9110#section-10.1.5 */
  readonly agent?: string;
  readonly servers: readonly ServerDescriptor[];
  readonly security: { readonly [scheme: string]: SecuritySchemeDescriptor };
}

/** The values of a call's parameters by wire name, and its body. */
export interface OperationInput {
  readonly path?: object;
  readonly query?: object;
  readonly header?: object;
  readonly cookie?: object;
  readonly body?: unknown;
  /** Which of the request's media types the body is; the JSON one, or the first, by default. */
  readonly contentType?: string;
}
