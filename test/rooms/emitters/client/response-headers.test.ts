import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
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
              "X-Json": {
                content: {
                  "application/json": {
                    schema: {
                      type: "object",
                      required: ["depth"],
                      properties: { depth: { type: "integer" } },
                    },
                  },
                },
              },
              "X-Odd": header({ type: ["integer", "string"] }),
            },
          },
          "202": { description: "later", headers: { "X-Count": header({ type: "string" }) } },
          "429": {
            description: "slow",
            headers: { "Retry-After": header({ type: "integer", minimum: 1 }, { required: true }) },
          },
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

const files = generated(document, ["types", "models", "client", "zod"]);

interface Issue {
  readonly in: string;
  readonly pointer: string;
  readonly message: string;
  readonly schema?: string;
}

interface Failure {
  readonly name: string;
  readonly documented?: boolean;
  readonly issues?: readonly Issue[];
  readonly cause?: Failure;
}

interface Call extends PromiseLike<unknown> {
  withResponse(): Promise<{ readonly headers: object }>;
}

interface Package {
  createClient(options: object): { readonly pets: { list(): Call } };
}

/** Calls of the generated client that are answered with the headers. */
async function caller(
  folder: string,
  options: object,
): Promise<(headers: [string, string][], status?: number, type?: string) => Call> {
  const { createClient } = (await import(join(folder, "src/index.ts"))) as Package;
  return (headers, status = 200, type = "default") =>
    createClient({
      baseUrl: "https://api.test",
      retry: false,
      ...options,
      fetch: () => {
        const response = new Response(null, { status, headers });
        return Promise.resolve(Object.defineProperty(response, "type", { value: type }));
      },
    }).pets.list();
}

describe("headers that the document describes", () => {
  test("are read by their schemas; what cannot be is left to the response", async () => {
    await inFolder(await files, async (folder) => {
      const call = await caller(folder, {});
      const answered = async (headers: [string, string][], status?: number) =>
        (await call(headers, status).withResponse()).headers;
      expect(
        await answered([
          ["x-count", "12"],
          ["x-last", "true"],
          ["x-kind", "cat"],
          ["x-ids", "1, 2,3"],
          ["x-box", "w=1.5,unit=m,__proto__=a"],
          ["set-cookie", "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT"],
          ["set-cookie", "b=2"],
          ["x-json", '{ "depth": 2 }'],
          ["x-odd", "1"],
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
        "X-Json": { depth: 2 },
      });
      expect(
        await answered([
          ["x-count", "many"],
          ["x-last", "yes"],
          ["x-ids", "1,two"],
          ["x-box", "w=wide"],
          ["x-json", "{"],
        ]),
      ).toEqual({});
      expect(await answered([["x-count", "12"]], 202)).toEqual({ "X-Count": "12" });
    });
  });

  test("are judged by validators where they are asked for", async () => {
    await inFolder(await files, async (folder) => {
      const { validators } = (await import(join(folder, "src/schemas/index.ts"))) as {
        validators: object;
      };
      const call = await caller(folder, { validation: { validators } });
      const failure = async (...given: Parameters<typeof call>): Promise<Failure> => {
        const one = call(...given);
        return one.withResponse().then(
          () => ({ name: "none" }),
          (error: unknown) => error as Failure,
        );
      };
      const told = ({ issues = [] }: Failure): string[] =>
        issues.map(({ in: place, pointer, message }) => `${place}${pointer} ${message}`);

      expect(await call([])).toBe(undefined);
      const missing = await failure([]);
      expect(missing).toMatchObject({ name: "ValidationError", target: "response", status: 200 });
      expect(told(missing)).toEqual(['header must have "X-Count"']);
      expect(missing.issues?.[0]?.schema).toBe(
        "#/paths/~1pets/get/responses/200/headers/X-Count/required",
      );
      expect(
        told(
          await failure([
            ["x-count", "many"],
            ["x-last", "yes"],
            ["x-kind", "cow"],
            ["x-ids", "1,two,3"],
            ["x-box", "w=wide,unit=m"],
            ["x-json", "{}"],
            ["x-odd", "anything"],
          ]),
        ),
      ).toEqual([
        "header/X-Count must be an integer",
        "header/X-Last must be a boolean",
        'header/X-Kind must be one of "cat", "dog"',
        "header/X-Ids/1 must be an integer",
        "header/X-Box/w must be a number",
        'header/X-Json must have "depth"',
      ]);
      const unreadable = await failure([
        ["x-count", "1"],
        ["x-json", "{"],
      ]);
      expect(told(unreadable)).toEqual(["header/X-Json must be JSON"]);
      // Of another origin, a browser shows what that says, and what every origin may see.
      expect((await failure([], 200, "cors")).name).toBe("none");
      const exposed: [string, string] = ["access-control-expose-headers", "X-Other, x-count"];
      expect(told(await failure([exposed], 200, "cors"))).toEqual(['header must have "X-Count"']);
      expect(told(await failure([["x-count", "1.5"]], 200, "cors"))).toEqual([
        "header/X-Count must be an integer",
      ]);
      // Of errors the status and the body count; what is wrong with the headers is their cause.
      const slow = await failure([["retry-after", "0"]], 429);
      expect(slow).toMatchObject({ name: "ApiError", documented: true });
      expect(told(slow.cause ?? slow)).toEqual(["header/Retry-After must be at least 1"]);
      expect((await failure([["retry-after", "1"]], 429)).cause).toBe(undefined);
    });
  });

  test("show no cookie", async () => {
    await inFolder(await files, async (folder) => {
      const call = await caller(folder, {});
      const answer = await call([["set-cookie", "session=hidden"]]).withResponse();
      expect(answer.headers).toEqual({ "Set-Cookie": ["session=hidden"] });
      expect(inspect(answer) + JSON.stringify(answer)).not.toContain("hidden");
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
  const depth: number | undefined = headers["X-Json"]?.depth;
  // @ts-expect-error its text is a number or not, the document does not say
  headers["X-Odd"];
  const { headers: none } = await pets.headPets().withResponse();
  // @ts-expect-error nothing is described
  none["X-Count"];
  return { ...headers, ...(surely === count && last && kind && ids && unit && depth ? {} : {}) };
}
`;
  test("have their types", async () => {
    await inFolder(await files, async (folder) => {
      await writeFile(join(folder, "src/usage.ts"), usage);
      expect(await compile(folder, "typescript-7")).toEqual([]);
    });
  });
});
