import { describe, expect, test } from "vitest";
import type { OperationDescriptor, OperationInput } from "../../templates/runtime/descriptor.js";
import { UnexpectedResponseError } from "../../templates/runtime/errors.js";
import { iterate, type PagesDescriptor } from "../../templates/runtime/pages.js";
import { openTransport } from "../../templates/runtime/transport.js";
import { fakeServer, json } from "./fake-server.js";

interface Page {
  readonly items: readonly number[];
  readonly total?: number;
}
const listRuns: OperationDescriptor = {
  name: "listRuns",
  method: "get",
  path: "/runs",
  responses: { "200": { "application/json": "json" } },
};
const descriptor: PagesDescriptor = {
  operation: "listRuns",
  style: "page",
  pageParameter: "page",
  sizeParameter: "size",
  firstPage: 1,
  items: "/items",
  totalPages: "/total",
};

function runs(
  pages: readonly Page[],
  input: OperationInput = {},
  change: Partial<PagesDescriptor> = {},
) {
  const server = fakeServer(({ url }) => {
    const page = Number(new URL(url).searchParams.get("page"));
    return json(pages[page - (change.firstPage ?? 1)] ?? { items: [] });
  });
  const transport = openTransport(
    { servers: [{ url: "https://api.example.test" }], security: {} },
    { fetch: server.fetch },
  );
  const list = iterate<number, Page, OperationInput>({ ...descriptor, ...change }, input, (asked) =>
    transport.call<Page>(listRuns, asked),
  );
  return { list, asked: () => server.seen.map(({ url }) => new URL(url).search) };
}

async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

describe("an iterator", () => {
  test("reads to the last page that totalPages tells", async () => {
    const { list, asked } = runs([
      { items: [1, 2], total: 2 },
      { items: [3], total: 2 },
    ]);
    expect(await all(list)).toEqual([1, 2, 3]);
    expect(asked()).toEqual(["?page=1", "?page=2"]);
  });
  test("without a total, to the page that is not full, or is empty", async () => {
    const full = runs([{ items: [1, 2] }, { items: [3] }], { query: { size: 2 } });
    expect(await all(full.list)).toEqual([1, 2, 3]);
    expect(full.asked()).toEqual(["?size=2&page=1", "?size=2&page=2"]);
    const open = runs([{ items: [1, 2] }, { items: [3] }]);
    expect(await all(open.list)).toEqual([1, 2, 3]);
    expect(open.asked()).toHaveLength(3);
  });
  test("starts where the input says, and where pages count from 0", async () => {
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
  test("asks for no page before its turn", async () => {
    const { list, asked } = runs([{ items: [1, 2], total: 9 }]);
    const items = list[Symbol.asyncIterator]();
    expect(await items.next()).toEqual({ done: false, value: 1 });
    expect(await items.next()).toEqual({ done: false, value: 2 });
    expect(asked()).toEqual(["?page=1"]);
  });
  test("gives whole pages", async () => {
    const pages = [
      { items: [1], total: 2 },
      { items: [2], total: 2 },
    ];
    expect(await all(runs(pages).list.pages())).toEqual(pages);
  });
  test("a server that ignores the page is found out", async () => {
    const page = { items: [1, 2], total: 50 };
    const { list, asked } = runs([page, page, page]);
    const seen: number[] = [];
    const error = await (async () => {
      for await (const item of list) seen.push(item);
    })().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(String(error)).toContain("page 2 repeats the one before it");
    expect(seen).toEqual([1, 2]);
    expect(asked()).toHaveLength(2);
  });
  test("a body that is the list itself", async () => {
    const server = fakeServer(({ url }) => json(url.endsWith("=1") ? [1] : []));
    const transport = openTransport(
      { servers: [{ url: "https://api.example.test" }], security: {} },
      { fetch: server.fetch },
    );
    const list = iterate<number, number[], OperationInput>(
      { ...descriptor, items: "" },
      undefined,
      (asked) => transport.call<number[]>(listRuns, asked),
    );
    expect(await all(list)).toEqual([1]);
  });
});
