import { expect, it } from "vitest";
import type { Operation } from "../../generator/index.js";
import { wireFaults } from "../../scripts/contract/wire.js";

type Parameter = Operation["parameters"][number];
const parameter = (place: Parameter["in"], key: string): Parameter => ({
  pointer: "#",
  in: place,
  key,
  required: false,
  docs: { deprecated: false, extensions: {} },
  style: place === "query" || place === "cookie" ? "form" : "simple",
  explode: true,
  allowReserved: false,
  value: { schema: "#" },
  examples: [],
});
const operation = {
  route: "/pets/{id}",
  parameters: [
    parameter("path", "id"),
    parameter("query", "tag"),
    parameter("header", "X-Trace"),
    parameter("cookie", "session"),
  ],
} as unknown as Operation;
const input = {
  path: { id: "a b" },
  query: { tag: "x" },
  header: { "X-Trace": "t" },
  cookie: { session: "s" },
};
const headers = { "X-Trace": "t", Cookie: "session=s" };

it.each([
  ["nothing", "/pets/a%20b?tag=x", headers, []],
  ["a lost query parameter", "/pets/a%20b?tags=x", headers, ["query tag is not on the wire"]],
  ["another value", "/pets/a%20b?tag=y", headers, ["query tag is y on the wire"]],
  ["another path", "/pets/b?tag=x", headers, ["path id is b on the wire"]],
  [
    "a lost header",
    "/pets/a%20b?tag=x",
    { Cookie: "session=s" },
    ["header X-Trace is not on the wire"],
  ],
  ["a lost cookie", "/pets/a%20b?tag=x", { "X-Trace": "t" }, ["cookie session is not on the wire"]],
] as const)("finds %s on the wire", (_, path, sent, faults) => {
  const request = new Request(`http://mock.example${path}`, { headers: sent });
  expect(wireFaults(operation, input, request)).toEqual(faults);
});
