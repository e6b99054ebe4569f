import { execFile, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startPrism, type Mock } from "../../scripts/prism.js";
import { fencesOf, ROOT, WAREHOUSE_SYNC, warehouseSync } from "./reference.js";

const run = promisify(execFile);
const GENERATED = join(ROOT, "generated/src/index.ts");
const hasCurl = spawnSync("curl", ["--version"]).status === 0;

interface Sample {
  readonly name: string;
  readonly text: string;
}

let folder: string;
let mock: Mock;
let typescript: Sample[];
let curl: Sample[];
let clientModule: string;

beforeAll(async () => {
  const { pages } = await warehouseSync();
  const samples = (language: string): Sample[] =>
    [...pages]
      .filter(([path]) => path.startsWith("operations/"))
      .flatMap(([path, page]) =>
        fencesOf(page, language).map((text, index) => ({
          name: `${path.replace(/^operations\/|\.md$/g, "")}-${index + 1}`,
          text,
        })),
      );
  // The tutorial is one program that grows; modules with an import of their own stand apart.
  const blocks = fencesOf(pages.get("guides/tutorial.md") ?? "", "ts");
  const tutorial = [
    blocks[0],
    ...blocks.slice(1).filter((text) => !text.startsWith("import ")),
  ].join("\n");
  typescript = [...samples("ts"), { name: "tutorial", text: tutorial }];
  curl = samples("sh");
  clientModule = fencesOf(pages.get("authentication.md") ?? "", "ts")[0] ?? "";
  folder = await mkdtemp(join(tmpdir(), "docs-samples-"));
  mock = await startPrism(WAREHOUSE_SYNC);
});

afterAll(async () => {
  await mock.stop();
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, client: string): Promise<string[]> {
  const target = join(folder, name);
  await mkdir(target);
  await writeFile(join(target, "client.ts"), client);
  for (const sample of typescript) await writeFile(join(target, `${sample.name}.ts`), sample.text);
  return typescript.map((sample) => join(target, `${sample.name}.ts`));
}

describe("TypeScript samples", () => {
  it("compile, and so does the client module they import", { timeout: 120_000 }, async () => {
    expect(typescript.length).toBeGreaterThan(40);
    const files = await write("compiled", clientModule);
    const config = {
      compilerOptions: {
        target: "es2022",
        module: "esnext",
        moduleResolution: "bundler",
        lib: ["es2022", "dom", "dom.iterable"],
        types: ["node"],
        typeRoots: [join(ROOT, "node_modules/@types")],
        paths: { "warehouse-sync-client": [GENERATED] },
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: true,
        noEmit: true,
      },
      files,
    };
    const path = join(folder, "tsconfig.json");
    await writeFile(path, JSON.stringify(config));
    const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
    const findings = await run(process.execPath, [compiler, "-p", path]).then(
      () => "",
      (error: { stdout?: string }) => error.stdout ?? String(error),
    );
    expect(findings).toBe("");
  });

  it("run against the mock", { timeout: 120_000 }, async () => {
    const client = `import { createClient } from "warehouse-sync-client";
      export const client = createClient({
        baseUrl: ${JSON.stringify(mock.url)},
        auth: { platform: { token: "invented" } },
      });`;
    const files = await write("run", client);
    const outdir = join(folder, "bundled");
    await build({
      entryPoints: files,
      outdir,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      alias: { "warehouse-sync-client": GENERATED },
      logLevel: "silent",
    });
    for (const secret of [
      "PASSWORD",
      "SNOWFLAKE_PASSWORD",
      "SERVICE_ACCOUNT_KEY",
      "CLIENT_SECRET",
      "PARTNER_FEED_KEY",
    ]) {
      vi.stubEnv(secret, "invented");
    }
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const failed: string[] = [];
    for (const { name } of typescript) {
      await import(pathToFileURL(join(outdir, `${name}.mjs`)).href).catch((error: unknown) => {
        failed.push(`${name}: ${String(error)}`);
      });
    }
    const printed = log.mock.calls.length;
    log.mockRestore();
    vi.unstubAllEnvs();
    expect(failed).toEqual([]);
    expect(printed).toBeGreaterThan(30);
  });
});

describe.skipIf(!hasCurl)("curl samples", () => {
  it("run against the mock", { timeout: 120_000 }, async () => {
    expect(curl.length).toBeGreaterThan(40);
    const env = {
      ...process.env,
      API_TOKEN: "invented",
      PASSWORD: "invented",
      SERVICE_ACCOUNT_KEY: "invented",
      CLIENT_SECRET: "invented",
      PARTNER_FEED_KEY: "invented",
    };
    const failed: string[] = [];
    for (const { name, text } of curl) {
      const local = text.replace(
        /https:\/\/(?:api\.mparticle\.com|sso\.auth\.mparticle\.com)/,
        mock.url,
      );
      expect(local, name).not.toBe(text);
      const answer = await run("sh", ["-c", `${local} --silent --show-error --fail-with-body`], {
        env,
      }).then(
        () => undefined,
        (error: { stdout?: string; stderr?: string }) =>
          `${error.stdout ?? ""} ${error.stderr ?? ""}`,
      );
      if (answer !== undefined) failed.push(`${name}: ${answer}`);
    }
    expect(failed).toEqual([]);
  });
});
