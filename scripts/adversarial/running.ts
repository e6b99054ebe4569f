import { build, type BuildFailure, type Plugin } from "esbuild";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plan } from "./probe.js";

/** A package to be run: what was printed, and what is asked of it. */
export interface Subject {
  readonly id: string;
  readonly files: ReadonlyMap<string, string>;
  readonly plan: Plan;
}

const HERE = dirname(fileURLToPath(import.meta.url));
/** Milliseconds a whole batch may take. */
const PATIENCE = 180_000;

/**
 * Bundles packages, runs them in one process of their own and returns the faults of each. A package
 * that does not bundle, and one that ends the process, has that as its fault; the others are run
 * without it.
 */
export async function run(subjects: readonly Subject[]): Promise<Map<string, string[]>> {
  const faults = new Map<string, string[]>();
  let left = subjects;
  const folder = await mkdtemp(join(tmpdir(), "adversarial-"));
  try {
    while (left.length > 0) {
      const unfit = await bundle(left, folder);
      for (const [id, reason] of unfit) faults.set(id, [`it does not bundle: ${reason}`]);
      left = left.filter(({ id }) => !faults.has(id));
      if (unfit.size > 0 || left.length === 0) continue;
      const { told, ending } = await execute(folder);
      for (const [id, found] of told) faults.set(id, found);
      left = left.filter(({ id }) => !faults.has(id));
      const [culprit] = left;
      if (culprit !== undefined) faults.set(culprit.id, [`it ended the process: ${ending}`]);
      left = left.slice(1);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return faults;
}

/** Writes the bundle; returns why packages cannot be part of it. */
async function bundle(
  subjects: readonly Subject[],
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  const plans = Object.fromEntries(subjects.map(({ id, plan }) => [id, plan]));
  await writeFile(join(folder, "plans.json"), JSON.stringify(plans));
  const modules = new Map(
    subjects.flatMap(({ id, files }) =>
      [...files]
        .filter(([path]) => path.endsWith(".ts"))
        .map(([path, text]) => [`${id}/${path}`, text] as const),
    ),
  );
  const entries = subjects.map(({ id }) => {
    const schemas = ["schemas/registry.ts", "schemas/validators.ts", "runtime/findings.ts"]
      .map((path) => `import("virtual:${id}/src/${path}")`)
      .join(", ");
    return `["${id}", {
      client: () => import("virtual:${id}/src/index.ts"),
      schemas: async () => Object.assign({}, ...(await Promise.all([${schemas}]))),
    }]`;
  });
  const contents = `
    import { readFileSync } from "node:fs";
    import { probe } from "./probe.ts";
    const plans = JSON.parse(readFileSync(new URL("plans.json", import.meta.url), "utf8"));
    const tell = (id, faults) => { process.stdout.write(JSON.stringify([id, faults]) + "\\n"); };
    await probe(new Map([${entries.join(",\n")}]), plans, tell);
  `;
  try {
    await build({
      stdin: { contents, resolveDir: HERE, loader: "ts" },
      ...{ bundle: true, format: "esm", platform: "node", logLevel: "silent" },
      outfile: join(folder, "bundle.mjs"),
      plugins: [virtualFiles(modules)],
    });
    return new Map();
  } catch (error) {
    const { errors } = error as Partial<BuildFailure>;
    if (errors === undefined) throw error;
    const unfit = errors.flatMap(({ text, location }) => {
      const id = /^virtual:(\w+)\//.exec(location?.file ?? "")?.[1];
      return id === undefined ? [] : [[id, `${location?.file ?? ""}: ${text}`] as const];
    });
    if (unfit.length === 0) throw error;
    return new Map(unfit);
  }
}

/** Packages differ in all but the runtime, which is read once. */
function virtualFiles(modules: ReadonlyMap<string, string>): Plugin {
  const runtimes = new Map<string, string>();
  return {
    name: "virtual-files",
    setup({ onResolve, onLoad }) {
      const resolved = (path: string): { path: string; namespace: string } => {
        const name = /^\w+\/(src\/runtime\/.*)/.exec(path)?.[1];
        if (name === undefined) return { path, namespace: "virtual" };
        const key = `${name}\n${modules.get(path) ?? ""}`;
        const first = runtimes.get(key) ?? path;
        runtimes.set(key, first);
        return { path: first, namespace: "virtual" };
      };
      onResolve({ filter: /^virtual:/ }, ({ path }) => resolved(path.slice(8)));
      onResolve({ filter: /^\./, namespace: "virtual" }, ({ path, importer }) =>
        resolved(posix.join(posix.dirname(importer), path).replace(/\.js$/, ".ts")),
      );
      onLoad({ filter: /.*/, namespace: "virtual" }, ({ path }) => {
        const contents = modules.get(path);
        if (contents === undefined) return { errors: [{ text: `no such file: ${path}` }] };
        return { contents, loader: "ts", resolveDir: HERE };
      });
    },
  };
}

/** Runs the bundle; `told` has the packages it came to, `ending` how the process ended. */
function execute(folder: string): Promise<{ told: [string, string[]][]; ending: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(folder, "bundle.mjs")], {
      cwd: folder,
      env: { PATH: process.env.PATH },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: PATIENCE,
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      const told: [string, string[]][] = [];
      for (const line of stdout.split("\n")) {
        if (line.startsWith("[")) told.push(JSON.parse(line) as [string, string[]]);
      }
      resolve({ told, ending: `${signal ?? String(code)} ${stderr.slice(0, 300)}` });
    });
  });
}
