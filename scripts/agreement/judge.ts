import {
  generate,
  readModel,
  runtimeTexts,
  type ApiModel,
  type GenerateOptions,
  type Host,
} from "../../generator/index.js";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { anyTypesIn } from "./any-types.js";
import type { Compiler } from "../compilers.js";
import { RefusedDocument } from "../fault.js";
import { compile, inTemporaryFolder, type Complaint } from "./compile.js";
import { agreementTest, explanationTest, VERDICTS, type Verdict } from "./module.js";
import { pairsOf, type Pair } from "./pairs.js";

/** Types and validators of one document, and what should agree in them. */
export interface Subject {
  readonly files: ReadonlyMap<string, string>;
  readonly pairs: readonly Pair[];
  readonly narrowed: readonly Narrowed[];
}

/**
 * An alternative whose type is narrower than its schema: the discriminator states a tag that the
 * schema does not ask for, so a value without it is valid and not of the type.
 */
export interface Narrowed {
  /** The alternative, in the canonical document. */
  readonly pointer: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A pair whose two types differ, and how the compiler shows it. */
export interface Disagreement {
  readonly pair: Pair;
  readonly verdict: Verdict;
  readonly explanation: readonly string[];
}

/** What one compiler says of a document. */
export interface Judgement {
  readonly compiler: Compiler;
  readonly seconds: number;
  readonly disagreements: readonly Disagreement[];
  /** What it says of the generated sources themselves. */
  readonly errors: readonly string[];
}

/** Generates in memory, for `zod` or `zod/mini`. Throws a `RefusedDocument`. */
export async function subjectOf(
  input: string,
  host: Host,
  options: Pick<GenerateOptions, "zod"> = {},
): Promise<Subject> {
  const { model } = await readModel({ input }, host);
  const result = await generate({ ...options, input, only: ["types", "zod"] }, host);
  const { files } = result;
  if (files === undefined || model === undefined) throw new RefusedDocument(result);
  const runtime = Object.entries(runtimeTexts(host.templates, options.zod));
  return {
    files: new Map([
      ...[...files].filter(([path]) => path.endsWith(".ts")),
      ...runtime.map(([name, text]) => [`src/runtime/${name}`, text] as const),
    ]),
    pairs: pairsOf(model),
    narrowed: narrowedIn(model),
  };
}

function narrowedIn({ schemas }: ApiModel): Narrowed[] {
  return Object.values(schemas).flatMap(({ shape }) =>
    shape.kind !== "union"
      ? []
      : shape.variants.flatMap(({ schema, label }) =>
          label === undefined ? [] : [{ pointer: schema, ...label }],
        ),
  );
}

/** The places of generated files where `any` stands: `src/types.ts:12`. */
export function anyPlaces({ files }: Subject): string[] {
  return [...files].flatMap(([path, text]) =>
    anyTypesIn(text).map((line) => `${path}:${String(line)}`),
  );
}

/** Compiles the type test, and asks again about what disagrees. */
export async function judge(subject: Subject, compiler: Compiler): Promise<Judgement> {
  return inTemporaryFolder(subject.files, async (folder) => {
    const test = agreementTest(subject.pairs);
    await writeFile(join(folder, TEST), test.text);
    const start = performance.now();
    const complaints = await compile(folder, { files: [TEST] }, compiler);
    const seconds = (performance.now() - start) / 1000;
    const found: { pair: Pair; verdict: Verdict }[] = [];
    const errors: string[] = [];
    for (const complaint of complaints) {
      const pair = complaint.file === TEST ? test.pairAt(complaint.line) : undefined;
      const verdict = VERDICTS.find((text) => complaint.text.includes(`'"${text}"'`));
      if (pair !== undefined && verdict !== undefined) found.push({ pair, verdict });
      else errors.push(`${complaint.file}:${String(complaint.line)} ${complaint.text}`);
    }
    const explanations = await explain(folder, found.slice(0, EXPLAINED), compiler);
    const disagreements = found.map((one) => ({
      ...one,
      explanation: explanations.get(one.pair) ?? [],
    }));
    return { compiler, seconds, disagreements, errors };
  });
}

const TEST = "src/agreement.ts";
const EXPLANATION = "src/explanation.ts";

/** So many disagreements are explained: more would hardly be read. */
const EXPLAINED = 20;

async function explain(
  folder: string,
  found: readonly { readonly pair: Pair }[],
  compiler: Compiler,
): Promise<Map<Pair, string[]>> {
  const explanations = new Map<Pair, string[]>();
  if (found.length === 0) return explanations;
  const test = explanationTest(found.map(({ pair }) => pair));
  await writeFile(join(folder, EXPLANATION), test.text);
  for (const complaint of await compile(folder, { files: [EXPLANATION] }, compiler)) {
    const pair = complaint.file === EXPLANATION ? test.pairAt(complaint.line) : undefined;
    if (pair === undefined) continue;
    explanations.set(pair, [...(explanations.get(pair) ?? []), ...shortened(complaint)]);
  }
  return explanations;
}

/** The two types, and the innermost place where they part. */
function shortened({ text, explanation }: Complaint): string[] {
  const said = text.replace(/^TS\d+: /, "");
  return [said, ...explanation.slice(1).slice(-2)].map((line) =>
    line.length > 400 ? `${line.slice(0, 400)}…` : line,
  );
}
