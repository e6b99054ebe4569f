import type { Pointer } from "./schema.js";

/** What the Postman collection of a document calls things, for the reference to tell. */
export interface PostmanReference {
  /** By the operation's pointer, in the order of the collection. */
  readonly requests: ReadonlyMap<Pointer, readonly PostmanRequest[]>;
  /** By name. */
  readonly variables: ReadonlyMap<string, PostmanVariable>;
}

/** A request of an operation: one for each example of its body, or one. */
export interface PostmanRequest {
  readonly name: string;
  /** Absent where it stands beside the folders. */
  readonly folder?: string;
  /** Variables it is sent with, those included that only their values mention. */
  readonly variables: readonly string[];
  /** Variables that its answer fills. */
  readonly fills: readonly string[];
}

export interface PostmanVariable {
  readonly scope: "environment" | "collection";
  readonly secret: boolean;
  /** What it holds at first; empty for secrets. */
  readonly value: string;
  readonly description: string;
  /** Names of the requests whose answers fill it. */
  readonly filledBy: readonly string[];
  /** Variables the collection fetches it with, by itself, where it is a token; else empty. */
  readonly fetchedWith: readonly string[];
}
