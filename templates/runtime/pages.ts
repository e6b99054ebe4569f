import type { Answer, ApiCall } from "./call.js";
import { UnexpectedResponseError } from "./errors.js";
import type { OperationInput } from "./descriptor.js";
import { canonicalText } from "./json-value.js";
import { at } from "./pointer.js";

/** How a list is read page by page. */
export interface PagesDescriptor {
  /** The operation's function. */
  readonly operation: string;
  readonly style: "page";
  /** Wire names of query parameters. */
  readonly pageParameter: string;
  readonly sizeParameter?: string;
  /** Number of the first page. */
  readonly firstPage: number;
  /** RFC 6901 pointers into the body. */
  readonly items: string;
  readonly totalPages?: string;
}

/** Items of a list, fetched page by page while they are asked for. */
export interface Pages<Item, Page> extends AsyncIterable<Item> {
  /** Whole answers instead of items. */
  pages(): AsyncIterable<Page>;
}

/**
 * Reads a list from the page the input names, or the first, to the last: the one `totalPages`
 * tells, or one without items, or one that is not full.
 *
 * @throws UnexpectedResponseError when a page repeats the one before it, which would never end.
 */
export function iterate<Item, Page, Input extends OperationInput>(
  descriptor: PagesDescriptor,
  input: Input | undefined,
  call: (input: Input) => ApiCall<Page>,
): Pages<Item, Page> {
  const pages = () => turn(descriptor, input ?? {}, (asked) => call(asked as Input));
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* itemsOf(descriptor, page) as Item[];
    },
  };
}

async function* turn<Page>(
  descriptor: PagesDescriptor,
  input: OperationInput,
  call: (input: OperationInput) => ApiCall<Page>,
): AsyncGenerator<Page, void, undefined> {
  const query: Record<string, unknown> = { ...input.query };
  let number = Number(query[descriptor.pageParameter] ?? descriptor.firstPage);
  let before: string | undefined;
  for (;;) {
    const answer = await call({
      ...input,
      query: { ...query, [descriptor.pageParameter]: number },
    }).withResponse();
    const items = itemsOf(descriptor, answer.data);
    const content = canonicalText(items);
    if (items.length > 0 && content === before) throw repeated(descriptor, number, answer);
    before = content;
    yield answer.data;
    if (isLast(descriptor, query, number, items.length, answer.data)) return;
    number += 1;
  }
}

function isLast(
  descriptor: PagesDescriptor,
  query: Record<string, unknown>,
  number: number,
  count: number,
  page: unknown,
): boolean {
  if (count === 0) return true;
  const total = descriptor.totalPages === undefined ? undefined : at(page, descriptor.totalPages);
  if (typeof total === "number") return number - descriptor.firstPage + 1 >= total;
  const size = descriptor.sizeParameter === undefined ? undefined : query[descriptor.sizeParameter];
  return typeof size === "number" && count < size;
}

function itemsOf({ items }: PagesDescriptor, page: unknown): unknown[] {
  const found = at(page, items);
  return Array.isArray(found) ? found : [];
}

function repeated({ operation }: PagesDescriptor, number: number, { response }: Answer<unknown>) {
  const call = { operation, method: "GET", url: response.url };
  return new UnexpectedResponseError(call, `page ${String(number)} repeats the one before it`, {
    response,
  });
}
