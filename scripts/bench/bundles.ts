import { build } from "esbuild";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BenchOptions } from "./benchmark.js";
import type { BenchDocument } from "./documents.js";
import { generateOurs } from "./ours.js";
import type { Output } from "./peers.js";
import type { Report, Row } from "./report.js";
import { exportedAs, subjectOf, type Subject } from "./subject.js";

/** The smallest programs that do something, zod and all else included. */
const PROGRAMS = ["a component's validator", "an operation", "an operation, validated"] as const;
type Program = (typeof PROGRAMS)[number];

/** Text of a program by what it does; those a generator cannot do are left out. */
type Programs = { readonly [P in Program]?: string };

/** Sizes of bundles, minified and gzipped, of one schema and of one operation of each document. */
export async function benchBundles(options: BenchOptions): Promise<Report> {
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const document of options.documents) {
    const subject = await subjectOf(document);
    if (subject === undefined) {
      notes.push(`${document.name}: no operation reads a component`);
      continue;
    }
    notes.push(`${document.name}: ${subject.name} and ${subject.component}`);
    for (const { name, output, programsOf } of await bundledOf(document, options)) {
      if ("reason" in output) {
        notes.push(`${document.name}: ${name} ${output.reason}`);
        continue;
      }
      const programs = programsOf(output.folder, subject);
      for (const program of PROGRAMS) {
        const text = programs[program];
        const size = text === undefined ? undefined : await sizeOf(text, output.folder);
        if (typeof size === "string") notes.push(`${document.name}: ${name}, ${program}: ${size}`);
        else if (size !== undefined)
          rows.push([document.name, program, name, size.minified, size.gzipped]);
      }
    }
  }
  const order = (row: Row): number => PROGRAMS.indexOf(row[1] as Program);
  rows.sort((a, b) => (a[0] === b[0] ? order(a) - order(b) : 0));
  const columns = ["document", "program", "generator", "kB", "kB gzipped"];
  return { benchmark: "bundle", tables: [{ title: "Bundles", columns, rows }], notes };
}

interface Bundled {
  readonly name: string;
  readonly output: Output;
  programsOf(folder: string, subject: Subject): Programs;
}

async function bundledOf(document: BenchDocument, options: BenchOptions): Promise<Bundled[]> {
  return [
    {
      name: "ours",
      output: await generateOurs(document, options.say),
      programsOf: (_, subject) => ourPrograms(subject),
    },
    ...(["validated", "plain"] as const).flatMap((calls): Bundled[] => [
      {
        name: "hey-api",
        output: options.peers("hey-api", document, calls),
        programsOf: heyPrograms(calls),
      },
      {
        name: "orval",
        output: options.peers("orval", document, calls),
        programsOf: orvalPrograms(calls),
      },
    ]),
  ];
}

function ourPrograms({ name, module, type }: Subject): Programs {
  const call = [
    'import { createTransport } from "./src/index.js";',
    `import { ${name} } from "./src/client/${module}.js";`,
  ];
  return {
    "a component's validator": validator(`${type}Schema`, "./src/schemas/index.js"),
    "an operation": [...call, `console.log(await ${name}(createTransport(), {}));`].join("\n"),
    "an operation, validated": [
      ...call,
      `import { ${name}Validators } from "./src/schemas/index.js";`,
      `const validation = { validators: { ${name}: ${name}Validators } };`,
      `console.log(await ${name}(createTransport({ validation }), {}));`,
    ].join("\n"),
  };
}

type Calls = "validated" | "plain";

function heyPrograms(calls: Calls): Bundled["programsOf"] {
  return (folder, { name, component }) =>
    theirPrograms(calls, [
      [join(folder, "zod.gen.ts"), `z${component}`, "./zod.gen.js"],
      [join(folder, "sdk.gen.ts"), name, "./sdk.gen.js"],
    ]);
}

function orvalPrograms(calls: Calls): Bundled["programsOf"] {
  return (folder, { name, component }) => {
    const file = `${component.charAt(0).toLowerCase()}${component.slice(1)}.zod.ts`;
    return theirPrograms(calls, [
      [join(folder, "schemas", file), component, "./schemas/index.js"],
      [join(folder, "client.ts"), name, "./client.js"],
    ]);
  };
}

type Export = readonly [file: string, name: string, from: string];

/** A peer's calls validate or do not, by how it was told to generate; its schemas are the same. */
function theirPrograms(calls: Calls, [schema, call]: readonly [Export, Export]): Programs {
  const found = ([file, name]: Export): string | undefined =>
    existsSync(file) ? exportedAs(file, name, "const") : undefined;
  const [component, operation] = [found(schema), found(call)];
  const program = calls === "plain" ? "an operation" : "an operation, validated";
  return {
    ...(component === undefined || calls === "plain"
      ? {}
      : { "a component's validator": validator(component, schema[2]) }),
    ...(operation === undefined ? {} : { [program]: caller(operation, call[2]) }),
  };
}

function validator(name: string, from: string): string {
  return `import { ${name} } from "${from}";\nconsole.log(${name}.safeParse(globalThis.value).success);`;
}

function caller(name: string, from: string): string {
  return `import { ${name} } from "${from}";\nconsole.log(await ${name}({}));`;
}

/** In thousands of bytes; a sentence where it does not bundle. */
async function sizeOf(
  contents: string,
  resolveDir: string,
): Promise<{ readonly minified: number; readonly gzipped: number } | string> {
  try {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir, loader: "ts" },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      logLevel: "silent",
      write: false,
    });
    const text = outputFiles[0]?.contents ?? new Uint8Array();
    return { minified: text.length / 1000, gzipped: gzipSync(text).length / 1000 };
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split("\n")[1] ?? "fails";
  }
}
