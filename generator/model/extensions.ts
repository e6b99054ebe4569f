import type { Json } from "./json.js";
import type { Status } from "./model.js";
import type { Pointer } from "./schema.js";

/**
 * Polling until a state is reached, from `x-waiter` on an operation:
 * `{ name, delay, timeout, acceptors: [{ outcome, status?, pointer?, values? }] }`.
 */
export interface Waiter {
  readonly pointer: Pointer;
  /** Identifier of the generated function: `waitForPipelineReport`. */
  readonly name: string;
  /** First wait between two calls, milliseconds; grows to `maxDelay`. */
  readonly delay: number;
  readonly maxDelay: number;
  /** Milliseconds in all. */
  readonly timeout: number;
  /** The first that matches decides; an answer none matches is tried again, an error status none matches is thrown. */
  readonly acceptors: readonly Acceptor[];
}

export interface Acceptor {
  readonly outcome: "success" | "failure" | "retry";
  readonly status?: Status;
  /** RFC 6901 pointer into the body, `/latest_pipeline_run/status`; with `values`, any of which matches. Absent: any body. */
  readonly body?: { readonly pointer: string; readonly values: readonly Json[] };
}

/** From `x-pagination`: `{ style: page, page: currentPage, pageSize: pageSize, items: /items, totalPages: /total_pages }`. */
export interface Pagination {
  readonly pointer: Pointer;
  readonly style: "page";
  /** Query parameters' wire names. */
  readonly pageParameter: string;
  readonly sizeParameter?: string;
  /** Number of the first page. */
  readonly firstPage: number;
  /** RFC 6901 pointers into the body. */
  readonly items: string;
  readonly totalPages?: string;
  /** Identifier of the generated iterator: `iteratePipelineRunReports`. */
  readonly name: string;
}
