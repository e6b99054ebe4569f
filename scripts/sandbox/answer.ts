import type { Json } from "../../generator/index.js";

/** What the sandbox answers. */
export interface SandboxAnswer {
  readonly status: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Ends a request with one of the document's errors. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** Values of a request as the document names them. */
export interface SandboxRequest {
  readonly path: Readonly<Record<string, string | number>>;
  readonly query: Readonly<Record<string, Json>>;
  readonly body: Json | undefined;
}
