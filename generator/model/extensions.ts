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

/**
 * How a list is read page by page, from `x-pagination` on an operation. Pointers are RFC 6901's, into
 * the answer's body: `{ style: page, page: currentPage, pageSize: pageSize, items: /items, totalPages: /total_pages }`.
 */
export type Pagination = PaginationBase &
  (PageNumbering | OffsetNumbering | CursorFollowing | LinkFollowing);

interface PaginationBase {
  readonly pointer: Pointer;
  /** Identifier of the generated iterator: `iteratePipelineRunReports`. */
  readonly name: string;
  /** Where the items of a page stand; empty: the body is the list. */
  readonly items: string;
}

/** Where a request says which page it wants: a query parameter's wire name, or a pointer into the body. */
export type RequestPlace = { readonly query: string } | { readonly body: string };

export interface PageNumbering {
  readonly style: "page";
  readonly page: RequestPlace;
  readonly pageSize?: RequestPlace;
  /** Number of the first page. */
  readonly firstPage: number;
  readonly totalPages?: string;
  /** Where a boolean says that there is another page. */
  readonly hasMore?: string;
}

export interface OffsetNumbering {
  readonly style: "offset";
  /** Counts items from 0. */
  readonly offset: RequestPlace;
  readonly limit?: RequestPlace;
  /** Where the number of all items stands. */
  readonly total?: string;
  readonly hasMore?: string;
}

export interface CursorFollowing {
  readonly style: "cursor";
  readonly cursor: RequestPlace;
  /** Where the next page's cursor stands; nothing, null or an empty text there ends the list. */
  readonly nextCursor?: string;
  /** Instead: where it stands in the last item of a page, `/id`. */
  readonly itemCursor?: string;
  readonly hasMore?: string;
}

export interface LinkFollowing {
  readonly style: "link";
  /** Where the next page's address stands; by default the `Link` header with `rel=next`. @see https://www.rfc-editor.org/rfc/rfc8288 */
  readonly next?: string;
}
