/*
 * Middleware of openapi-fetch, stated anew: compiling a program against its declarations costs more
 * than against all else of a small package. What is written for openapi-fetch fits.
 */

/** What middleware is told of a call. */
export interface MiddlewareContext {
  readonly request: Request;
  /** The path of the document, its parameters in braces. */
  readonly schemaPath: string;
  readonly params: {
    readonly query?: Record<string, unknown>;
    readonly header?: Record<string, unknown>;
    readonly path?: Record<string, unknown>;
    readonly cookie?: Record<string, unknown>;
  };
  /** The same for all that is told of one call, and of no other. */
  readonly id: string;
  readonly options: { readonly baseUrl: string; readonly fetch: typeof globalThis.fetch };
}

/** What middleware may answer: nothing leaves all as it is. */
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- functions that return nothing
type Answered<Value> = Value | undefined | void | Promise<Value | undefined | void>;

/** @see https://openapi-ts.dev/openapi-fetch/middleware-auth#middleware */
export interface Middleware {
  /** Before a request is sent: another one to be sent, or the answer itself. */
  onRequest?(context: MiddlewareContext): Answered<Request | Response>;
  /** An answer has come: another one to be read. */
  onResponse?(context: MiddlewareContext & { readonly response: Response }): Answered<Response>;
  /** No answer has come: one to be read, or another error. */
  onError?(context: MiddlewareContext & { readonly error: unknown }): Answered<Response | Error>;
}
