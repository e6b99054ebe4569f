import type { Pointer, Schema, SchemaId } from "./schema.js";
import type { Json } from "./json.js";
import type { Pagination, Waiter } from "./extensions.js";
import type { Link } from "./links.js";

export type { Acceptor, Pagination, Waiter } from "./extensions.js";
export type { Link } from "./links.js";

/**
 * Everything an emitter may know about a document: plain data, immutable, acyclic (references are
 * ids). Decisions (names, presence, media codecs, parameter styles) are made before it exists.
 */
export interface ApiModel {
  readonly info: Info;
  readonly servers: readonly Server[];
  readonly tags: readonly Tag[];
  /** Operations of `paths`, in document order. */
  readonly operations: readonly Operation[];
  /** Operations of `paths` that no `fetch` sends: documented and typed, and nothing calls them. */
  readonly unsent: readonly Operation[];
  readonly webhooks: readonly Operation[];
  /** Every schema of the document by id, in document order; each `SchemaId` of the model resolves here. */
  readonly schemas: { readonly [id: SchemaId]: Schema };
  readonly security: { readonly [name: string]: SecurityScheme };
  /** Vendor extensions of the whole document (`x-…`), as written. */
  readonly extensions: { readonly [name: string]: Json };
  /** Canonical OpenAPI 3.1, for the one emitter that reads OpenAPI itself. */
  readonly document: Json;
}

/** Prose and annotations. Text is CommonMark, verbatim. */
export interface Docs {
  readonly title?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  /** The reason given by `x-unconfirmed`; docs show it as a badge. */
  readonly unconfirmed?: string;
  readonly externalDocs?: { readonly url: string; readonly description?: string };
  /** Vendor extensions (`x-…`), as written. */
  readonly extensions: { readonly [name: string]: Json };
}

export interface Info {
  readonly title: string;
  readonly version: string;
  readonly docs: Docs;
  readonly termsOfService?: string;
  readonly contact?: { readonly name?: string; readonly url?: string; readonly email?: string };
  readonly license?: { readonly name: string; readonly url?: string; readonly identifier?: string };
}

/** @see https://spec.openapis.org/oas/v3.1.0#server-object */
export interface Server {
  readonly pointer: Pointer;
  /** May contain `{variable}`. */
  readonly url: string;
  readonly name?: string;
  readonly description?: string;
  readonly extensions: { readonly [name: string]: Json };
  readonly variables: { readonly [name: string]: ServerVariable };
}

export interface ServerVariable {
  readonly default: string;
  readonly enum?: readonly string[];
  readonly description?: string;
}

export interface Tag {
  /** As the document writes it. */
  readonly name: string;
  /** Identifier of the group in generated code, `fieldTransformations`; also its file name in kebab case. */
  readonly group: string;
  readonly file: string;
  readonly docs: Docs;
  /** The name of the tag that this one is below. */
  readonly parent?: string;
  /** What the tag sorts by: `nav`, `badge`, `audience` or a word of the author's. */
  readonly kind?: string;
}

/** The methods that are fields of a path item, in its order. @see https://spec.openapis.org/oas/v3.2.0#path-item-object */
export const METHODS = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "query",
] as const;

/** @see https://spec.openapis.org/oas/v3.1.0#operation-object */
export interface Operation {
  readonly pointer: Pointer;
  /** `operationId`, or one derived from method and path: the key in `types.ts`' `operations`. */
  readonly id: string;
  /** Identifier in generated code: unique in the document, never a reserved word. `createConnection`. */
  readonly name: string;
  /** The same in Pascal case, for types and schemas: `CreateConnection`. Unique beside components' names. */
  readonly typeName: string;
  /** Its name inside its group: `client.connections.create` → `create`. */
  readonly member: string;
  /** Group (first tag) it belongs to: `Tag.group`. */
  readonly group: string;
  /** File name (kebab case, no extension), unique even where file systems ignore case. */
  readonly file: string;
  /** Identifier of what its answers lead to: `createConnectionLinks`. */
  readonly links: string;
  /** One of `METHODS`, or as `additionalOperations` spells it. */
  readonly method: string;
  /** `/pets/{petId}` */
  readonly path: string;
  /** The same as it is sent: percent-encoded, but for the templates, and without a fragment. */
  readonly route: string;
  readonly docs: Docs;
  /** Tag names as the document writes them. */
  readonly tags: readonly string[];
  /** Path-item ones merged in; references resolved. Order: path item, then operation. */
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  /** Exact codes, then ranges, then default. */
  readonly responses: readonly Response[];
  readonly callbacks: readonly Operation[];
  /** Alternatives; `[]` means none needed; `{}` as an alternative means optional. */
  readonly security: readonly SecurityRequirement[];
  /** Only when the operation or its path item overrides the document's servers. */
  readonly servers?: readonly Server[];
  /** From `x-waiter`. */
  readonly waiter?: Waiter;
  /** From `x-pagination`. */
  readonly pagination?: Pagination;
  /** From `x-retry`: whether sending it twice does what sending it once does. Absent: its method says so. */
  readonly retry?: boolean;
  /** The header by which the server knows a request that is sent again, from `x-idempotency-key` or a parameter of that name. */
  readonly idempotencyKey?: string;
}

export interface RequestBody {
  readonly pointer: Pointer;
  readonly required: boolean;
  readonly docs: Docs;
  readonly content: readonly MediaType[];
}

/** Scheme name → scopes; all of them together satisfy the requirement. */
export type SecurityRequirement = { readonly [scheme: string]: readonly string[] };

export type ParameterStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  | "cookie"
  /** The value is all of the query string, by its media type. */
  | "querystring";

/** A parameter, or a response header. @see https://spec.openapis.org/oas/v3.1.0#parameter-object */
export interface Parameter {
  readonly pointer: Pointer;
  readonly in: "path" | "query" | "header" | "cookie";
  /** On the wire. */
  readonly key: string;
  readonly required: boolean;
  readonly docs: Docs;
  /** Defaults of the specification are already filled in. */
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly value: { readonly schema: SchemaId } | { readonly content: MediaType };
  readonly examples: readonly Example[];
}

export type Status = number | "1XX" | "2XX" | "3XX" | "4XX" | "5XX" | "default";

/** @see https://spec.openapis.org/oas/v3.1.0#response-object */
export interface Response {
  readonly pointer: Pointer;
  readonly status: Status;
  readonly docs: Docs;
  readonly headers: readonly Parameter[];
  readonly content: readonly MediaType[];
  readonly links: readonly Link[];
}

/** How a body is written and read. `events`, `lines` and `sequence` are sequences of items. */
export type Codec =
  "json" | "form" | "multipart" | "text" | "binary" | "events" | "lines" | "sequence";

/**
 * How server-sent events become items: whole, or by what their data hold; and how data are read,
 * with the names of the events whose data are read otherwise.
 */
export interface EventReading {
  readonly item: "event" | "data";
  readonly data: "json" | "text";
  readonly except?: { readonly [event: string]: "json" | "text" };
}

/** How the parts of a form or a multipart body are written: only of those that do not follow from the value. */
export interface PartEncodings {
  /** By property. */
  readonly encoding?: { readonly [property: string]: Encoding };
  /** Of a list of parts, by position; the last holds for all that follow. */
  readonly positions?: readonly Encoding[];
}

/** @see https://spec.openapis.org/oas/v3.1.0#media-type-object */
export interface MediaType extends PartEncodings {
  readonly pointer: Pointer;
  /** `application/json` */
  readonly type: string;
  /** What tells it from the others of its content in names, in Pascal case; absent of the plain one. */
  readonly suffix?: string;
  readonly codec: Codec;
  /** Of a sequence, the schema of an item. */
  readonly schema?: SchemaId;
  /** Of `events`. */
  readonly events?: EventReading;
  readonly examples: readonly Example[];
}

/** How a part of a form or a multipart body is written. @see https://spec.openapis.org/oas/v3.2.0#encoding-object */
export interface Encoding {
  /** As written: may list several, and ranges. Counts for nothing beside a style. */
  readonly contentType?: string;
  /** Only where the document says one of the three; its defaults are filled in. */
  readonly style?: Pick<Parameter, "style" | "explode" | "allowReserved">;
  /** Of the part, in multipart bodies. */
  readonly headers: readonly Parameter[];
  /** Of a part that is a multipart body itself. */
  readonly inside?: PartEncodings;
}

/** `example` comes as one without a key. @see https://spec.openapis.org/oas/v3.1.0#example-object */
export interface Example {
  readonly pointer: Pointer;
  /** Key in `examples`; absent for `example`. */
  readonly key?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly value: Json;
}

export type SecurityScheme = { readonly pointer: Pointer; readonly docs: Docs } & (
  | { readonly type: "apiKey"; readonly in: "query" | "header" | "cookie"; readonly key: string }
  | { readonly type: "http"; readonly scheme: string; readonly bearerFormat?: string }
  | {
      readonly type: "oauth2";
      /** Of the server's metadata. @see https://www.rfc-editor.org/rfc/rfc8414 */
      readonly metadataUrl?: string;
      readonly flows: { readonly [flow: string]: OAuthFlow };
    }
  | { readonly type: "openIdConnect"; readonly url: string }
  | { readonly type: "mutualTLS" }
);

export interface OAuthFlow {
  readonly authorizationUrl?: string;
  readonly deviceAuthorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly refreshUrl?: string;
  readonly scopes: { readonly [scope: string]: string };
  /** From `x-token-request`: how the token call differs from RFC 6749, section 4.4. */
  readonly tokenRequest?: {
    readonly encoding: "json" | "form";
    /** Where the client's id and secret stand; absent: in the header of forms, in the body of JSON. */
    readonly credentials?: "header" | "body";
    readonly parameters: { readonly [name: string]: string };
  };
}
