import { build } from "esbuild";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDarkroom } from "./darkroom.js";
import type { Place, Tour } from "./itinerary.js";
import type { Parcel } from "./parcel.js";
import type { Api } from "./server.js";

/** A program that uses a package, and the API that it uses it on. */
export interface Program {
  /** Puts its sources into a project, `main.ts` among them, which posts its trials to `<baseUrl>/report`. */
  write(folder: string, baseUrl: string): Promise<void>;
  api(place: Place): Api;
  /** What is type-checked, by file name: uses the package's types as an application does. */
  readonly typed: Readonly<Record<string, string>>;
  readonly note?: string;
}

const PROJECT = fileURLToPath(new URL("project/", import.meta.url));
/** The document that brings every kind of operation, and its program. */
export const EXERCISE = { document: join(PROJECT, "openapi.yaml"), name: "darkroom-client" };
/** The document of this repository. */
export const OURS = { document: "spec/openapi.yaml", name: "warehouse-sync-client" };

/** The hand-written program of `project/`. */
export async function exerciseProgram(): Promise<Program> {
  const text = await readFile(join(PROJECT, "program.ts"), "utf8");
  return {
    async write(folder, baseUrl) {
      await cp(join(PROJECT, "program.ts"), join(folder, "program.ts"));
      const run = `exercise(${JSON.stringify(baseUrl)})`;
      await writeFile(
        join(folder, "main.ts"),
        main(`import { exercise } from "./program.ts";`, run, baseUrl),
      );
    },
    api: openDarkroom,
    typed: { "program.mts": text, "program.cts": text },
  };
}

/** The program for any document: calls whatever its contract cases hold. */
export function walkProgram(parcel: Parcel, tour: Tour): Program {
  const name = JSON.stringify(parcel.name);
  const schemas = JSON.stringify(`${parcel.name}/schemas`);
  const typed = [
    `import { createClient, type Client, type ClientOptions } from ${name};`,
    `import type * as models from ${JSON.stringify(`${parcel.name}/models`)};`,
    `import { validators } from ${schemas};`,
    `export const open = (options: ClientOptions): Client => createClient({ ...options, validation: { validators } });`,
    `export type { models };`,
    ``,
  ].join("\n");
  return {
    async write(folder, baseUrl) {
      await cp(fileURLToPath(new URL("walk.ts", import.meta.url)), join(folder, "walk.ts"));
      const imports = [
        `import * as client from ${name};`,
        `import { validators } from ${schemas};`,
        `import { walk } from "./walk.ts";`,
      ];
      const run = `walk({ client, validators }, ${JSON.stringify(baseUrl)})`;
      await writeFile(join(folder, "main.ts"), main(imports.join("\n"), run, baseUrl));
    },
    api: (place) => (path, request) =>
      path === "/itinerary" ? Response.json(tour.itinerary(place)) : tour.api(path, request),
    typed: { "program.mts": typed, "program.cts": typed },
    note: `${String(tour.calls)} answers`,
  };
}

function main(imports: string, run: string, baseUrl: string): string {
  return `${imports}

export const done = ${run}
  .catch((error: unknown) => [{ name: "the program", fault: String(error) }])
  .then((trials) => fetch(${JSON.stringify(`${baseUrl}/report`)}, { method: "POST", body: JSON.stringify(trials) }));
`;
}

/** The program in one file for runtimes that read no TypeScript; packages stay outside unless `whole`. */
export async function bundle(
  folder: string,
  format: "esm" | "cjs",
  entry: "main.ts" | "worker.ts",
): Promise<string> {
  const outfile = join(folder, format === "cjs" ? "main.cjs" : entry.replace(".ts", ".mjs"));
  const whole = entry === "worker.ts";
  await build({
    entryPoints: [join(folder, entry)],
    outfile,
    bundle: true,
    format,
    target: "es2022",
    logLevel: "silent",
    ...(whole
      ? { conditions: ["workerd", "worker", "browser"], platform: "browser" }
      : { packages: "external", platform: "node" }),
  });
  return outfile;
}
