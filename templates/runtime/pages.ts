import type { Answer, ApiCall } from "./call.js";
import type { OperationInput } from "./descriptor.js";
import { UnexpectedResponseError } from "./errors.js";
import { at } from "./pointer.js";

/** Items of a list, fetched page by page while they are asked for. */
export interface Pages<Item, Page> extends AsyncIterable<Item> {
  /** Whole answers instead of items. */
  pages(): AsyncIterable<Page>;
}

/** What all ways of paging are told. */
export interface PagesDescriptor {
  /** Where the items of a page stand, an RFC 6901 pointer; empty: the body is the list. */
  readonly items: string;
}

/** Where a request says which page it wants: a query parameter, or a place in the body, an RFC 6901 pointer. */
export type RequestPlace = { readonly query: string } | { readonly body: string };

/** Asks for a page. */
type Ask<Page> = () => ApiCall<Page>;

/** What asks for the page behind an answer; undefined behind the last one. Throws where the list would never end. */
export type Next<Page> = (answer: Answer<Page>, items: readonly unknown[]) => Ask<Page> | undefined;

/** Reads a list from the page that `first` asks for. `next` is opened anew whenever reading begins. */
export function pagesOf<Item, Page>(
  { items }: PagesDescriptor,
  first: Ask<Page>,
  next: () => Next<Page>,
): Pages<Item, Page> {
  async function* pages(): AsyncGenerator<Page, void, undefined> {
    const behind = next();
    for (let ask: Ask<Page> | undefined = first; ask !== undefined;) {
      const answer: Answer<Page> = await ask().answer;
      // Before the page is given away: one that repeats another must not be read twice.
      ask = behind(answer, listAt(answer.data, items));
      yield answer.data;
    }
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* listAt(page, items) as readonly Item[];
    },
  };
}

function listAt(page: unknown, pointer: string): readonly unknown[] {
  const found = at(page, pointer);
  return Array.isArray(found) ? found : [];
}

/** The value a request has at a place. */
export function valueAt(input: OperationInput, place: RequestPlace): unknown {
  if ("body" in place) return at(input.body, place.body);
  return (input.query as Record<string, unknown> | undefined)?.[place.query];
}

/** The request with another value at a place; the given one stays as it is. */
export function withValue<Input extends OperationInput>(
  input: Input,
  place: RequestPlace,
  value: unknown,
): Input {
  if ("query" in place) return { ...input, query: { ...input.query, [place.query]: value } };
  return { ...input, body: replaced(input.body, place.body.split("/").slice(1), value) };
}

function replaced(whole: unknown, [token, ...rest]: readonly string[], value: unknown): unknown {
  if (token === undefined) return value;
  const key = token.replace(/~1/g, "/").replace(/~0/g, "~");
  const members = typeof whole === "object" && whole !== null ? whole : {};
  const below = Object.hasOwn(members, key) ? (members as Record<string, unknown>)[key] : undefined;
  return { ...members, [key]: replaced(below, rest, value) };
}

/** True where an answer says itself that there is another page, false where it says there is none. */
export function hasMore(page: unknown, pointer: string | undefined): boolean | undefined {
  const told = pointer === undefined ? undefined : at(page, pointer);
  return typeof told === "boolean" ? told : undefined;
}

/** What ends a list that would never end, or go elsewhere. */
export function stopped({ call, response }: Answer<unknown>, reason: string): Error {
  return new UnexpectedResponseError(call, reason, { response });
}
