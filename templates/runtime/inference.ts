import type { ApiError } from "./errors.js";
import type { EventStream, ItemStream } from "./item-stream.js";
import type { Bytes, Part } from "./part.js";

/*
 * What a call takes, gives and throws, computed from the `operations` that openapi-typescript
 * writes. The media types follow the codecs of the descriptors.
 */

type JsonType =
  | "*/*"
  | "application/*"
  | `${"application" | "text"}/json`
  | `${"application" | "text"}/json;${string}`
  | `${string}+json`
  | `${string}+json;${string}`;
type EventType = `text/event-stream${string}`;
type LinesType =
  | `application/${"x-" | ""}${"jsonl" | "ndjson"}${string}`
  | `application/${"jsonlines" | "json-seq" | "geo+json-seq"}${string}`;
type TextType =
  | `text/${string}`
  | `application/${"xml" | "yaml" | "x-yaml" | "graphql" | "javascript" | "sql"}`
  | `application/${"xml" | "yaml" | "x-yaml" | "graphql" | "javascript" | "sql"};${string}`
  | `${string}+${"xml" | "yaml"}`;
type FormType = `application/x-www-form-urlencoded${string}`;
type MultipartType = `multipart/${string}`;
type FormDataType = `multipart/form-data${string}`;

/** The value an answer's body is parsed to. Where it is a sequence, the schema is that of its items. */
type Read<Type, Schema> = Type extends JsonType
  ? Schema
  : Type extends EventType
    ? EventStream<Schema>
    : Type extends LinesType
      ? ItemStream<Schema>
      : Type extends TextType
        ? string
        : Type extends FormType
          ? URLSearchParams
          : Type extends FormDataType
            ? FormData
            : Blob;

/** The value a body is given as. */
type Written<Type, Schema> = Type extends JsonType
  ? Schema
  : Type extends LinesType
    ? Iterable<Schema> | AsyncIterable<Schema> | ReadableStream<Uint8Array> | Blob | string
    : Type extends EventType
      ? ReadableStream<Uint8Array> | Blob | string
      : Type extends TextType
        ? string
        : Type extends FormType
          ? Schema | URLSearchParams
          : Type extends MultipartType
            ? Parts<Schema> | FormData
            : Bytes | string;

/** Where a part is text, the document may mean a file; any may be told more of by a `Part`. */
type Parts<Schema> = Schema extends readonly unknown[]
  ? { readonly [Key in keyof Schema]: PartsOf<Schema[Key]> }
  : { [Key in keyof Schema]: PartsOf<Schema[Key]> };
type PartsOf<Value> = string extends Value
  ? PartOf<Value>
  : Value extends readonly (infer Item)[]
    ? readonly PartOf<Item>[]
    : PartOf<Value>;
type PartOf<Value> = Value | Part | (string extends Value ? Bytes : never);

/** A body that can be had as JSON is asked for as JSON, unless the caller chose one of its other types. */
type BodyOf<Response, Chosen = never> = Response extends { content: infer Content }
  ? [keyof Content] extends [never]
    ? undefined
    : { [Type in Taken<keyof Content, Chosen>]: Read<Type, Content[Type]> }[Taken<
        keyof Content,
        Chosen
      >]
  : undefined;
type Taken<Types, Chosen> = [Chosen] extends [never]
  ? Usual<Types>
  : [Covering<Types, Chosen>] extends [never]
    ? Usual<Types>
    : Covering<Types, Chosen>;
type Usual<Types> = [Extract<Types, JsonType>] extends [never] ? Types : Extract<Types, JsonType>;
/** The declared types that a concrete one falls under: itself, or a range. */
type Covering<Types, Chosen> = Types extends unknown
  ? Chosen extends Concrete<Types>
    ? Types
    : never
  : never;
/** What may be sent under a media type that may be a range. */
type Concrete<Type> = Type extends `${infer Group}/*`
  ? Group extends "*"
    ? string
    : `${Group}/${string}`
  : Type;

type ResponsesOf<Operation> = Operation extends { responses: infer Responses } ? Responses : never;

type Success = "2XX" | 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;
type Redirection = 300 | 301 | 302 | 303 | 304 | 305 | 307 | 308;
type Refusal =
  | (400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415)
  | (416 | 417 | 418 | 421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451);
type Failure = 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;

/**
 * What a call resolves to: the body of its 2xx answers; of `default`, where no success is declared.
 * `Chosen`: the media type that was asked for, where the document offers several.
 */
export type Data<Operation, Chosen = never> = DataOf<ResponsesOf<Operation>, Chosen>;
type DataOf<Responses, Chosen> = [Extract<keyof Responses, Success>] extends [never]
  ? "default" extends keyof Responses
    ? BodyOf<Responses["default" & keyof Responses], Chosen>
    : unknown
  : BodyOf<Responses[Extract<keyof Responses, Success>], Chosen>;

/** The media types that an operation's successes come in. */
export type Accept<Operation> = Concrete<TypesOf<SuccessOf<ResponsesOf<Operation>>>>;
type SuccessOf<Responses> = [Extract<keyof Responses, Success>] extends [never]
  ? Responses["default" & keyof Responses]
  : Responses[Extract<keyof Responses, Success>];
type TypesOf<Response> = Response extends { content: infer Content }
  ? Extract<keyof Content, string>
  : never;

/**
 * The headers of an operation's successes that are described, `Name` for `Name`. Any may be missing,
 * also a required one: browsers hide those of other origins that the server does not expose, and where
 * no validator judges the answer, nobody has looked.
 */
export type DescribedHeaders<Operation, Name extends string> = {
  readonly [Key in Name]?: HeaderOf<
    ResponsesOf<Operation>[Extract<keyof ResponsesOf<Operation>, Success | "default">],
    Key
  >;
};
type HeaderOf<Response, Name> = Response extends { headers: infer Headers }
  ? Name extends keyof Named<Headers>
    ? Exclude<Named<Headers>[Name], undefined>
    : never
  : never;
/** Headers of any name are `unknown`, which would swallow those that are known. */
type Named<Headers> = {
  [
    Key in keyof Headers as string extends Key ? never : number extends Key ? never : Key
  ]: Headers[Key];
};

/**
 * The errors an operation declares, one member per declared answer, so that a `switch` on `status`
 * narrows `body`. Ranges and `default` stand for the registered codes that are not listed themselves.
 *
 * @see https://www.iana.org/assignments/http-status-codes
 */
export type ErrorOf<Operation, Name extends string = string> = ErrorOfResponses<
  ResponsesOf<Operation>,
  Name
>;
type ErrorOfResponses<Responses, Name extends string> = {
  [Key in Exclude<keyof Responses, Success>]: ErrorWith<
    Codes<Key, keyof Responses>,
    Responses[Key],
    Name
  >;
}[Exclude<keyof Responses, Success>];
// Of all its codes at once: one class for each of the 70 that `default` stands for costs every
// compiler more than the rest of a call.
type ErrorWith<Code extends number, Response, Name extends string> = [Code] extends [never]
  ? never
  : ApiError<Name, Code, BodyOf<Response>>;
type Codes<Key, Declared> = Key extends number
  ? Key
  : Exclude<
      Key extends "3XX"
        ? Redirection
        : Key extends "4XX"
          ? Refusal
          : Key extends "5XX"
            ? Failure
            : Key extends "default"
              ? | ("3XX" extends Declared ? never : Redirection)
                | ("4XX" extends Declared ? never : Refusal)
                | ("5XX" extends Declared ? never : Failure)
              : never,
      Declared
    >;

/** What a call takes: the parameters by place, and the body. `Default`: the media types a call need not name. */
export type Input<Operation, Default = JsonType> = Operation extends {
  parameters: infer Parameters;
}
  ? Flat<ParametersOf<Parameters> & BodyInput<Operation, Default>>
  : never;
type Flat<Type> = Type extends unknown ? { [Key in keyof Type]: Type[Key] } : never;
type ParametersOf<Parameters> = {
  [
    Place in keyof Parameters as [NonNullable<Parameters[Place]>] extends [never] ? never : Place
  ]: Parameters[Place];
};

/** What a call takes where the client makes a header that the document requires. */
export type Keyed<Taken, Name extends string> = Taken extends { header: infer Headers }
  ? Flat<Omit<Taken, "header"> & HeaderInput<Flat<Omit<Headers, Name> & Optional<Headers, Name>>>>
  : Taken;
type Optional<Headers, Name extends string> = {
  [Key in keyof Headers as Key & Name]?: Headers[Key];
};
type HeaderInput<Headers> =
  Record<never, never> extends Headers ? { header?: Headers } : { header: Headers };

type BodyInput<Operation, Default> = Operation extends { requestBody?: infer Body }
  ? [NonNullable<Body>] extends [never]
    ? unknown
    : NonNullable<Body> extends { content: infer Content }
      ? Operation extends { requestBody: unknown }
        ? Bodies<Content, Default>
        : Bodies<Content, Default> | { body?: never; contentType?: never }
      : unknown
  : unknown;

/** One of the media types; the choice is said unless it is the default. */
type Bodies<Content, Default> = {
  [Type in keyof Content]: { body: Written<Type, Content[Type]> } & Choice<
    Type,
    keyof Content,
    Default
  >;
}[keyof Content];
type Choice<Type, Types, Default> = [Type] extends [`${infer Group}/*`]
  ? Said<
      Group extends "*" ? string : `${Group}/${string}`,
      [Types] extends [Type] ? Type : Default,
      Type
    >
  : [Types] extends [Type]
    ? unknown
    : Said<Type, Default, Type>;
type Said<Chosen, Default, Type> = [Type] extends [Default]
  ? { contentType?: Chosen }
  : { contentType: Chosen };

/** What a pointer, split at its slashes, leads to in a type. */
export type At<Value, Tokens extends readonly string[]> = Tokens extends readonly [
  infer Token,
  ...infer Rest extends readonly string[],
]
  ? NonNullable<Value> extends infer Present
    ? Token extends keyof Present
      ? At<Present[Token], Rest>
      : unknown
    : never
  : Value;

/** The members of the array a pointer leads to. */
export type ItemAt<Value, Tokens extends readonly string[]> =
  NonNullable<At<Value, Tokens>> extends readonly (infer Item)[] ? Item : unknown;
