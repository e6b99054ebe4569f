import { generate, type CallSample, type Host } from "../../generator/index.js";
import { compile, inTemporaryFolder } from "../agreement/compile.js";
import { ownTemplates } from "../disk.js";
import { consumerOf } from "./consumer.js";

/** What the compiler says of code written for the old package, by the operation it calls. */
export type Verdict = ReadonlyMap<string, readonly string[]>;

export interface Described {
  readonly input: string;
  readonly load: Host["load"];
}

/**
 * Generates both packages and compiles the old one's consumer code and type tests against the new
 * one. What does not compile against the old package itself is no witness, and left out.
 */
export async function compileConsumers(
  before: Described,
  after: Described,
  samples: readonly CallSample[],
): Promise<Verdict> {
  const [own, foreign] = [consumerOf(samples, "before"), consumerOf(samples, "after")];
  const files = new Map([
    ...(await packageOf(before, "before")),
    ...(await packageOf(after, "after")),
    ...own.files,
    ...foreign.files,
  ]);
  const include = ["before-code", "after-code"];
  const complaints = await inTemporaryFolder(files, (folder) =>
    compile(folder, { include }, "typescript-7"),
  );
  const broken = new Set(
    complaints.filter(({ file }) => own.operationOf(file) !== undefined).map(({ file }) => file),
  );
  const verdict = new Map<string, string[]>();
  for (const { file, text } of complaints) {
    const operation = foreign.operationOf(file);
    if (operation === undefined || broken.has(file.replace(/^after-/, "before-"))) continue;
    verdict.set(operation, [...(verdict.get(operation) ?? []), text]);
  }
  return verdict;
}

async function packageOf({ input, load }: Described, side: string): Promise<[string, string][]> {
  const only = ["types", "models", "zod", "client"] as const;
  const { files } = await generate({ input, only }, { load, templates: await ownTemplates() });
  if (files === undefined) throw new Error(`${input} generates no package`);
  return [...files]
    .filter(([path]) => path.endsWith(".ts"))
    .map(([path, content]) => [`${side}/${path}`, content]);
}
