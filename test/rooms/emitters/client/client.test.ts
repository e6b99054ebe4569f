import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { body, generated, inFolder } from "../generated.js";

const document = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1.0.0" },
  servers: [
    {
      url: "https://{host}",
      variables: { host: { default: "a.test", enum: ["a.test", "b.test"] } },
    },
  ],
  tags: [{ name: "Pets", description: "All about pets." }],
  security: [{ platform: [] }],
  paths: {
    "/pets/{petId}": {
      get: {
        operationId: "getPet",
        tags: ["Pets"],
        summary: "Get a pet",
        description: "Ends */ early.",
        parameters: [
          { name: "petId", in: "path", required: true, schema: { type: "integer" }, example: 7 },
          {
            name: "pin",
            in: "query",
            style: "pipeDelimited",
            explode: false,
            schema: { type: "array", items: { type: "string" }, format: "password" },
          },
        ],
        responses: {
          "200": {
            description: "ok",
            content: { "application/json": { schema: { type: "object" } } },
          },
          "404": { description: "none" },
        },
      },
    },
    "/pets": {
      post: {
        operationId: "createPet",
        tags: ["Pets"],
        requestBody: {
          required: true,
          content: { "application/json": { schema: { type: "object" }, example: { name: "Rex" } } },
        },
        responses: { "201": { description: "made" } },
      },
    },
  },
  components: {
    securitySchemes: {
      platform: {
        type: "oauth2",
        flows: {
          clientCredentials: {
            tokenUrl: "https://sso.test/token",
            scopes: {},
            "x-token-request": { encoding: "json", parameters: { audience: "https://a.test" } },
          },
        },
      },
    },
  },
};

const files = generated(document, ["types", "models", "client"]);

describe("a tag's file", () => {
  test("has types, descriptor and function of each operation, and nothing else", async () => {
    const text = body(await files, "src/client/pets.ts");
    expect(text.slice(0, text.indexOf("/** What `createPet` takes.")))
      .toBe(`/** What \`getPet\` takes. */
export type GetPetInput = Input<operations["getPet"]>;

/** What \`getPet\` resolves to. */
export type GetPetData = Data<operations["getPet"]>;

/** What \`getPet\` throws when the server answers as the document says it may. */
export type GetPetError = ErrorOf<operations["getPet"], "getPet">;

const getPetOperation: OperationDescriptor = {
  name: "getPet",
  method: "get",
  path: "/pets/{petId}",
  parameters: [
    { in: "query", key: "pin", style: "pipeDelimited", secret: true, write: writePairs },
  ],
  responses: { "200": { "application/json": "json" }, "404": {} },
  security: [{ platform: [] }],
  showAddress,
};

/**
 * Get a pet.
 *
 * Ends *\\/ early.
 *
 * \`GET /pets/{petId}\`
 *
 * @throws {ApiError} 404; narrow it by \`isErrorOf("getPet", error)\`.
 * @example
 * await client.pets.get({ path: { petId: 7 } });
 */
export function getPet(
  transport: Carrier,
  input: GetPetInput,
  options?: CallOptions,
): ApiCall<GetPetData> {
  return transport.call(getPetOperation, input, options);
}

`);
  });
  test("imports only what it mentions", async () => {
    const imports = ((await files).get("src/client/pets.ts") ?? "").match(/from ".*"/g);
    expect(imports).toEqual([
      'from "../runtime/call.js"',
      'from "../runtime/carrier.js"',
      'from "../runtime/descriptor.js"',
      'from "../runtime/inference.js"',
      'from "../runtime/json-body.js"',
      'from "../runtime/parameter-writers.js"',
      'from "../runtime/shown-address.js"',
      'from "../transport.js"',
      'from "../types.js"',
    ]);
  });
});

test("an operation called as something of the runtime stands beside it under another name", async () => {
  const answer = {
    description: "ok",
    headers: { "X-Ids": { schema: { type: "array", items: { type: "integer" } } } },
    content: { "application/jsonl": { schema: { type: "object" } } },
  };
  const content = {
    "application/json": { schema: { type: "object" } },
    "multipart/form-data": { schema: { type: "object" } },
  };
  const parameters = [{ name: "ids", in: "query", explode: false, schema: { type: "array" } }];
  const names = [
    "encodeBody",
    "openItems",
    "readHeaders",
    "readList",
    "writeMultipart",
    "writePairs",
  ];
  const paths = names.map((operationId) => [
    `/${operationId}`,
    { post: { operationId, parameters, requestBody: { content }, responses: { "200": answer } } },
  ]);
  const info = { title: "Pets", version: "1.0.0" };
  const made = await generated({ openapi: "3.1.0", info, paths: Object.fromEntries(paths) }, [
    "types",
    "client",
  ]);
  const group =
    [...made].find(([path]) => /^src\/client\/(?!index|security)/.test(path))?.[1] ?? "";
  for (const name of names) {
    expect(group).toMatch(new RegExp(`import \\{[^}]*\\b${name}\\b`));
    expect(group).not.toContain(`function ${name}(`);
  }
});

test("the client groups by tag", async () => {
  expect(body(await files, "src/client/index.ts")).toContain(`  return {
    pets: {
      get: (input, options) => getPet(transport, input, options),
      create: (input, options) => createPet(transport, input, options),
    },
    transport,
  };`);
});

test("security tells credentials by scheme, and the token request", async () => {
  const text = body(await files, "src/client/security.ts");
  expect(text).toContain("readonly platform?: ClientCredentials | TokenCredential;");
  expect(text).toContain(`      tokenUrl: "https://sso.test/token",
      parameters: { audience: "https://a.test" },`);
});

/** A program on a package in that folder, bundled. */
async function bundled(folder: string, ...program: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program.join("\n"), resolveDir: folder },
    absWorkingDir: folder,
    nodePaths: [join(process.cwd(), "node_modules")],
    bundle: true,
    minify: true,
    format: "esm",
    treeShaking: true,
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

test("one operation costs no more than it needs, however many there are", async () => {
  const text = await inFolder(await files, (folder) =>
    bundled(
      folder,
      'import { createPet, createTransport } from "./src/index.ts";',
      "globalThis.x = createPet(createTransport(), { body: {} });",
    ),
  );
  expect(text).toContain("createPet");
  expect(text).not.toContain("getPet");
  // Transport, styles, security, tokens, hooks, errors, sequences of items and openapi-fetch together.
  expect(gzipSync(text).length).toBeLessThan(12_800);
});

test.each([
  ["a GET", "listPipelineRunReports", "", 5_850],
  ["a POST", "createFeed", "", 5_950],
  ["a GET past openapi-fetch's middleware", "listPipelineRunReports", "passing(m)", 6_000],
] as const)(
  "on the transport of ./core %s costs half of that, credentials and retries included",
  async (_, name, middleware, limit) => {
    const text = await bundled(
      join(process.cwd(), "generated"),
      `import { ${name} } from "./src/index.ts";`,
      'import { createCore, passing, retries } from "./src/core.ts";',
      "const { auth, input, m } = globalThis;",
      `const transport = createCore({ auth, retry: retries(), middleware: ${middleware || "undefined"} });`,
      `globalThis.x = ${name}(transport, input);`,
    );
    expect(text).toContain(name);
    expect(text).toContain("client_credentials");
    expect(text).not.toContain("getPipelineReport");
    expect(text.includes("onRequest")).toBe(middleware !== "");
    expect(gzipSync(text).length).toBeLessThan(limit);
  },
);
