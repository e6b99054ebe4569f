import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { body, compile, compilers, generated, inFolder, schemaText } from "../generated.js";

const object = (properties: object, required = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answers = (content: object) => ({ "200": { description: "ok", content } });
const text = { type: "string" };

const document = {
  openapi: "3.2.0",
  info: { title: "Streams", version: "1.0.0" },
  paths: {
    "/chat": {
      post: {
        operationId: "createChat",
        requestBody: {
          required: true,
          content: { "application/json": { schema: object({ prompt: text }) } },
        },
        responses: {
          ...answers({
            "application/json": { schema: ref("Chat") },
            "text/event-stream": { itemSchema: ref("Delta") },
          }),
          default: {
            description: "error",
            content: { "application/problem+json": { schema: object({ title: text }) } },
          },
        },
      },
    },
    "/changes": {
      get: {
        operationId: "watchChanges",
        responses: answers({ "text/event-stream": { itemSchema: ref("Change") } }),
      },
    },
    "/log": {
      get: {
        operationId: "readLog",
        responses: answers({
          "application/x-ndjson": { schema: { type: "array", items: ref("Delta") } },
        }),
      },
      post: {
        operationId: "writeLog",
        requestBody: {
          required: true,
          content: { "application/jsonl": { itemSchema: ref("Delta") } },
        },
        responses: { "204": { description: "done" } },
      },
    },
    "/picture": {
      get: {
        operationId: "getPicture",
        responses: answers({ "image/*": {}, "text/csv": { schema: text } }),
      },
    },
  },
  components: {
    schemas: {
      Chat: object({ text }),
      Delta: object({ piece: { type: "string", minLength: 1 } }),
      Change: {
        ...object({ event: text, data: text, id: text }, ["event", "data"]),
        oneOf: [
          object({ event: { const: "note" } }),
          object({
            event: { const: "added" },
            data: {
              type: "string",
              contentMediaType: "application/json",
              contentSchema: ref("Chat"),
            },
          }),
        ],
      },
    },
  },
};

const files = generated(document, ["types", "models", "zod", "client"]);

describe("an operation that answers by a stream", () => {
  test("says how its items are read, and brings the reader", async () => {
    const text = body(await files, "src/client/other.ts");
    expect(text.replaceAll(/\s+/g, " ")).toMatch(
      /"text\/event-stream": { item: "event", data: "json", except: { note: "text" },? },?/,
    );
    expect(text.match(/\bopenItems,?\s*\}/g)).toHaveLength(3);
    expect(text).toContain(`"200": { "application/x-ndjson": "lines" }`);
  });

  test("lets choose between media types, and only then", async () => {
    const text = body(await files, "src/client/other.ts");
    expect(text).toContain(`export function createChat<Type extends CreateChatAccept = never>(
  transport: Carrier,
  input: CreateChatInput,
  options?: AcceptOptions<Type>,
): ApiCall<Data<operations["createChat"], Type>> {`);
    expect(text).not.toContain("ReadLogAccept");
  });

  test("has validators of one item", async () => {
    const text = schemaText(await files, "src/schemas/operations/read-log.ts");
    expect(text).toContain("export const ReadLogResponse200Schema = DeltaSchema;");
  });
});

const consumer = `
import { createClient, type EventStream, type ItemStream } from "./index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function expectType<Wanted>() {
  return <Given>(_given: Given, ..._same: Equal<Given, Wanted> extends true ? [] : [never]) => undefined;
}

const client = createClient();
type Delta = { piece: string };

export async function consume() {
  const chat = await client.other.createChat({ body: { prompt: "a" } });
  expectType<{ text: string }>()(chat);
  const plain = await client.other.createChat({ body: { prompt: "a" } }, { timeout: 1 });
  expectType<{ text: string }>()(plain);
  const json = await client.other.createChat({ body: { prompt: "a" } }, { accept: "application/json" });
  expectType<{ text: string }>()(json);
  const deltas = await client.other.createChat({ body: { prompt: "a" } }, { accept: "text/event-stream" });
  expectType<EventStream<Delta>>()(deltas);
  for await (const { piece } of deltas) expectType<string>()(piece);
  // @ts-expect-error: what is not offered cannot be asked for
  await client.other.createChat({ body: { prompt: "a" } }, { accept: "text/csv" });
  // @ts-expect-error: nothing to choose from
  await client.other.readLog({}, { accept: "application/x-ndjson" });

  for await (const change of await client.other.watchChanges()) {
    if (change.event === "added") expectType<string>()(change.data.text);
    else expectType<string>()(change.data);
  }
  expectType<ItemStream<Delta>>()(await client.other.readLog());
  await client.other.writeLog({ body: [{ piece: "a" }] });
  await client.other.writeLog({ body: (async function* () { yield { piece: "a" }; })() });
  await client.other.writeLog({ body: "{}\\n" });
  // @ts-expect-error: items of another kind
  await client.other.writeLog({ body: [{ piece: 1 }] });

  expectType<Blob | string>()(await client.other.getPicture());
  expectType<Blob>()(await client.other.getPicture({}, { accept: "image/png" }));
  expectType<string>()(await client.other.getPicture({}, { accept: "text/csv" }));
}
`;

test.each(compilers)("its types say so, %s", async (compiler) => {
  const found = await inFolder(await files, async (folder) => {
    await writeFile(join(folder, "src/consumer.ts"), consumer);
    return compile(folder, compiler);
  });
  expect(found).toEqual([]);
});
