import { once } from "node:events";
import { mkdtemp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readModel, sampleAnswers, type ApiModel } from "../../generator/index.js";
import { run } from "../../scripts/consumers/command.js";
import { loadFrom } from "../../scripts/disk.js";
import { generateFrom } from "../../scripts/generation.js";

const FIXTURES = "test/package/fixtures/quick-start";
const DOCUMENTS = {
  "warehouse-sync-client": "spec/openapi.yaml",
  "petstore-client": `${FIXTURES}/petstore.yaml`,
  "oracle-client": `${FIXTURES}/stream.yaml`,
  "nowhere-client": `${FIXTURES}/no-server.yaml`,
} as const;
type Name = keyof typeof DOCUMENTS;
const NAMES = Object.keys(DOCUMENTS) as Name[];

let folder: string;
const programs = new Map<Name, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "quick-start-"));
  await symlink(resolve("node_modules"), join(folder, "node_modules"), "junction");
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const name of NAMES) {
    const only = ["types", "models", "zod", "client", "package"] as const;
    const { files } = await generateFrom({ input: DOCUMENTS[name], name, only });
    for (const [path, content] of files ?? []) {
      await mkdir(dirname(join(folder, name, path)), { recursive: true });
      await writeFile(join(folder, name, path), content);
    }
    const program = /## Quick start[^]*?```ts\n([^]*?)```/.exec(files?.get("README.md") ?? "")?.[1];
    programs.set(name, program ?? "");
    await writeFile(join(folder, `${name}.ts`), program ?? "");
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("they compile, strict", { timeout: 120_000 }, async () => {
  const compilerOptions = {
    ...{ target: "es2022", module: "esnext", moduleResolution: "bundler", types: ["node"] },
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
    ...{ skipLibCheck: true, noEmit: true },
    paths: Object.fromEntries(
      NAMES.flatMap((name) => [
        [name, [`./${name}/src/index.ts`]],
        [`${name}/schemas`, [`./${name}/src/schemas/index.ts`]],
      ]),
    ),
  };
  const files = NAMES.map((name) => `${name}.ts`);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const tsc = resolve("node_modules/typescript-7/bin/tsc");
  const { output } = await run(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
    cwd: folder,
  });
  expect(output).toBe("");
});

describe.each(NAMES)("the quick start of %s", (name) => {
  test("runs as it stands, and what it asks for is what the document describes", async () => {
    const server = await serve(DOCUMENTS[name]);
    const outfile = join(folder, `${name}.mjs`);
    await build({
      entryPoints: [join(folder, `${name}.ts`)],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      alias: {
        [`${name}/schemas`]: join(folder, name, "src/schemas/index.ts"),
        [name]: join(folder, name, "src/index.ts"),
      },
      logLevel: "silent",
    });
    const ended = await run(
      process.execPath,
      ["--import", resolve("test/package/fixtures/redirected.mjs"), outfile],
      {
        cwd: folder,
        env: { API_URL: server.url, ...CREDENTIALS },
      },
    );
    server.server.close();
    expect(ended.output).toMatch(/^[{[]/);
    expect(ended.code).toBe(0);
    // Nothing but what the document has, and the token it needs for that.
    expect(server.asked).toEqual(ASKED[name]);
  });
});

const CREDENTIALS = {
  ...{ ROBOTS_CLIENT_ID: "invented", ROBOTS_CLIENT_SECRET: "invented" },
  ...{ CLIENT_ID: "invented", CLIENT_SECRET: "invented", API_KEY: "invented" },
  ...{ API_TOKEN: "invented", API_USERNAME: "invented", API_PASSWORD: "invented" },
};

const ASKED: { readonly [N in Name]: readonly string[] } = {
  "warehouse-sync-client": [
    "POST /oauth/token",
    "GET /v1/workspace/90417/partnerfeeds?accountId=7742",
  ],
  "petstore-client": ["GET /v1/pets/aaaa?since=2026-03-01T06%3A30%3A00Z"],
  "oracle-client": ["POST /answers"],
  "nowhere-client": ["POST /token", "GET /api/v2/orders/not-a-number?page=2"],
};

/** Answers any operation of a document by a sample of its success. */
async function serve(document: string) {
  const { model } = await readModel(
    { input: document },
    { load: loadFrom(document), templates: {} },
  );
  if (model === undefined) throw new Error(`${document} has no model`);
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    asked.push(`${method} ${url}`);
    const { status, type, text } = /\/token$/.test(url)
      ? {
          status: 200,
          type: "application/json",
          text: '{"access_token":"invented","expires_in":60}',
        }
      : answerOf(model, method, url.replace(/\?.*$/, ""));
    response.writeHead(status, { "content-type": type }).end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    server,
    asked,
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
  };
}

function answerOf(model: ApiModel, method: string, url: string) {
  const operation = model.operations.find(
    (one) =>
      one.method === method.toLowerCase() &&
      new RegExp(`${one.path.replace(/\{[^}]*\}/g, "[^/]+")}$`).test(url),
  );
  const response = operation?.responses.find(({ status }) => status === 200);
  const [media] = response?.content ?? [];
  const value = media?.examples[0]?.value ?? sampleAnswers(model).get(media?.pointer ?? "#");
  const text = JSON.stringify(value);
  return {
    status: operation === undefined ? 404 : 200,
    type: media?.type ?? "text/plain",
    text: media?.codec === "events" ? `data: ${text}\n\ndata: ${text}\n\n` : text,
  };
}
