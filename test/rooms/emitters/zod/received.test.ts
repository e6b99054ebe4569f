import { expect, test } from "vitest";
import { importModules } from "../../../../scripts/corpus/modules.js";
import { generated, inFolder } from "../generated.js";

const content = (schema: object) => ({ content: { "application/json": { schema } } });
const ok = { "204": { description: "ok" } };
const Photo = {
  type: "object",
  required: ["id", "state", "pin"],
  properties: {
    id: { type: "string", readOnly: true },
    state: { enum: ["new", "done"] },
    pin: { type: "string", writeOnly: true },
  },
};
const shared = {
  "{$request.body#/url}": {
    post: { requestBody: content({ type: "array", items: { type: "integer" } }), responses: ok },
  },
};
const subscribe = (operationId: string) => ({
  operationId,
  responses: ok,
  callbacks: { each: { $ref: "#/components/callbacks/Each" } },
});
const document = {
  openapi: "3.1.0",
  info: { title: "Photos", version: "1.0.0" },
  paths: { "/subscriptions": { post: subscribe("subscribe"), put: subscribe("renew") } },
  webhooks: {
    "photo.added": {
      post: {
        operationId: "photoAdded",
        parameters: [
          { name: "X-Signature", in: "header", required: true, schema: { type: "string" } },
        ],
        requestBody: content({ $ref: "#/components/schemas/Photo" }),
        responses: { "200": { description: "ok", ...content({ type: "boolean" }) } },
      },
    },
  },
  components: { schemas: { Photo }, callbacks: { Each: shared } },
};

interface Schema {
  safeParse(value: unknown): { success: boolean };
}
type Received = Record<
  string,
  { body: Record<string, Schema>; responses: Record<string, Record<string, Schema>> }
>;

const files = await generated(document, ["types", "zod", "package"], { name: "photos" });
const program = /## Receiving webhooks\n\n```ts\n([^]*?)```/.exec(
  files.get("README.md") ?? "",
)?.[1];
files.set("src/receiving.ts", (program ?? "").replace("photos/schemas", "./schemas/index.js"));
const modules = await inFolder(files, async (folder) => {
  const { outcome, modules: imported } = await importModules(folder);
  expect(outcome.faults).toEqual([]);
  return imported;
});

test("a webhook's validators read what the server sends, and what it is answered", () => {
  const { webhooks } = modules.get("schemas/index.ts") as { webhooks: Received };
  expect(Object.keys(webhooks)).toEqual(["photoAdded"]);
  const body = webhooks.photoAdded?.body["application/json"];
  const verdict = (value: unknown) => body?.safeParse(value).success;
  // Received as answers are: what is only sent is no part of it, and enumerations are open.
  expect(verdict({ id: "1", state: "archived" })).toBe(true);
  expect(verdict({ state: "new", pin: "1" })).toBe(false);
  expect(webhooks.photoAdded?.responses["200"]?.["application/json"]?.safeParse(1).success).toBe(
    false,
  );
});

test("a callback that two operations share is one", () => {
  const { callbacks } = modules.get("schemas/index.ts") as { callbacks: Received };
  expect(Object.keys(callbacks)).toEqual(["postEachRequestBodyUrl"]);
  const body = callbacks.postEachRequestBodyUrl?.body["application/json"];
  expect([body?.safeParse([1]).success, body?.safeParse(["1"]).success]).toEqual([true, false]);
  expect(files.get("src/types.ts")).toContain("postEachRequestBodyUrl: {");
});

test("the package's README receives one", () => {
  const { onPhotoAdded } = modules.get("receiving.ts") as { onPhotoAdded(body: unknown): unknown };
  expect(onPhotoAdded({ id: "1", state: "new" })).toEqual({ id: "1", state: "new" });
  expect(() => onPhotoAdded({ state: "new" })).toThrow(/must have "id"/);
});
