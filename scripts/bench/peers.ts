import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "../pinned.js";
import type { BenchDocument } from "./documents.js";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
/** Ignored by git: the peers, and what everybody generated. */
export const CACHE = join(root, ".cache", "bench");

const PINNED = join(root, "scripts", "bench", "peers");
const INSTALLED = join(CACHE, "peers");

export type PeerName = "hey-api" | "kubb" | "orval" | "redocly";

/** Sources that a generator wrote into a folder, or why there are none. */
export type Output = { readonly folder: string } | { readonly reason: string };

/**
 * Generates from a document; what was generated before is taken again. `calls` says whether the
 * client's calls validate: peers decide that when they generate.
 */
export type Peers = (
  peer: PeerName,
  document: BenchDocument,
  calls?: "validated" | "plain",
) => Output;

/** A plugin that a configuration calls: the package, what it exports, and the plugin's options. */
type Plugin = readonly [module: string, name: string, options: object];

/** What each peer is told: the same for every document, validators and client like ours. */
const CONFIGURATIONS: {
  readonly [P in PeerName]: (
    document: string,
    folder: string,
    validated: boolean,
  ) => { command: string[]; file?: object; plugins?: readonly Plugin[] };
} = {
  "hey-api": (input, output, validator) => ({
    command: ["@hey-api/openapi-ts/bin/run.js", "-f"],
    file: {
      input,
      output: { path: output },
      plugins: [
        "@hey-api/typescript",
        "@hey-api/client-fetch",
        { name: "@hey-api/sdk", validator },
        "zod",
      ],
      logs: { level: "silent", file: false },
    },
  }),
  kubb: (path, output, validated) => ({
    command: ["@kubb/cli/bin/kubb.cjs", "generate", "--config"],
    file: {
      input: { path },
      output: { path: output, barrelType: "named" },
    },
    plugins: [
      ["@kubb/plugin-oas", "pluginOas", { generators: [] }],
      ["@kubb/plugin-ts", "pluginTs", {}],
      ["@kubb/plugin-zod", "pluginZod", {}],
      [
        "@kubb/plugin-client",
        "pluginClient",
        { client: "fetch", bundle: true, parser: validated ? "zod" : "client" },
      ],
    ],
  }),
  // Its client checks no answers, whatever it is told.
  redocly: (input, output) => ({
    command: [
      "@redocly/cli/bin/cli.js",
      "generate-client",
      input,
      "--output",
      join(output, "client.ts"),
    ],
  }),
  orval: (target, output, runtimeValidation) => ({
    command: ["orval/dist/bin/orval.mjs", "--config"],
    file: {
      api: {
        input: { target },
        output: {
          mode: "split",
          client: "fetch",
          target: join(output, "client.ts"),
          schemas: { path: join(output, "schemas"), type: "zod" },
          override: { fetch: { runtimeValidation } },
        },
      },
    },
  }),
};

/** Nobody to measure against, for a reason. */
export function noPeers(reason: string): Peers {
  return () => ({ reason });
}

/**
 * Installs the pinned peers where they are not yet, and says so. Where they cannot be had, offline
 * for one, every question is answered with the reason.
 */
export function findPeers(say: (line: string) => void): Peers {
  const lock = readFileSync(join(PINNED, "package-lock.json"), "utf8");
  const reason = install(PINNED, INSTALLED, () => {
    say(
      "installing the pinned peers, hey-api, kubb, orval and redocly, into .cache/bench/peers (npm ci)",
    );
  });
  if (reason !== undefined) return noPeers(`not installed: ${reason}`);
  return (peer, document, calls = "validated") =>
    outputOf(peer, document, calls === "validated", lock, say);
}

/** Where a peer that generates nothing is installed. */
export function installed(name: string): Output {
  const folder = join(INSTALLED, "node_modules", name);
  return existsSync(folder) ? { folder } : { reason: "is not installed" };
}

function outputOf(
  peer: PeerName,
  document: BenchDocument,
  validated: boolean,
  lock: string,
  say: (line: string) => void,
): Output {
  const key = createHash("sha256").update(lock).update(readFileSync(document.path));
  key.update(JSON.stringify(CONFIGURATIONS[peer]("", "", validated)));
  const base = join(CACHE, "outputs", `${document.name}-${key.digest("hex").slice(0, 12)}`);
  const [folder, mark] = [join(base, peer), join(base, `${peer}.json`)];
  if (existsSync(mark)) return JSON.parse(readFileSync(mark, "utf8")) as Output;
  say(`${peer} generates from ${document.name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const run = spawnSync(
    process.execPath,
    ["--max-old-space-size=6144", ...peerCommand(peer, document.path, folder, validated)],
    { cwd: INSTALLED, encoding: "utf8", timeout: LIMIT, env: QUIET },
  );
  const output: Output =
    run.status === 0 ? { folder } : { reason: `does not generate: ${reasonOf(run)}` };
  writeFileSync(mark, JSON.stringify(output));
  return output;
}

/** The arguments of Node that make a peer write into the folder; what it is configured by stands beside that. */
export function peerCommand(
  peer: PeerName,
  input: string,
  folder: string,
  validated = true,
): string[] {
  const { command, file, plugins = [] } = CONFIGURATIONS[peer](input, folder, validated);
  const [program = "", ...args] = command;
  const path = join(INSTALLED, "node_modules", program);
  if (file === undefined) return [path, ...args];
  const config = `${folder}.config.mjs`;
  writeFileSync(config, configuration(file, plugins));
  return [path, ...args, config];
}

/** The text of a configuration. It stands beside what is generated, where no package is found by its name. */
function configuration(file: object, plugins: readonly Plugin[]): string {
  const { resolve } = createRequire(join(INSTALLED, "package.json"));
  const imports = plugins.map(
    ([module, name]) => `import { ${name} } from ${JSON.stringify(resolve(module))};\n`,
  );
  const calls = plugins.map(([, name, options]) => `${name}(${JSON.stringify(options)})`);
  const added = calls.length === 0 ? "" : `, plugins: [${calls.join(", ")}]`;
  return `${imports.join("")}export default { ...${JSON.stringify(file, null, 2)}${added} };\n`;
}

/** No peer calls home from a benchmark. */
export const QUIET = { ...process.env, REDOCLY_TELEMETRY: "off", DO_NOT_TRACK: "1" };

/** Milliseconds after which a peer is given up. */
const LIMIT = 300_000;

function reasonOf({ signal, stdout, stderr }: ReturnType<typeof spawnSync>): string {
  if (signal !== null) return `no end after ${String(LIMIT / 1000)} s`;
  const lines = `${String(stderr)}\n${String(stdout)}`.split("\n").map((line) => line.trim());
  return lines.find((line) => /error|cannot|fail/i.test(line))?.slice(0, 120) ?? "exit 1";
}
