import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readModel } from "../../../generator/index.js";
import { loadFrom, ownTemplates } from "../../../scripts/disk.js";
import { generate } from "../../../generator/index.js";
import { compile, compilers, documentOf, generated, inFolder } from "./generated.js";
import { fixtures } from "./types-agreement.fixtures.js";
import { disagreements } from "./types-agreement.ledger.js";

/** A module in which every component whose two types differ is one error, at a line of its own. */
function agreementOf(keys: readonly string[]): string {
  const lines = keys.map((key) => {
    const name = JSON.stringify(key);
    return `agree<Agree<z.output<(typeof componentSchemas)[${name}]>, components["schemas"][${name}]>>();`;
  });
  return [
    'import type * as z from "zod";',
    'import type { componentSchemas } from "./schemas/registry.js";',
    'import type { components } from "./types.js";',
    "type Agree<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;",
    "declare function agree<T extends true>(): T;",
    ...lines,
  ].join("\n");
}

/** Lines before the first component. */
const HEAD = 5;

/** The components whose types differ; anything else a compiler says is thrown. */
async function differing(
  files: ReadonlyMap<string, string>,
  keys: readonly string[],
  compiler: (typeof compilers)[number],
): Promise<string[]> {
  const all = new Map([...files, ["src/agreement.ts", agreementOf(keys)] as const]);
  const errors = await inFolder(all, (folder) => compile(folder, compiler));
  return errors.map((error) => {
    const line = /agreement\.ts\((\d+),/.exec(error)?.[1];
    const key = line === undefined ? undefined : keys[Number(line) - HEAD - 1];
    if (key === undefined) throw new Error(error);
    return key;
  });
}

describe.each(compilers)("z.output and components agree, says %s", (compiler) => {
  test("for every construct, or the ledger says why not", { timeout: 120_000 }, async () => {
    const files = await generated(documentOf(fixtures), ["types", "zod"]);
    const found = await differing(files, Object.keys(fixtures), compiler);
    expect(found.sort()).toEqual(Object.keys(disagreements).sort());
  });

  const own = "spec/openapi.yaml";
  test.skipIf(!existsSync(own))("for our own document", { timeout: 120_000 }, async () => {
    const templates = await ownTemplates();
    const host = { load: loadFrom(own), templates };
    const { model } = await readModel({ input: own }, host);
    const { files } = await generate({ input: own, only: ["types", "zod"] }, host);
    const runtime = Object.entries(templates).filter(([path]) => path.startsWith("runtime/"));
    const keys = Object.values(model?.schemas ?? {}).flatMap(
      ({ declaration }) => declaration?.key ?? [],
    );
    expect(keys.length).toBeGreaterThan(0);
    const all = new Map([
      ...(files ?? []),
      ...runtime.map(([path, text]) => [`src/${path}`, text] as const),
    ]);
    expect(await differing(all, keys, compiler)).toEqual([]);
  });
});
