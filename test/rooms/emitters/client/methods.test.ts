import { expect, test } from "vitest";
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
