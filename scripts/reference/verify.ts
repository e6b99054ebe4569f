import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suiteOf, type ApiModel, type Diagnostic } from "../../generator/index.js";
import type { Compiler } from "../compilers.js";
import { parcelOf } from "../consumers/parcel.js";
import { segmentApart } from "../contract/mock/fragments.js";
import { startMock } from "../contract/session.js";
import { checkLinks } from "../corpus/links.js";
import { buildSite } from "../site/site.js";
import { addressesOf } from "./addresses.js";
import { compilePrograms } from "./compile.js";
import { checkCoverage } from "./coverage.js";
import { hasCurl, runCurls } from "./curl.js";
import { excusesOf, type Excuses } from "./excuses.js";
import { runPrograms, type Surroundings } from "./execute.js";
import { Tally, type Finding, type Subject } from "./finding.js";
import { sourceProject, type Project } from "./project.js";
import { samplesOf, variablesIn, type Samples } from "./samples.js";
import { checkSiteLinks } from "./site-links.js";

/** A document that was generated whole: its model, and the files by path. */
export interface Generated {
  readonly model: ApiModel;
  readonly diagnostics: readonly Diagnostic[];
  readonly files: ReadonlyMap<string, string>;
}

export interface VerifyOptions {
  /** Of the two TypeScripts that are installed; default 5.9. */
  readonly compiler?: Compiler;
  /** `sources`: neither packed nor installed, which is faster and says less; default `packed`. */
  readonly package?: "packed" | "sources";
  /** Told before each step begins. */
  readonly onStep?: (step: string) => void;
}

/**
 * Holds a reference to what it says: every sample compiles and runs, every link leads somewhere, and
 * all that the model says is on the page that has to say it.
 */
export async function verifyReference(
  generated: Generated,
  options: VerifyOptions = {},
): Promise<Tally> {
  const tally = new Tally();
  options.onStep?.("the site");
  await verifyPages(generated, tally);
  await verifySamples(generated, tally, options);
  return tally;
}

/** The pages by their paths below `docs/`. */
export function pagesOf({ files }: Pick<Generated, "files">): Map<string, string> {
  return new Map(
    [...files].flatMap(([path, text]): [string, string][] =>
      /^docs\/.*\.md$/.test(path) ? [[path.slice("docs/".length), text]] : [],
    ),
  );
}

/** Builds the site and looks at its links and at what it says of the model. */
export async function verifyPages(generated: Generated, tally: Tally): Promise<void> {
  const pages = pagesOf(generated);
  const { checked, faults } = checkLinks(pages);
  for (let good = checked - faults.length; good > 0; good -= 1)
    tally.add("links of the Markdown", { page: "" });
  for (const { at, reason } of faults) tally.add("links of the Markdown", { page: at }, reason);
  const root = await mkdtemp(join(tmpdir(), "reference-site-"));
  try {
    for (const [path, text] of generated.files) {
      // Pages link to the collection, which the site hands out.
      if (!/^(?:docs|postman)\//.test(path)) continue;
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    const output = join(root, "site");
    await buildSite({ docs: join(root, "docs"), output });
    checkSiteLinks(output, tally);
    checkCoverage(generated.model, output, tally);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Compiles and runs the samples against the mock. */
export async function verifySamples(
  generated: Generated,
  tally: Tally,
  { compiler = "typescript", package: kind = "packed", onStep }: VerifyOptions = {},
): Promise<void> {
  const { files, model } = generated;
  const samples = samplesOf(pagesOf(generated));
  const excuses = excusesOf(generated);
  onStep?.(kind === "packed" ? "packing the package" : "bundling the package");
  const project = kind === "packed" ? await packedProject(files) : await sourceProject(files);
  try {
    onStep?.(`compiling ${String(samples.programs.length)} programs`);
    await compiled(project, samples, compiler, excuses, tally);
    onStep?.("starting the mock");
    const { mock } = await startMock(model, suiteOf(model), false);
    try {
      const surroundings = {
        addresses: addressesOf(model),
        mock: mock.url,
        segments: new Map(
          model.operations.map(({ file, path }) => [`operations/${file}.md`, segmentApart(path)]),
        ),
        // Long enough and short enough for what documents ask of codes and passwords.
        env: Object.fromEntries(variablesIn(samples).map((name) => [name, "1234"])),
      };
      onStep?.("running programs");
      await ran(project, samples, surroundings, excuses, tally);
      onStep?.(`running ${String(samples.curls.length)} curls`);
      await curled(samples, surroundings, excuses, tally);
    } finally {
      await mock.stop();
    }
  } finally {
    await project.remove();
  }
}

async function packedProject(files: ReadonlyMap<string, string>): Promise<Project> {
  const { project, remove } = await parcelOf(files);
  return { folder: project, remove };
}

async function compiled(
  project: Project,
  { client, programs }: Samples,
  compiler: Compiler,
  excuses: Excuses,
  tally: Tally,
): Promise<void> {
  const all = [...(client === undefined ? [] : [client]), ...programs];
  if (all.length === 0) return;
  const found = await compilePrograms(project, all, compiler);
  for (const part of all.flatMap(({ parts }) => parts)) {
    const end = part.line + part.text.split("\n").length;
    const fault = found.find(
      ({ page, line = 0 }) => page === part.page && line >= part.line && line < end,
    );
    judged(tally, "TypeScript compiled", fault ?? part, fault?.reason, excuses);
  }
}

async function ran(
  project: Project,
  { client, programs }: Samples,
  surroundings: Surroundings,
  excuses: Excuses,
  tally: Tally,
): Promise<void> {
  if (client === undefined || programs.length === 0) return;
  const failed = await runPrograms(project, client, programs, surroundings);
  for (const { name, parts } of programs)
    // Of a program that grows, no more is known than that some block of it fails.
    for (const part of parts) judged(tally, "TypeScript run", part, failed.get(name), excuses);
}

/** One more of a subject: good, excused or at fault. */
function judged(
  tally: Tally,
  subject: Subject,
  place: Pick<Finding, "page" | "line">,
  reason: string | undefined,
  excuses: Excuses,
): void {
  const excuse = reason === undefined ? undefined : excuses(place.page, reason);
  if (excuse === undefined) tally.add(subject, place, reason);
  else tally.excuse(subject, place, excuse);
}

async function curled(
  { curls }: Samples,
  surroundings: Surroundings,
  excuses: Excuses,
  tally: Tally,
): Promise<void> {
  if (!(await hasCurl())) {
    tally.skip("curl run", curls.length, "there is no curl on the path");
    return;
  }
  const failed = await runCurls(curls, surroundings);
  for (const curl of curls) judged(tally, "curl run", curl, failed.get(curl), excuses);
}
