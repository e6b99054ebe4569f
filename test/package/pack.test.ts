import { cp, readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../scripts/consumers/command.js";
import { packAndInstall, type Parcel } from "../../scripts/consumers/parcel.js";
import { startPrism } from "../../scripts/prism.js";
import { anyTypes, writtenAnys } from "./any-types.js";
import { Editor } from "./editor.js";

const DOCUMENT = "spec/openapi.yaml";
const DAILY_USE = "test/package/fixtures/daily-use";

let parcel: Parcel;
let project: string;
let server: Server;
const asked: string[] = [];

beforeAll(async () => {
  parcel = await packAndInstall(DOCUMENT, "warehouse-sync-client");
  ({ project } = parcel);
  await cp("test/package/fixtures/consumer", project, { recursive: true });
  await cp(DAILY_USE, join(project, "daily-use"), { recursive: true });
  server = createServer((request, response) => {
    asked.push(
      `${String(request.method)} ${String(request.url)} ${request.headers.authorization ?? "-"}`,
    );
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (request.url === "/token") answer(200, { access_token: "invented-token", expires_in: 3600 });
    else if (request.url?.endsWith("/none") === true)
      answer(404, { errors: [{ message: "nothing there" }] });
    else answer(200, []);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}, 300_000);

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await parcel.remove();
});

const declarations = (): string[] =>
  parcel.packed
    .filter((path) => /^dist\/esm\/.*\.d\.ts$/.test(path))
    .map((path) => join(project, "node_modules", parcel.name, path));

test("the tarball has both builds, their declarations and the sources they lead to", () => {
  for (const path of [
    "README.md",
    "dist/esm/index.js",
    "dist/esm/index.d.ts",
    "dist/esm/index.d.ts.map",
    "dist/cjs/index.js",
    "dist/cjs/schemas/index.d.ts",
    "src/client/connections.ts",
  ]) {
    expect(parcel.packed).toContain(path);
  }
  const others = parcel.packed.filter(
    (path) => !/^(?:dist\/|src\/|package\.json$|README\.md$)/.test(path),
  );
  expect(others).toEqual([]);
});

describe("in an empty project", () => {
  for (const [kind, file] of [
    ["ESM", "walk.mjs"],
    ["CommonJS", "walk.cjs"],
  ] as const) {
    test(`it runs from ${kind}`, async () => {
      asked.length = 0;
      const { port } = server.address() as AddressInfo;
      const { output } = await run(process.execPath, [file, `http://127.0.0.1:${String(port)}`], {
        cwd: project,
      });
      expect(JSON.parse(output)).toEqual({
        list: [],
        refused: "ValidationError",
        missing: "nothing there",
      });
      expect(asked).toEqual([
        "POST /token -",
        "GET /platform/v2/workspaces/90417/connections Bearer invented-token",
        "GET /platform/v2/workspaces/90417/connections/none Bearer invented-token",
      ]);
    });
  }

  // The compilers between 5.4 and 7, and the other runtimes, are tried by `npm run consumers`.
  test.each([
    ["typescript-7", "bundler", "esnext"],
    ["typescript-7", "node16", "node16"],
    ["typescript-7", "nodenext", "nodenext"],
    ["typescript", "nodenext", "nodenext"],
  ])(
    "it compiles with %s, %s, ESM and CommonJS, libraries checked",
    { timeout: 120_000 },
    async (compiler, moduleResolution, module) => {
      const text = await readFile(join(project, "usage.ts"), "utf8");
      const files = ["usage.mts", "usage.cts"];
      for (const file of files) await writeFile(join(project, file), text);
      const compilerOptions = {
        target: "es2022",
        module,
        moduleResolution,
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        types: [],
      };
      await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
      expect(await compiled(compiler, project)).toBe("");
    },
  );
});

describe("the program of README", () => {
  test("is that of the project that uses it every day, to the byte", async () => {
    const program = await readFile(join(DAILY_USE, "sync.ts"), "utf8");
    expect(await readFile("README.md", "utf8")).toContain(`\`\`\`ts\n${program}\`\`\``);
  });

  test("compiles as that project is set up", { timeout: 120_000 }, async () => {
    await cp(resolve("node_modules/@types/node"), join(project, "node_modules/@types/node"), {
      recursive: true,
    });
    await cp(resolve("node_modules/undici-types"), join(project, "node_modules/undici-types"), {
      recursive: true,
    });
    expect(await compiled("typescript-7", join(project, "daily-use"))).toBe("");
  });

  test("runs as it stands, on the mock", { timeout: 120_000 }, async () => {
    const text = await readFile(join(DAILY_USE, "sync.ts"), "utf8");
    const { code } = await transform(text, { loader: "ts", format: "esm", target: "es2022" });
    await writeFile(join(project, "daily-use", "sync.mjs"), code);
    const mock = await startPrism(DOCUMENT);
    try {
      const redirected = resolve("test/package/fixtures/redirected.mjs");
      const ended = await run(process.execPath, ["--import", redirected, "sync.mjs"], {
        cwd: join(project, "daily-use"),
        env: { API_URL: mock.url, CLIENT_ID: "invented", CLIENT_SECRET: "invented" },
      });
      expect(ended).toEqual({
        code: 0,
        output: "success idle\n5078 queued\n5077 success\n",
      });
    } finally {
      await mock.stop();
    }
  });
});

describe("an editor", () => {
  let editor: Editor;
  beforeAll(async () => {
    const typed = `
const { id } = await client.pipelines.get({ path });
await client.feeds.list({ path, query: { accountId: 1 } });
import type { TokenRequest } from "warehouse-sync-client/models";
export const asked = (request: TokenRequest) => request.client_id;
`;
    const program = await readFile(join(DAILY_USE, "sync.ts"), "utf8");
    await writeFile(join(project, "edited.mts"), program + typed);
    editor = new Editor(join(project, "edited.mts"));
  });

  test.each([
    ["createClient", "index.ts", /^export function createClient\(/],
    ["client.pipelines.trigger", "index.ts", /^trigger\(/],
    ["waitForPipelineReport", "index.ts", /^waitForPipelineReport\(/],
  ])("goes from %s to the source that the package brings", (place, file, line) => {
    const [found] = editor.definitions(place);
    expect(found?.file).toBe(`warehouse-sync-client/src/client/${file}`);
    expect(found?.line).toMatch(line);
  });

  test("shows what an operation does, demands, and how it is called", () => {
    const { text, tags } = editor.hover("client.feeds.list");
    expect(text).toContain("List feeds.\n\nLists the feeds of a workspace");
    expect(text).toContain("- `path.workspaceId`: at least 1");
    expect(tags).toContain("@example await client.feeds.list({ path: { workspaceId: 90417 }");
  });

  test("shows what a member demands", () => {
    const { tags, text } = editor.hover("request.client_id");
    expect(text + tags).toContain("Rules: at least 1 character.");
  });
});

describe("the declarations", () => {
  test("have no any, written or worked out", { timeout: 120_000 }, () => {
    const folder = join(project, "node_modules", parcel.name);
    const entries = ["index", "models", "schemas/index"].map((name) =>
      join(folder, "dist/esm", `${name}.d.ts`),
    );
    expect(declarations().length).toBeGreaterThan(50);
    expect(writtenAnys(declarations())).toEqual([]);
    expect(anyTypes(entries, folder)).toEqual([]);
  });
});

/** What a compiler complains of; nothing when it compiles. */
async function compiled(compiler: string, folder: string): Promise<string> {
  const tsc = resolve("node_modules", compiler, "bin/tsc");
  const args = [tsc, "-p", folder, "--noEmit", "--pretty", "false"];
  return (await run(process.execPath, args, { cwd: folder })).output;
}
