import { describe, expect, test } from "vitest";
import {
  pagesByNumber,
  pagesByOffset,
  type NumberedPages,
} from "../../templates/runtime/counted-pages.js";
import { encodeBody } from "../../templates/runtime/body.js";
import { pagesByCursor, type CursorPages } from "../../templates/runtime/cursor-pages.js";
import type { OperationDescriptor, OperationInput } from "../../templates/runtime/descriptor.js";
import { UnexpectedResponseError } from "../../templates/runtime/errors.js";
import { showAddress } from "../../templates/runtime/shown-address.js";
import { openTransport } from "../../templates/runtime/transport.js";
import { fakeServer, json, type Seen } from "./fake-server.js";

interface Page {
  readonly items: readonly number[];
  readonly total?: number;
  readonly more?: boolean;
  readonly next?: string | null;
}
const listRuns: OperationDescriptor = {
  name: "listRuns",
  method: "get",
  path: "/runs",
  parameters: [
    { in: "query", key: "size" },
    { in: "query", key: "page" },
    { in: "query", key: "pin", secret: true },
  ],
  showAddress,
  responses: { "200": { "application/json": "json" } },
};
const searchRuns: OperationDescriptor = {
  ...listRuns,
  name: "searchRuns",
  method: "post",
  body: { content: { "application/json": "json" }, encodeBody },
};
const numbered: NumberedPages = {
  items: "/items",
  page: { query: "page" },
  pageSize: { query: "size" },
  firstPage: 1,
  totalPages: "/total",
  hasMore: "/more",
};

/** Calls of a server that answers by a function of the request. */
function open(answer: (seen: Seen, index: number) => Page, operation = listRuns) {
  const server = fakeServer((seen, index) => json(answer(seen, index)));
  const transport = openTransport(
    { servers: [{ url: "https://api.example.test" }], security: {} },
    { fetch: server.fetch },
  );
  return {
    call: (input: OperationInput) => transport.call<Page>(operation, input),
    seen: server.seen,
    asked: () => server.seen.map(({ url }) => new URL(url).search),
  };
}

function runs(
  pages: readonly Page[],
  input: OperationInput = {},
  change: Partial<NumberedPages> = {},
) {
  const { call, asked } = open(({ url }) => {
    const page = Number(new URL(url).searchParams.get("page"));
    return pages[page - (change.firstPage ?? 1)] ?? { items: [] };
  });
  const list = pagesByNumber<number, Page, OperationInput>({ ...numbered, ...change }, input, call);
  return { list, asked };
}

async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** What was read, and how it ended. */
async function ended<Item>(list: AsyncIterable<Item>) {
  const items: Item[] = [];
  try {
    for await (const item of list) items.push(item);
    return { items };
  } catch (error) {
    return { items, error };
  }
}

describe("pages with numbers", () => {
  test("are read to the last that totalPages tells", async () => {
    const { list, asked } = runs([
      { items: [1, 2], total: 2 },
      { items: [3], total: 2 },
    ]);
    expect(await all(list)).toEqual([1, 2, 3]);
    expect(asked()).toEqual(["?page=1", "?page=2"]);
  });
  test("without a total, to the page that is shorter than another, or empty", async () => {
    const full = runs([{ items: [1, 2] }, { items: [3] }], { query: { size: 2 } });
    expect(await all(full.list)).toEqual([1, 2, 3]);
    expect(full.asked()).toEqual(["?size=2&page=1", "?size=2&page=2"]);
    const unsized = runs([{ items: [1, 2] }, { items: [3] }]);
    expect(await all(unsized.list)).toEqual([1, 2, 3]);
    expect(unsized.asked()).toHaveLength(3);
  });
  test("a server that gives fewer than were asked for loses none", async () => {
    const capped = runs([{ items: [1, 2] }, { items: [3, 4] }, { items: [5] }], {
      query: { size: 1000 },
    });
    expect(await all(capped.list)).toEqual([1, 2, 3, 4, 5]);
  });
  test("go on, or end, where hasMore says so", async () => {
    const { list, asked } = runs(
      [
        { items: [], more: true },
        { items: [1], more: true },
        { items: [2], more: false },
      ],
      { query: { size: 9 } },
    );
    expect(await all(list)).toEqual([1, 2]);
    expect(asked()).toHaveLength(3);
  });
  test("start where the input says, and where pages count from 0", async () => {
    const pages = [{ items: [1] }, { items: [2], total: 2 }];
    expect(await all(runs(pages, { query: { page: 2 } }).list)).toEqual([2]);
    const zero = runs(
      [
        { items: [1], total: 2 },
        { items: [2], total: 2 },
      ],
      {},
      { firstPage: 0 },
    );
    expect(await all(zero.list)).toEqual([1, 2]);
    expect(zero.asked()).toEqual(["?page=0", "?page=1"]);
  });
  test("are asked for no earlier than their turn, and anew by each reader", async () => {
    const { list, asked } = runs([{ items: [1, 2], total: 1 }]);
    const items = list[Symbol.asyncIterator]();
    expect(asked()).toEqual([]);
    expect(await items.next()).toEqual({ done: false, value: 1 });
    expect(await items.next()).toEqual({ done: false, value: 2 });
    expect(asked()).toEqual(["?page=1"]);
    expect(await all(list)).toEqual([1, 2]);
    expect(asked()).toEqual(["?page=1", "?page=1"]);
  });
  test("are given whole", async () => {
    const pages = [
      { items: [1], total: 2 },
      { items: [2], total: 2 },
    ];
    expect(await all(runs(pages).list.pages())).toEqual(pages);
  });
  test("of a server that ignores the number are found out, and not read twice", async () => {
    const page = { items: [1, 2], total: 50 };
    const { list, asked } = runs([page, page, page], { query: { pin: "1234" } });
    const { items, error } = await ended(list);
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(String(error)).toContain("the page at 2 repeats the one before it");
    expect(error).toMatchObject({
      operation: "listRuns",
      method: "GET",
      url: "https://api.example.test/runs?pin=[redacted]&page=2",
    });
    expect(items).toEqual([1, 2]);
    expect(asked()).toHaveLength(2);
  });
  test("of a body that is the list itself", async () => {
    const { call } = open(({ url }) => (url.endsWith("=1") ? [1] : []) as unknown as Page);
    const list = pagesByNumber<number, Page, OperationInput>(
      { items: "", page: { query: "page" }, firstPage: 1 },
      undefined,
      call,
    );
    expect(await all(list)).toEqual([1]);
  });
});

describe("offsets", () => {
  const offsets = { items: "/items", offset: { query: "page" }, limit: { query: "size" } };
  /** A server of the numbers from 0 to `count`, no more than `cap` at once. */
  const numbers = (count: number, cap: number, total: boolean) =>
    open(({ url }) => {
      const query = new URL(url).searchParams;
      const from = Number(query.get("page"));
      const size = Math.min(Number(query.get("size") ?? cap), cap);
      const items = Array.from({ length: count }, (_, n) => n).slice(from, from + size);
      return total ? { items, total: count } : { items };
    });
  test("rise by the items that came, to the total", async () => {
    const { call, asked } = numbers(5, 2, true);
    const list = pagesByOffset<number, Page, OperationInput>(
      { ...offsets, total: "/total" },
      { query: { size: 3 } },
      call,
    );
    expect(await all(list)).toEqual([0, 1, 2, 3, 4]);
    expect(asked()).toEqual(["?size=3&page=0", "?size=3&page=2", "?size=3&page=4"]);
  });
  test("without a total, to an empty page, from where the input says", async () => {
    const { call, asked } = numbers(4, 2, false);
    const list = pagesByOffset<number, Page, OperationInput>(offsets, { query: { page: 2 } }, call);
    expect(await all(list)).toEqual([2, 3]);
    expect(asked()).toEqual(["?page=2", "?page=4"]);
  });
  test("a server that says there is more and gives nothing ends the list", async () => {
    const { call, seen } = open(() => ({ items: [], more: true }));
    const list = pagesByOffset<number, Page, OperationInput>(
      { ...offsets, hasMore: "/more" },
      {},
      call,
    );
    expect(await all(list)).toEqual([]);
    expect(seen).toHaveLength(1);
  });
});

describe("cursors", () => {
  const cursors: CursorPages = {
    items: "/items",
    cursor: { query: "page" },
    nextCursor: "/next",
    hasMore: "/more",
  };
  const chain = (pages: Readonly<Record<string, Page>>, descriptor = cursors) => {
    const { call, asked } = open(
      ({ url }) => pages[new URL(url).searchParams.get("page") ?? ""] ?? { items: [] },
    );
    return {
      list: pagesByCursor<number, Page, OperationInput>(descriptor, undefined, call),
      asked,
    };
  };
  test("are followed until there is none, over empty pages too", async () => {
    for (const end of [null, "", undefined]) {
      const { list, asked } = chain({
        "": { items: [1], next: "a/b" },
        "a/b": { items: [], next: "c" },
        c: { items: [2], ...(end === undefined ? {} : { next: end }) },
      });
      expect(await all(list)).toEqual([1, 2]);
      expect(asked()).toEqual(["", "?page=a%2Fb", "?page=c"]);
    }
  });
  test("that come again are found out; one that an empty last page repeats is the end", async () => {
    const looping = chain({ "": { items: [1], next: "a" }, a: { items: [2], next: "a" } });
    const { items, error } = await ended(looping.list);
    expect(items).toEqual([1]);
    expect(String(error)).toContain("the cursor of the next page has come before");
    const longer = chain({
      "": { items: [1], next: "a" },
      a: { items: [2], next: "b" },
      b: { items: [3], next: "a" },
    });
    expect((await ended(longer.list)).items).toEqual([1, 2]);
    const tail = chain({ "": { items: [1], next: "a" }, a: { items: [], next: "a" } });
    expect(await all(tail.list)).toEqual([1]);
  });
  test("may be the last item's, until hasMore says so, or nothing comes", async () => {
    const byItem = { ...cursors, nextCursor: undefined, itemCursor: "" } as unknown as CursorPages;
    const told = chain(
      { "": { items: [1, 2], more: true }, 2: { items: [3], more: false } },
      byItem,
    );
    expect(await all(told.list)).toEqual([1, 2, 3]);
    expect(told.asked()).toEqual(["", "?page=2"]);
    const untold = chain({ "": { items: [1, 2] }, 2: { items: [3] } }, byItem);
    expect(await all(untold.list)).toEqual([1, 2, 3]);
    expect(untold.asked()).toEqual(["", "?page=2", "?page=3"]);
  });
  test("may stand in the body, whose other members stay", async () => {
    const { call, seen } = open(
      (_, index) => (index === 0 ? { items: [1], next: "n" } : { items: [2] }),
      searchRuns,
    );
    const input = { body: { filter: { a: 1 }, page: { size: 1 } } };
    const list = pagesByCursor<number, Page, OperationInput>(
      { ...cursors, cursor: { body: "/page/cursor" } },
      input,
      call,
    );
    expect(await all(list)).toEqual([1, 2]);
    expect(seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { filter: { a: 1 }, page: { size: 1 } },
      { filter: { a: 1 }, page: { size: 1, cursor: "n" } },
    ]);
    expect(input).toEqual({ body: { filter: { a: 1 }, page: { size: 1 } } });
  });
});
