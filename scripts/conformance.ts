#!/usr/bin/env node
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type * as z from "zod";
import { EXIT } from "./exit.js";
import { evaluateValidators } from "./validators.js";

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
 * asks them.
 */
export async function judge(
  groups: readonly Group[],
  formats: "assert" | "annotate",
): Promise<Outcome[]> {
  const evaluated = await evaluateValidators(groups.map(documentOf), { formats });
  return groups.map((group, index) => {
    const result = evaluated[index] ?? { reason: "no output" };
    const schema = "schemas" in result ? result.schemas[COMPONENT] : undefined;
    if (schema === undefined) {
      const failures = group.tests.map(({ description }) => description);
      return { group, failures, reason: "reason" in result ? result.reason : "no such component" };
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
