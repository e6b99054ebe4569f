import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile, documentOf, generated, inFolder } from "../generated.js";

const header = (schema: object, more: object = {}) => ({ schema, ...more });

const document = documentOf(
  { Count: { type: "integer" } },
  {
    "/pets": {
      get: {
        operationId: "listPets",
        tags: ["pets"],
        responses: {
          "200": {
            description: "ok",
            headers: {
              "X-Count": header({ $ref: "#/components/schemas/Count" }, { required: true }),
              "X-Last": header({ type: "boolean" }),
              "X-Kind": header({ enum: ["cat", "dog"] }),
              "X-Ids": header({ type: "array", items: { type: "integer" } }),
              "X-Box": header(
                { type: "object", properties: { w: { type: "number" }, unit: { type: "string" } } },
                { explode: true },
              ),
              "Set-Cookie": header({ type: "array", items: { type: "string" } }),
              "X-Json": { content: { "application/json": { schema: { type: "object" } } } },
            },
          },
          "202": { description: "later", headers: { "X-Count": header({ type: "string" }) } },
          "404": { description: "none", headers: { "X-Why": header({ type: "string" }) } },
        },
      },
      head: {
        operationId: "headPets",
        tags: ["pets"],
        responses: { "200": { description: "ok" } },
      },
    },
  },
);

const files = generated(document, ["types", "models", "client"]);

describe("headers that the document describes", () => {
  test("are read by their schemas; what cannot be is left to the response", async () => {
    await inFolder(await files, async (folder) => {
      const load = (await import(join(folder, "src/index.ts"))) as {
        createClient: (options: object) => {
          pets: { list: () => { withResponse: () => Promise<{ headers: object }> } };
        };
      };
      const answered = async (headers: [string, string][], status = 200) => {
        const { pets } = load.createClient({
          baseUrl: "https://api.test",
          fetch: () => Promise.resolve(new Response(null, { status, headers })),
        });
        return (await pets.list().withResponse()).headers;
      };
      expect(
        await answered([
          ["x-count", "12"],
          ["x-last", "true"],
          ["x-kind", "cat"],
          ["x-ids", "1, 2,3"],
          ["x-box", "w=1.5,unit=m,__proto__=a"],
          ["set-cookie", "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT"],
          ["set-cookie", "b=2"],
          ["x-json", "{}"],
          ["x-other", "1"],
        ]),
      ).toEqual({
        "X-Count": 12,
        "X-Last": true,
        "X-Kind": "cat",
        "X-Ids": [1, 2, 3],
        "X-Box": Object.fromEntries([
          ["w", 1.5],
          ["unit", "m"],
          ["__proto__", "a"],
        ]),
        "Set-Cookie": ["a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "b=2"],
      });
      expect(
        await answered([
          ["x-count", "many"],
          ["x-last", "yes"],
          ["x-ids", "1,two"],
          ["x-box", "w=wide"],
        ]),
      ).toEqual({});
      expect(await answered([["x-count", "12"]], 202)).toEqual({ "X-Count": "12" });
    });
  });

  const usage = `
import { createClient, type ListPetsHeaders } from "./index.js";
const { pets } = createClient();
export async function read(): Promise<ListPetsHeaders> {
  const { headers } = await pets.list().withResponse();
  const count: string | number | undefined = headers["X-Count"];
  const last: boolean | undefined = headers["X-Last"];
  const kind: string | undefined = headers["X-Kind"];
  const ids: number[] | undefined = headers["X-Ids"];
  const unit: string | undefined = headers["X-Box"]?.unit;
  // @ts-expect-error it may be missing
  const surely: string | number = headers["X-Count"];
  // @ts-expect-error of an error, not of a success
  headers["X-Why"];
  // @ts-expect-error it has a media type of its own
  headers["X-Json"];
  const { headers: none } = await pets.headPets().withResponse();
  // @ts-expect-error nothing is described
  none["X-Count"];
  return { ...headers, ...(surely === count && last && kind && ids && unit ? {} : {}) };
}
`;
  test("have their types", async () => {
    await inFolder(await files, async (folder) => {
      await writeFile(join(folder, "src/usage.ts"), usage);
      expect(await compile(folder, "typescript-7")).toEqual([]);
    });
  });
});
