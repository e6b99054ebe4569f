import { describe, expect, test } from "vitest";
import { byApiKey } from "../../templates/runtime/authorizers.js";
import type { OperationDescriptor, OperationInput } from "../../templates/runtime/descriptor.js";
import { judge } from "../../templates/runtime/judge.js";
import { linkTo } from "../../templates/runtime/link-header.js";
import { pagesByLink, type LinkedPages } from "../../templates/runtime/linked-pages.js";
import { openTransport, type CallOptions } from "../../templates/runtime/transport.js";
import type { Validator } from "../../templates/runtime/validation.js";
import { fakeServer, json } from "./fake-server.js";

const listIssues: OperationDescriptor = {
  name: "listIssues",
  method: "get",
  path: "/repos/{repo}/issues",
  parameters: [
    { in: "path", key: "repo" },
    { in: "query", key: "labels" },
    { in: "query", key: "token", secret: true },
    { in: "header", key: "X-Tenant" },
  ],
  responses: { "200": { "application/json": "json" } },
  security: [{ key: [] }],
};
const first: OperationInput = {
  path: { repo: "a/b" },
  query: { labels: ["x", "y"] },
  header: { "X-Tenant": "t" },
};
const strict: Validator = {
  safeParse: () => ({ success: false, error: { issues: [{ path: ["labels"], message: "no" }] } }),
};

/** A list whose answers link as told, one after the other. */
function linked(
  links: readonly (string | undefined)[],
  descriptor: LinkedPages = { items: "/items" },
  input: OperationInput = first,
  options: CallOptions = {},
) {
  const server = fakeServer((_, index) => {
    const link = links[index];
    if (descriptor.next !== undefined) return json({ items: [index], next: link ?? null });
    return json({ items: [index] }, 200, link === undefined ? {} : { link });
  });
  const transport = openTransport(
    {
      servers: [{ url: "https://api.example.test/v2" }],
      security: { key: { type: "apiKey", in: "header", key: "X-Key", authorize: byApiKey } },
    },
    { fetch: server.fetch, auth: { key: { key: "k" } } },
  );
  const list = pagesByLink<number, unknown>(transport, listIssues, descriptor, input, options);
  const read = async () => {
    const items: number[] = [];
    try {
      for await (const item of list) items.push(item);
      return { items, error: "" };
    } catch (error) {
      return { items, error: String(error) };
    }
  };
  return { read, seen: server.seen };
}

const HERE = "https://api.example.test/v2/repos/a%2Fb/issues";

describe("pages that link to the next one", () => {
  test("are followed by rel=next, as the server wrote it, with the credentials and headers of the call", async () => {
    const { read, seen } = linked([
      `<${HERE}?page=2&labels=x%20y>; rel="next", <${HERE}?page=9>; rel="last"`,
      `<?page=3&a=1&a=2>; rel="prev next"`,
      `<${HERE}?page=1>; rel=first`,
    ]);
    expect(await read()).toEqual({ items: [0, 1, 2], error: "" });
    expect(seen.map(({ url }) => url)).toEqual([
      `${HERE}?labels=x&labels=y`,
      `${HERE}?page=2&labels=x%20y`,
      `${HERE}?page=3&a=1&a=2`,
    ]);
    expect(seen.map(({ headers }) => [headers.get("x-key"), headers.get("x-tenant")])).toEqual(
      Array(3).fill(["k", "t"]),
    );
  });
  test("by an address in the body, which may be another path of the origin", async () => {
    const { read, seen } = linked(["/cursors/%7B1%7D?c=z", ""], { items: "/items", next: "/next" });
    expect(await read()).toEqual({ items: [0, 1], error: "" });
    expect(seen[1]?.url).toBe("https://api.example.test/cursors/%7B1%7D?c=z");
  });
  test("never to another origin, where the key would go along", async () => {
    for (const link of [
      "https://evil.example/x",
      "http://api.example.test/x",
      "//evil.example/x",
    ]) {
      const { read, seen } = linked([`<${link}>; rel=next`]);
      const { items, error } = await read();
      expect(items).toEqual([]);
      expect(error).toContain("the next page is at another origin");
      expect(error).not.toContain("evil");
      expect(seen).toHaveLength(1);
    }
  });
  test("never to a page that was read", async () => {
    const { read, seen } = linked([
      `<${HERE}?page=2>; rel=next`,
      `<${HERE}?page=3>; rel=next`,
      `<${HERE}?page=2>; rel=next`,
    ]);
    expect(await read()).toEqual({
      items: [0, 1],
      error: expect.stringContaining("the next page has been read already") as string,
    });
    expect(seen).toHaveLength(3);
  });
  test("are not judged by validators of requests, which speak of the caller's own words", async () => {
    const server = fakeServer((_, index) =>
      json({ items: [index] }, 200, index === 0 ? { link: "<?labels=%20>; rel=next" } : {}),
    );
    const transport = openTransport(
      { servers: [{ url: "https://api.example.test" }], security: {} },
      {
        fetch: server.fetch,
        validation: { validators: { listIssues: { judge, query: strict, responses: {} } } },
      },
    );
    const judged = pagesByLink(transport, listIssues, { items: "/items" }, first, {});
    await expect(judged[Symbol.asyncIterator]().next()).rejects.toThrow(/not valid/);
    const unjudged = pagesByLink(transport, listIssues, { items: "/items" }, first, {
      validation: { requests: false },
    });
    const items: unknown[] = [];
    for await (const item of unjudged) items.push(item);
    expect(items).toEqual([0, 1]);
  });
  test("show no secret of their query in an error", async () => {
    const { read } = linked([
      `<${HERE}?token=s3cret&page=2>; rel=next`,
      `<https://evil.example/>; rel=next`,
    ]);
    const { error } = await read();
    expect(error).toContain("token=[redacted]&page=2");
    expect(error).not.toContain("s3cret");
  });
});

describe("a Link header", () => {
  const to = (link: string) => linkTo("next", new Headers({ link }));
  test.each([
    ["<a>; rel=next", "a"],
    ['<a,b;c>; title="x, <y>; rel=\\"next\\""; REL="Next"', "a,b;c"],
    ['<a>;rel="prev" , <b> ; rel = "next"', "b"],
    ["<a>; rel=prev; rel=next", undefined],
    ['<a>; rel=next; anchor="#part", <b>; rel=next', "b"],
    ["<a>; rel=nextish", undefined],
    ["rel=next", undefined],
    ["<a>; rel", undefined],
    ["<>; rel=next", ""],
  ])("%s", (link, want) => {
    expect(to(link)).toBe(want);
  });
  test("that is long and broken is given up at once", () => {
    expect(to(`<a>${'; x="\\'.repeat(20_000)}`)).toBeUndefined();
    expect(to(`<a>${"; x= ".repeat(20_000)}!`)).toBeUndefined();
  });
});
