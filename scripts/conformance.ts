#!/usr/bin/env node
import { build, type Plugin } from "esbuild";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type * as z from "zod";
import { generate } from "../generator/index.js";
import { ownTemplates } from "./disk.js";
import { EXIT } from "./exit.js";

/** One group of the JSON Schema Test Suite: a schema and the verdicts it should give. */
export interface Group {
  readonly file: string;
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}

/** What one group came to. `reason`: why there is no schema to ask; then every test counts as failed. */
export interface Outcome {
  readonly group: Group;
  readonly failures: readonly string[];
  readonly reason?: string;
}

/** The groups of a folder of the suite, optional ones and formats left to be asked for by their own folder. */
export async function readSuite(folder: string): Promise<Group[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const groups = JSON.parse(await readFile(join(folder, name), "utf8")) as Omit<
        Group,
        "file"
      >[];
      return groups.map((group) => ({ ...group, file: name.slice(0, -".json".length) }));
    }),
  );
  return files.flat();
}

/**
 * Puts each group's schema into an OpenAPI 3.1 document of its own, generates validators from it and
 * asks them. Nothing is written but one bundle in a temporary folder, which is removed.
 */
export async function judge(
  groups: readonly Group[],
  formats: "assert" | "annotate",
): Promise<Outcome[]> {
  const templates = await ownTemplates();
  const modules = new Map<string, string>();
  const reasons = new Map<Group, string>();
  for (const [path, text] of Object.entries(templates)) {
    if (path.startsWith("runtime/")) modules.set(path, text);
  }
  for (const [index, group] of groups.entries()) {
    const text = JSON.stringify(documentOf(group));
    const result = await generate(
      { input: "openapi.json", only: ["zod"], formats },
      { load: async () => ({ kind: "text", text }), templates },
    ).catch((error: unknown) => String(error));
    if (typeof result === "string") reasons.set(group, result);
    else if (result.files === undefined) {
      reasons.set(
        group,
        result.diagnostics.find(({ severity }) => severity === "error")?.message ?? "no output",
      );
    } else {
      for (const [path, content] of result.files) {
        if (path.startsWith("src/schemas/"))
          modules.set(`groups/${String(index)}/${path.slice(4)}`, content);
      }
    }
  }
  const generated = groups.map((group, index) => (reasons.has(group) ? undefined : index));
  const schemas = await load(
    modules,
    generated.filter((index) => index !== undefined),
  );
  return groups.map((group, index) => {
    const reason = reasons.get(group);
    const schema = schemas.get(index);
    if (schema === undefined || typeof schema === "string") {
      const failures = group.tests.map(({ description }) => description);
      return { group, failures, reason: reason ?? schema ?? "no output" };
    }
    const failures = group.tests.filter(({ data, valid }) => verdict(schema, data) !== valid);
    return { group, failures: failures.map(({ description }) => description) };
  });
}

function verdict(schema: z.ZodType, data: unknown): boolean | undefined {
  try {
    return schema.safeParse(data).success;
  } catch {
    return undefined;
  }
}

/** The name of the component that a group's schema becomes. */
const COMPONENT = "Subject";

function documentOf(group: Group): unknown {
  return {
    openapi: "3.1.0",
    info: { title: group.description, version: "1.0.0" },
    paths: {},
    components: { schemas: { [COMPONENT]: rebased(group.schema) } },
  };
}

/** References into the schema itself begin at the component now. Values of `const` and `enum` are left alone. */
function rebased(schema: unknown, keyword = ""): unknown {
  if (Array.isArray(schema)) return schema.map((item) => rebased(item, keyword));
  if (typeof schema !== "object" || schema === null) return schema;
  const members = Object.entries(schema).map(([key, value]) => {
    const named =
      keyword === "properties" || keyword === "$defs" || keyword === "patternProperties";
    if (!named && (key === "const" || key === "enum")) return [key, value] as const;
    const isReference =
      !named && (key === "$ref" || key === "$dynamicRef") && typeof value === "string";
    if (isReference && /^#(?:\/|$)/.test(value)) {
      return [key, `#/components/schemas/${COMPONENT}${value.slice(1)}`] as const;
    }
    return [key, rebased(value, named ? "" : key)] as const;
  });
  return Object.fromEntries(members);
}

/** The groups' schemas by index; a text where a module cannot be evaluated. */
async function load(
  modules: ReadonlyMap<string, string>,
  groups: readonly number[],
): Promise<Map<number, z.ZodType | string>> {
  const imports = groups.map((index) => {
    const path = `virtual:groups/${String(index)}/schemas/registry.ts`;
    return `[${String(index)}, () => import(${JSON.stringify(path)})]`;
  });
  const folder = await mkdtemp(join(tmpdir(), "conformance-"));
  try {
    const outfile = join(folder, "schemas.mjs");
    await build({
      stdin: { contents: `export default [${imports.join(",\n")}];`, resolveDir: process.cwd() },
      bundle: true,
      format: "esm",
      platform: "node",
      logLevel: "error",
      outfile,
      plugins: [virtualFiles(modules)],
    });
    const bundle = (await import(pathToFileURL(outfile).href)) as {
      default: [number, () => Promise<{ componentSchemas: Record<string, z.ZodType> }>][];
    };
    const schemas = new Map<number, z.ZodType | string>();
    for (const [index, read] of bundle.default) {
      const found = await read().catch((error: unknown) => String(error));
      const schema = typeof found === "string" ? found : found.componentSchemas[COMPONENT];
      schemas.set(index, schema ?? "no such component");
    }
    return schemas;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function virtualFiles(modules: ReadonlyMap<string, string>): Plugin {
  return {
    name: "virtual-files",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^virtual:/ }, ({ path }) => ({
        path: path.slice(8),
        namespace: "virtual",
      }));
      onResolve({ filter: /^\./, namespace: "virtual" }, ({ path, importer }) => {
        const joined = posix.join(posix.dirname(importer), path).replace(/\.js$/, ".ts");
        return {
          path: joined.replace(/^groups\/\d+\/runtime\//, "runtime/"),
          namespace: "virtual",
        };
      });
      onLoad({ filter: /.*/, namespace: "virtual" }, ({ path }) => {
        const contents = modules.get(path);
        if (contents === undefined) return { errors: [{ text: `no such file: ${path}` }] };
        return { contents, loader: "ts", resolveDir: process.cwd() };
      });
    },
  };
}

/** `right/total` for every file of the suite, and a line for each failure. */
export function report(outcomes: readonly Outcome[]): string {
  const files = new Map<string, { right: number; total: number }>();
  const lines: string[] = [];
  for (const { group, failures, reason } of outcomes) {
    const sum = files.get(group.file) ?? { right: 0, total: 0 };
    sum.total += group.tests.length;
    sum.right += group.tests.length - failures.length;
    files.set(group.file, sum);
    for (const failure of failures) {
      lines.push(
        `  ${group.file} › ${group.description} › ${failure}${reason === undefined ? "" : ` (${reason})`}`,
      );
    }
  }
  const rows = [...files].map(
    ([file, { right, total }]) => `${file.padEnd(28)} ${String(right)}/${String(total)}`,
  );
  const right = [...files.values()].reduce((sum, file) => sum + file.right, 0);
  const total = [...files.values()].reduce((sum, file) => sum + file.total, 0);
  const share = total === 0 ? 0 : (100 * right) / total;
  return [
    ...lines,
    ...rows,
    `${"all".padEnd(28)} ${String(right)}/${String(total)} (${share.toFixed(1)} %)`,
  ].join("\n");
}

const USAGE = `usage: tsx scripts/conformance.ts <folder of the suite> [--formats]

  <folder>   tests/draft2020-12 of a checkout of the JSON Schema Test Suite
  --formats  let "format" decide, for tests/draft2020-12/optional/format`;

async function main(args: readonly string[]): Promise<number> {
  const [folder] = args.filter((arg) => !arg.startsWith("--"));
  if (args.includes("--help")) {
    console.log(USAGE);
    return EXIT.clean;
  }
  if (folder === undefined) {
    console.error(USAGE);
    return EXIT.usage;
  }
  const formats = args.includes("--formats") ? "assert" : "annotate";
  console.log(report(await judge(await readSuite(resolve(folder)), formats)));
  return EXIT.clean;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
