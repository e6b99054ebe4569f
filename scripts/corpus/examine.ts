import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  generate,
  locateIn,
  readModel,
  recordDiagnostics,
  type ApiModel,
  type Result,
} from "../../generator/index.js";
import { compile } from "../agreement/compile.js";
import type { Compiler } from "../compilers.js";
import { loadFrom, ownTemplates } from "../disk.js";
import { checkLinks } from "./links.js";
import { importModules, type Modules } from "./modules.js";
import type { Fault, Outcome, Stage, StageOutcome } from "./outcome.js";
import { compareVerdicts } from "./verdicts.js";

/** What is asked about one document. */
export interface Assignment {
  readonly document: string;
  readonly stages: readonly Stage[];
  readonly compilers: readonly Compiler[];
  /** Where what was generated is left; absent: nowhere. */
  readonly keep?: string;
}

/**
 * Takes one document through the stages asked for. A stage that cannot be reached is absent from the
 * outcome: without files nothing compiles, without modules nothing is asked.
 *
 * @param onStage told before each stage begins
 */
export async function examine(
  { document, stages, compilers, keep }: Assignment,
  onStage: (stage: Stage) => void = () => undefined,
): Promise<Outcome> {
  const outcomes: { [S in Stage]?: StageOutcome } = {};
  onStage("generate");
  const made = await generated(document);
  outcomes.generate = made.outcome;
  if (made.files === undefined || made.model === undefined) return { document, stages: outcomes };
  const { files, model } = made;
  await inFolder(files, keep, async (folder) => {
    for (const stage of ["strict", "exact"] as const) {
      if (!stages.includes(stage)) continue;
      onStage(stage);
      outcomes[stage] = await compiled(folder, stage, compilers, files);
    }
    if (stages.includes("import") || stages.includes("agree")) {
      onStage("import");
      const { outcome, modules } = await importModules(folder);
      outcomes.import = outcome;
      if (stages.includes("agree") && outcome.faults.length === 0) {
        onStage("agree");
        outcomes.agree = agreed(model, modules);
      }
    }
  });
  if (stages.includes("docs")) {
    onStage("docs");
    outcomes.docs = checkLinks(pagesOf(files));
  }
  return { document, stages: outcomes };
}

/** Everything there is to generate, in memory. A fault of ours is one of the stage, not of the run. */
async function generated(document: string): Promise<{
  readonly outcome: StageOutcome;
  readonly files?: ReadonlyMap<string, string>;
  readonly model?: ApiModel;
}> {
  const host = { load: loadFrom(document), templates: await ownTemplates() };
  try {
    const { model } = await readModel({ input: document }, host);
    const { files, ...result } = await generate({ input: document, name: "corpus-client" }, host);
    const faults = files === undefined ? errorsOf(result) : [];
    const outcome = { checked: files?.size ?? 0, faults, notes: warningsOf(result) };
    return {
      outcome,
      ...(files === undefined ? {} : { files }),
      ...(model === undefined ? {} : { model }),
    };
  } catch (error) {
    const reason = `the generator itself failed: ${String(error instanceof Error ? error.stack : error)}`;
    return { outcome: { checked: 0, faults: [{ at: "#", reason }], notes: [] } };
  }
}

function errorsOf({ diagnostics, sources }: Omit<Result, "files">): Fault[] {
  return recordDiagnostics(diagnostics, locateIn(sources)).flatMap(
    ({ severity, code, message, file, line, column, pointer }) =>
      severity === "error"
        ? [
            {
              at: pointer ?? "#",
              reason: `${[file, line, column].filter((part) => part !== undefined).join(":")} ${code}: ${message}`,
            },
          ]
        : [],
  );
}

/** Each code of a warning with how often it is there. */
function warningsOf({ diagnostics }: Omit<Result, "files">): string[] {
  const counts = new Map<string, number>();
  for (const { severity, code } of diagnostics) {
    if (severity === "warning") counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => `${String(count)} × ${code}`);
}

const MODES = {
  /** As most projects are set, by a bundler's way of finding modules. */
  strict: {
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2022", "dom", "dom.iterable"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  },
  /** As strict as TypeScript goes, by Node's. */
  exact: {
    target: "es2022",
    module: "nodenext",
    lib: ["es2022", "dom", "dom.iterable"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  },
} as const;

async function compiled(
  folder: string,
  stage: keyof typeof MODES,
  compilers: readonly Compiler[],
  files: ReadonlyMap<string, string>,
): Promise<StageOutcome> {
  const faults: Fault[] = [];
  for (const compiler of compilers) {
    const found = await compile(folder, { include: ["src"] }, compiler, MODES[stage]).catch(
      (error: unknown) => [{ file: "src", line: 0, text: String(error), explanation: [] }],
    );
    faults.push(
      ...found.map(({ file, line, text }) => ({
        at: `${file}:${String(line)}`,
        reason: `${compiler}: ${text}`,
      })),
    );
  }
  return {
    checked: [...files.keys()].filter((path) => path.endsWith(".ts")).length,
    faults,
    notes: [],
  };
}

function agreed(model: ApiModel, modules: Modules): StageOutcome {
  try {
    return compareVerdicts(model, modules);
  } catch (error) {
    const reason = String(error instanceof Error ? error.stack : error);
    return { checked: 0, faults: [{ at: "#", reason }], notes: [] };
  }
}

function pagesOf(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...files]
      .filter(([path]) => path.startsWith("docs/") && path.endsWith(".md"))
      .map(([path, text]) => [path.slice("docs/".length), text]),
  );
}

/** Writes files where packages resolve, lends the folder, and removes it unless it is to be kept. */
async function inFolder(
  files: ReadonlyMap<string, string>,
  keep: string | undefined,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = keep === undefined ? await mkdtemp(join(tmpdir(), "corpus-")) : resolve(keep);
  try {
    await rm(join(folder, "node_modules"), { force: true });
    for (const [path, content] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    await symlink(PACKAGES, join(folder, "node_modules"), "junction");
    await use(folder);
  } finally {
    if (keep === undefined) await rm(folder, { recursive: true });
  }
}

const PACKAGES = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "node_modules");
