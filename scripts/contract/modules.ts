import { transform } from "esbuild";
import { createRequire } from "node:module";
import { posix } from "node:path";
import { compileFunction } from "node:vm";

/** Sources of a package by path below its folder. */
export type Sources = ReadonlyMap<string, string>;

/** A module as a function of CommonJS, and the modules of the package that it asks for. */
interface Compiled {
  readonly source: string;
  readonly code: string;
  readonly run: (require: (name: string) => unknown, module: Instance) => void;
  readonly needs: readonly string[];
}

interface Instance {
  exports: Readonly<Record<string, unknown>>;
}

/** Packages that a generated package depends on are the toolchain's. */
const requireOwn = createRequire(import.meta.url);

/**
 * A package's modules, compiled one by one and run in this process. Modules are shared with those of
 * `before` where nothing that they lead to differs, so that a package with one change costs little
 * more than that change.
 */
export class Modules {
  readonly #instances = new Map<string, Instance>();

  private constructor(
    readonly compiled: ReadonlyMap<string, Compiled>,
    before?: Modules,
  ) {
    if (before === undefined) return;
    const changed = [...compiled].filter(
      ([path, { code }]) => code !== before.compiled.get(path)?.code,
    );
    const differing = this.#leadingTo(changed.map(([path]) => path));
    for (const [path, instance] of before.#instances)
      if (compiled.has(path) && !differing.has(path)) this.#instances.set(path, instance);
  }

  /** Compiles the modules that the entries lead to. @throws Error where one does not compile */
  static async of(
    sources: Sources,
    entries: readonly string[],
    before?: Modules,
  ): Promise<Modules> {
    const compiled = new Map<string, Compiled>();
    const visited = new Set<string>();
    const visit = async (path: string): Promise<void> => {
      const source = sources.get(path);
      if (source === undefined || visited.has(path)) return;
      visited.add(path);
      const known = before?.compiled.get(path);
      const module = known?.source === source ? known : await compile(path, source);
      compiled.set(path, module);
      await Promise.all(module.needs.map(visit));
    };
    await Promise.all(entries.map(visit));
    return new Modules(compiled, before);
  }

  /** What a module exports. @throws Error where it is not there, or fails when it is run */
  exportsOf(path: string): Instance["exports"] {
    const known = this.#instances.get(path);
    if (known !== undefined) return known.exports;
    const module = this.compiled.get(path);
    if (module === undefined) throw new Error(`the package has no ${path}`);
    const instance: Instance = { exports: {} };
    this.#instances.set(path, instance);
    module.run(
      (name) => (name.startsWith(".") ? this.exportsOf(resolved(path, name)) : requireOwn(name)),
      instance,
    );
    return instance.exports;
  }

  /** The modules themselves and those that need them, at any distance. */
  #leadingTo(paths: readonly string[]): ReadonlySet<string> {
    const users = new Map<string, string[]>();
    for (const [path, { needs }] of this.compiled)
      for (const need of needs) users.set(need, [...(users.get(need) ?? []), path]);
    const found = new Set(paths);
    for (const path of found) for (const user of users.get(path) ?? []) found.add(user);
    return found;
  }
}

async function compile(path: string, source: string): Promise<Compiled> {
  const { code } = await transform(source, { loader: "ts", format: "cjs", target: "node20" });
  const needs = [...code.matchAll(/\brequire\("(\.[^"]*)"\)/g)].map(([, name = ""]) =>
    resolved(path, name),
  );
  const run = compileFunction(code, ["require", "module"], { filename: path });
  return { source, code, run: run as Compiled["run"], needs };
}

function resolved(importer: string, name: string): string {
  return posix.join(posix.dirname(importer), name).replace(/\.js$/, ".ts");
}
