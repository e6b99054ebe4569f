/**
 * The parts of a Postman collection that we write.
 * @see https://schema.getpostman.com/json/collection/v2.1.0/collection.json
 */
export interface Collection {
  readonly info: {
    readonly _postman_id: string;
    readonly name: string;
    readonly description?: string;
    readonly version: string;
    readonly schema: typeof COLLECTION_SCHEMA;
  };
  readonly item: readonly (Folder | Item)[];
  readonly auth?: Auth;
  readonly event: readonly Event[];
  readonly variable: readonly CollectionVariable[];
}

export const COLLECTION_SCHEMA =
  "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

export interface Folder {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly item: readonly Item[];
}

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly event: readonly Event[];
  readonly request: Request;
  readonly response: readonly SavedResponse[];
  readonly protocolProfileBehavior?: { readonly disableBodyPruning: true };
}

export interface Request {
  readonly method: string;
  readonly header: readonly Pair[];
  readonly url: Url;
  readonly body?: Body;
  readonly auth?: Auth;
  readonly description?: string;
}

export interface Pair {
  readonly key: string;
  /** Null of a query string that is no list of pairs. */
  readonly value: string | null;
  readonly description?: string;
  readonly disabled?: true;
}

export interface Url {
  readonly raw: string;
  readonly host: readonly string[];
  /** Absent where a variable holds the whole URL: an empty one would add a slash. */
  readonly path?: readonly string[];
  readonly query?: readonly Pair[];
  readonly variable?: readonly Pair[];
}

export type Body =
  | {
      readonly mode: "raw";
      readonly raw: string;
      readonly options: { readonly raw: { readonly language: "json" | "text" | "xml" } };
    }
  | { readonly mode: "urlencoded"; readonly urlencoded: readonly Pair[] }
  | { readonly mode: "formdata"; readonly formdata: readonly FormField[] }
  | { readonly mode: "file"; readonly file: { readonly src: string } };

export type FormField =
  | (Pair & { readonly type: "text"; readonly contentType?: string })
  | {
      readonly key: string;
      readonly type: "file";
      readonly src: string;
      readonly description?: string;
    };

/** `[type]` holds the type's attributes. */
export interface Auth {
  readonly type: "noauth" | "apikey" | "basic" | "bearer" | "digest" | "oauth2";
  readonly [attributes: string]: string | readonly AuthAttribute[];
}

export interface AuthAttribute {
  readonly key: string;
  readonly value: string;
  readonly type: "string";
}

export interface Event {
  readonly listen: "prerequest" | "test";
  readonly script: { readonly type: "text/javascript"; readonly exec: readonly string[] };
}

export interface CollectionVariable {
  readonly key: string;
  readonly value: string;
  readonly type: "string";
  readonly description?: string;
}

/** The request a response was saved with, without what is said about it. */
export type OriginalRequest = Omit<Request, "url" | "description"> & { readonly url: string };

/** A response as saved beside its request. */
export interface SavedResponse {
  readonly id: string;
  readonly name: string;
  readonly originalRequest: OriginalRequest;
  readonly status: string;
  readonly code: number;
  readonly _postman_previewlanguage: "json" | "text" | "xml";
  readonly header: readonly Pair[];
  readonly body: string;
}

/** An environment, as Postman exports one. */
export interface Environment {
  readonly id: string;
  readonly name: string;
  readonly values: readonly {
    readonly key: string;
    readonly value: string;
    readonly type: "default" | "secret";
    readonly enabled: true;
  }[];
  readonly _postman_variable_scope: "environment";
}
