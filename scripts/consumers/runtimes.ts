import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleByVite, findChromium, open, withPages } from "./browser.js";
import { reasons, run, type Ended } from "./command.js";
import { copyOf, type Parcel } from "./parcel.js";
import { bundle, type Program } from "./programs.js";
import type { Server } from "./server.js";
import type { Toolbox } from "./toolbox.js";
import { judged, type Examination, type Trial, type Verdict } from "./trial.js";

/** What runtimes are examined with. */
export interface Stage {
  readonly toolbox: Toolbox;
  readonly parcel: Parcel;
  readonly program: Program;
  readonly server: Server;
}

interface Run {
  readonly folder: string;
  readonly baseUrl: string;
  readonly report: Promise<readonly Trial[]>;
}

interface Runtime {
  readonly consumer: string;
  /** Runs a project's `main.ts`; a text says why it cannot be run here. */
  readonly runner: ((run: Run) => Promise<Ended>) | string;
  readonly place?: "browser";
}

const NOT_HERE = `no binary for ${process.platform} ${process.arch}`;

/** Every runtime that the package promises to work on, each with a project of its own. */
export function runtimeExaminations(stage: Stage): Examination[] {
  const { toolbox } = stage;
  const bun = toolbox.binary("@oven", "bun-", "bin/bun");
  const deno = toolbox.binary("@deno", "", "deno");
  const workerd = toolbox.binary("@cloudflare", "workerd-", "bin/workerd");
  const named = (label: string, name: string): string =>
    `${label} ${toolbox.version(name) ?? ""}`.trim();
  const runtimes: Runtime[] = [
    ...toolbox.named("node-").flatMap((name) => nodes(toolbox, name)),
    { consumer: named("Bun", "bun"), runner: bun === undefined ? NOT_HERE : byBun(bun) },
    { consumer: named("Deno", "deno"), runner: deno === undefined ? NOT_HERE : byDeno(deno) },
    {
      consumer: named("workerd", "workerd"),
      runner: workerd === undefined ? NOT_HERE : byWorkerd(workerd),
    },
    page(toolbox, named("Vite", "vite")),
  ];
  return runtimes.map((runtime) => ({
    kind: "runtimes",
    consumer: runtime.consumer,
    run: () => examine(runtime, stage),
  }));
}

/** A report counts where the program also ended well; where none comes, what was printed tells why. */
async function examine(
  { consumer, runner, place }: Runtime,
  { parcel, program, server }: Stage,
): Promise<Verdict> {
  if (typeof runner === "string") return { verdict: "skipped", details: [runner] };
  const folder = await copyOf(parcel, consumer.replace(/[^A-Za-z0-9]+/g, "-"));
  const api = program.api(place ?? "server");
  const { baseUrl, report } = server.receive(
    place === "browser" ? withPages(join(folder, "dist"), api) : api,
  );
  await program.write(folder, baseUrl);
  const { code, output } = await runner({ folder, baseUrl, report });
  const trials = await Promise.race([report, soon()]);
  const ending = code === 0 ? [] : [`ended with ${String(code)}`];
  if (trials === undefined || code !== 0)
    return { verdict: "fails", details: [...ending, ...reasons(output)] };
  return judged(trials, program.note);
}

/** A report may still be on its way when the program has ended. */
async function soon(): Promise<undefined> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  return undefined;
}

function nodes(toolbox: Toolbox, name: string): Runtime[] {
  const version = toolbox.version(name);
  const label = `Node ${version ?? name.replace("node-", "")}`;
  const by =
    (format: "esm" | "cjs") =>
    async ({ folder }: Run) => {
      const file = await bundle(folder, format, "main.ts");
      return run(toolbox.file(name, "bin/node"), [file], { cwd: folder });
    };
  return [
    { consumer: `${label}, ESM`, runner: version === undefined ? NOT_HERE : by("esm") },
    { consumer: `${label}, CommonJS`, runner: version === undefined ? NOT_HERE : by("cjs") },
  ];
}

function byBun(program: string): Runtime["runner"] {
  return ({ folder }) => run(program, ["run", "main.ts"], { cwd: folder });
}

/** Deno has `node_modules` as npm left it, and may ask nobody but the server. */
function byDeno(program: string): Runtime["runner"] {
  const flags = ["--no-prompt", "--node-modules-dir=manual", "--allow-net=127.0.0.1"];
  return ({ folder }) =>
    run(program, ["run", ...flags, "main.ts"], {
      cwd: folder,
      env: { DENO_DIR: join(folder, ".deno"), DENO_NO_UPDATE_CHECK: "1" },
    });
}

/** A worker has no `node_modules` and no arguments: one module, run as a test by the runtime of Cloudflare's workers. */
function byWorkerd(program: string): Runtime["runner"] {
  return async ({ folder }) => {
    // Workers send nothing before they are asked for something.
    const worker = `export default { test: async () => (await import("./main.ts")).done };\n`;
    await writeFile(join(folder, "worker.ts"), worker);
    await bundle(folder, "esm", "worker.ts");
    await writeFile(join(folder, "worker.capnp"), WORKER);
    return run(program, ["test", join(folder, "worker.capnp")], { cwd: folder });
  };
}

/** @see https://github.com/cloudflare/workerd/blob/main/src/workerd/server/workerd.capnp */
const WORKER = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "trial", worker = (
      modules = [(name = "worker", esModule = embed "worker.mjs")],
      compatibilityDate = "2026-06-01",
    )),
    (name = "internet", network = (allow = ["private", "local"])),
  ],
);
`;

function page(toolbox: Toolbox, vite: string): Runtime {
  const chromium = findChromium();
  if (chromium === undefined) {
    const reason = "no Chromium: install Debian's chromium-headless-shell, or set CHROME_PATH";
    return { consumer: `${vite}, Chromium`, runner: reason };
  }
  return {
    consumer: `${vite}, ${chromium.label}`,
    place: "browser",
    runner: async ({ folder, baseUrl, report }) => {
      const built = await bundleByVite(toolbox, folder);
      if (built.code !== 0) return built;
      return open(chromium, folder, `${baseUrl}/page/index.html`, report);
    },
  };
}
