import { expect, test } from "vitest";
import { readModel } from "../../../../generator/index.js";
import { generated } from "../generated.js";

const act = (operationId: string) => ({ operationId, responses: { "204": { description: "" } } });

test("methods with small letters are sent as they are spelt, and shown so", async () => {
  const files = await generated(
    {
      openapi: "3.2.0",
      info: { title: "Files", version: "1" },
      servers: [{ url: "https://a.test" }],
      paths: {
        "/a": {
          get: act("read"),
          additionalOperations: { copy: act("lower"), COPY: act("upper"), Copy: act("mixed") },
        },
      },
    },
    ["types", "models", "client", "docs"],
  );
  const client = files.get("src/client/other.ts") ?? "";
  expect(
    [...client.matchAll(/method: "(\w+)",\s+path: "[^"]+"(,\s+sentAs)?/g)].map(
      ([, method, exact]) => [method, exact !== undefined],
    ),
  ).toEqual([
    ["get", false],
    ["copy", true],
    ["COPY", false],
    ["Copy", true],
  ]);
  const pages = ["lower", "upper", "mixed"].map((name) => files.get(`docs/operations/${name}.md`));
  expect(pages.map((page) => /--request (\w+)/.exec(page ?? "")?.[1])).toEqual([
    "copy",
    "COPY",
    "Copy",
  ]);
  expect(files.get("src/types.ts")).toMatch(/copy: operations\["lower"\];\s+COPY: /);
});

test("TRACE, which no fetch sends, is named and documented, and nothing calls it", async () => {
  const links = { back: { operationId: "trace" } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Files", version: "1" },
    servers: [{ url: "https://a.test" }],
    paths: {
      "/a": {
        trace: { ...act("trace"), tags: ["files"], summary: "What arrived" },
        get: {
          operationId: "read",
          tags: ["files"],
          responses: { "204": { description: "", links } },
        },
      },
    },
  };
  const load = async () => ({ kind: "text", text: JSON.stringify(document) }) as const;
  const { diagnostics } = await readModel({ input: "openapi.json" }, { load, templates: {} });
  expect(
    diagnostics
      .filter(({ severity }) => severity !== "info")
      .map(({ code, severity, location }) => [code, severity, location?.pointer]),
  ).toEqual([
    ["link/operation", "warning", "#/paths/~1a/get/responses/204/links/back/operationId"],
    ["operation/unsent", "warning", "#/paths/~1a/trace"],
  ]);
  const narrowed = await readModel(
    { input: "openapi.json", includePaths: ["/b"] },
    {
      load: async () => ({
        kind: "text",
        text: JSON.stringify({
          ...document,
          paths: {
            ...document.paths,
            "/b": { get: { ...document.paths["/a"].get, operationId: "other", tags: [] } },
          },
        }),
      }),
      templates: {},
    },
  );
  // What filters take away is no fault of the links to it.
  expect(narrowed.diagnostics.map(({ code }) => code)).toEqual([]);
  const files = await generated(document, [
    ...(["types", "models", "zod", "client", "package", "docs", "postman", "contract"] as const),
  ]);
  const mentions = [...files].filter(([, text]) => /\btrace\b|\bTRACE\b/.test(text));
  expect(
    mentions.map(([path]) => path).filter((path) => !/^src\/runtime|\.json$/.test(path)),
  ).toEqual([
    "docs/index.md",
    "docs/operations/read.md",
    "docs/operations/trace.md",
    "src/types.ts",
  ]);
  expect(files.get("docs/index.md")).toContain(
    "| [What arrived](operations/trace.md) | `TRACE` `/a` |  |",
  );
  const page = files.get("docs/operations/trace.md");
  expect(page).toContain("- Client: none, `fetch` does not send this method");
  expect(page).not.toContain("## Samples");
});
