import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateFrom } from "../../scripts/generation.js";
import { compilers, inFolder } from "../rooms/emitters/generated.js";

const run = promisify(execFile);
/** npm is a script on Windows, which only a shell can run. */
const npm = (args: readonly string[], cwd: string) =>
  run("npm", [...args], { cwd, shell: process.platform === "win32" });

let project: string;
let listed: readonly string[];
let server: Server;
const asked: string[] = [];

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "consumer-"));
  const { files } = await generateFrom({
    input: "spec/openapi.yaml",
    name: "warehouse-sync-client",
    only: ["types", "models", "zod", "client", "package"],
  });
  await inFolder(files ?? new Map(), async (folder) => {
    const { stdout } = await npm(["pack", "--json", "--pack-destination", project], folder);
    const [packed] = JSON.parse(stdout.slice(stdout.indexOf("[\n"))) as {
      files: { path: string }[];
    }[];
    listed = packed?.files.map(({ path }) => path) ?? [];
  });
  const tarball = (await readdir(project)).find((name) => name.endsWith(".tgz"));
  await writeFile(join(project, "package.json"), '{ "name": "consumer", "private": true }');
  await npm(
    ["install", "--prefer-offline", "--no-audit", "--no-fund", `./${String(tarball)}`],
    project,
  );
  await cp("test/package/fixtures/consumer", project, { recursive: true });
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
  await rm(project, { recursive: true, force: true });
});

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
    expect(listed).toContain(path);
  }
  expect(
    listed.filter((path) => !/^(?:dist\/|src\/|package\.json$|README\.md$)/.test(path)),
  ).toEqual([]);
});

describe("in an empty project", () => {
  for (const [kind, file] of [
    ["ESM", "walk.mjs"],
    ["CommonJS", "walk.cjs"],
  ] as const) {
    test(`it runs from ${kind}`, async () => {
      asked.length = 0;
      const { port } = server.address() as AddressInfo;
      const { stdout } = await run(process.execPath, [file, `http://127.0.0.1:${String(port)}`], {
        cwd: project,
      });
      expect(JSON.parse(stdout)).toEqual({
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

  for (const compiler of compilers) {
    for (const [module, moduleResolution, type] of [
      ["nodenext", "nodenext", "module"],
      ["nodenext", "nodenext", "commonjs"],
      ["esnext", "bundler", "module"],
    ] as const) {
      test(
        `it compiles with ${compiler}, ${moduleResolution}, ${type}, libraries checked`,
        { timeout: 120_000 },
        async () => {
          await writeFile(
            join(project, "package.json"),
            JSON.stringify({ name: "consumer", private: true, type }),
          );
          const compilerOptions = {
            target: "es2022",
            module,
            moduleResolution,
            strict: true,
            noEmit: true,
            skipLibCheck: false,
            types: [],
          };
          await writeFile(
            join(project, "tsconfig.json"),
            JSON.stringify({ compilerOptions, files: ["usage.ts"] }),
          );
          const tsc = join(process.cwd(), "node_modules", compiler, "bin", "tsc");
          const output = await run(process.execPath, [
            tsc,
            "-p",
            project,
            "--pretty",
            "false",
          ]).then(
            ({ stdout }) => stdout,
            (error: unknown) => (error as { stdout?: string }).stdout ?? String(error),
          );
          expect(output).toBe("");
        },
      );
    }
  }
});
