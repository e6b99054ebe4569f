import type { Json } from "./json.js";
import type { Docs, Parameter, Server } from "./model.js";
import type { Pointer } from "./schema.js";

/** What an answer tells of another call. @see https://spec.openapis.org/oas/v3.1.0#link-object */
export interface Link {
  readonly pointer: Pointer;
  readonly name: string;
  readonly docs: Docs;
  /** `Operation.id` of the other call; absent where it is in no operation of the document. */
  readonly operation?: string;
  /** Where the other call is described, which is in no operation of the document: an `operationRef`. */
  readonly elsewhere?: string;
  /** Values or runtime expressions, by the parameters' names, `in.name` where the name is not enough. */
  readonly parameters: { readonly [name: string]: Json };
  readonly requestBody?: Json;
  /** Where the other call goes, instead of the operation's own server. */
  readonly server?: Server;
  /** How the other call's input is made; absent where it is none of the document's, or does not fit what it takes. */
  readonly call?: LinkedCall;
}

/** The input of the call that a link leads to, decided. */
export interface LinkedCall {
  /** Its name among the links of the operation, in code. */
  readonly member: string;
  readonly parameters: readonly LinkedParameter[];
  readonly body?: Linked;
}

export interface LinkedParameter extends Linked {
  readonly in: Parameter["in"];
  readonly key: string;
  /** Identifier of a variable that holds the value: no other of the call's has it. */
  readonly variable: string;
}

/** A parameter or a body that a link gives a value. */
export interface Linked {
  readonly value: LinkedValue;
  /** Without a value there is no call: it demands one. */
  readonly required: boolean;
  /** How TypeScript takes the value for what the call wants: as it is, by a cast, or only by one through `unknown`. */
  readonly fit: "same" | "cast" | "forced";
  /** What becomes of a value that is none of the types wanted, and says the same in one that is. */
  readonly reading?: "text" | "number" | "boolean";
}

export type LinkedValue =
  | { readonly kind: "constant"; readonly value: Json }
  /** Texts, and expressions that are written into them. */
  | { readonly kind: "text"; readonly parts: readonly (string | Found)[] }
  | ({ readonly kind: "found" } & Found);

/** What a runtime expression finds. @see https://spec.openapis.org/oas/v3.1.0#runtime-expressions */
export interface Found {
  readonly place: Place;
  /** How it may come to have no value: the place may be absent, or hold a null that nobody can be given. */
  readonly missing: { readonly absent: boolean; readonly null: boolean };
}

/** Where an expression looks. A method is a constant, as is a status that the response is listed by. */
export type Place =
  | { readonly of: "url" | "status" }
  /** Of the answer, in small letters. */
  | { readonly of: "header"; readonly key: string }
  /** Of the request; `group`: whether all parameters of that place may be left out. */
  | {
      readonly of: "parameter";
      readonly in: Parameter["in"];
      readonly key: string;
      readonly group: boolean;
    }
  | {
      readonly of: "answer" | "request";
      /** An RFC 6901 pointer into the body; empty: all of it. */
      readonly pointer: string;
      /** Whether the body itself may be absent. */
      readonly optional: boolean;
      /** The way there, where types know each step of it. */
      readonly way?: readonly Step[];
    };

/** A member, or an item by its number. */
export interface Step {
  readonly token: string;
  readonly isItem: boolean;
  /** Whether there may be nothing, or null, at its end. */
  readonly optional: boolean;
}
