import {
  hasErrors,
  readModel,
  suiteOf,
  type ApiModel,
  type Diagnostic,
  type Result,
  type Suite,
} from "../../generator/index.js";
import { opened, type DocumentJob } from "../document-job.js";
import type { Mock } from "../prism.js";
import { nothingMatches } from "./flags.js";
import { servedApart } from "./mock/fragments.js";
import { stage, type Staged } from "./mock/additions.js";
import { textsForHeaders } from "./mock/header-texts.js";
import { openPlaces } from "./mock/misreadings.js";
import { normalised, withoutForeign } from "./mock/normalise.js";
import { plainAnswers } from "./mock/plain-answers.js";
import { jsonRanges, withoutRanges } from "./mock/ranges.js";
import { startPrismThread } from "./mock/prism.js";
import { generatedSources, importPackage, sourcesIn, type ClientPackage } from "./package.js";
import type { Patched } from "./live/amendment.js";
import type { RunRecord } from "./record.js";
import { Run } from "./run.js";
import type { CaseResult } from "./result.js";
import { narrowed, selected, type Selection } from "./selection.js";

export interface SessionOptions extends Selection {
  readonly input: string;
  /** Folder of the generated package; default: generated anew, in memory. */
  readonly client?: string;
  /** Serve the document to the mock as it is written. */
  readonly raw?: boolean;
  /** Stop at the first fault of the client or of the suite. */
  readonly bail?: boolean;
  readonly onResult?: (result: CaseResult) => void;
}

/** A document that was read, or why it was not. */
export interface Read {
  readonly model?: ApiModel;
  /** What a patch of the document is made for. */
  readonly patched?: Patched;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Result["sources"];
}

export async function readContractModel(job: DocumentJob): Promise<Read> {
  const { options, load } = await opened(job);
  const { model, document, diagnostics, sources } = await readModel(options, {
    load,
    templates: {},
  });
  if (model === undefined || document === undefined || hasErrors(diagnostics))
    return { diagnostics, sources };
  const entry = document.origin("#").file;
  const patched: Patched = {
    canonical: model.document,
    isOld: /^\s*["']?openapi["']?\s*:\s*["']?3\.0/m.test(sources.get(entry)?.text ?? ""),
    writtenAt: (at) => {
      const { file, pointer = "#" } = document.origin(at as `#${string}`);
      return file === entry ? { pointer } : { file, pointer };
    },
  };
  return { model, patched, diagnostics, sources };
}

/** The generated package of a document: from its folder, else generated in memory. */
export async function packageOf({
  client,
  ...job
}: DocumentJob & Pick<SessionOptions, "client">): Promise<ClientPackage> {
  const sources = client === undefined ? await generatedSources(job) : await sourcesIn(client);
  if (sources === undefined) throw new Error("the document generates no package");
  return importPackage(sources);
}

/**
 * Starts the mock, runs the suite of a document and stops the mock.
 *
 * @throws MockFault where the mock does not start
 * @throws CommandLineFault where `grep` matches no case
 */
export async function runSession(
  model: ApiModel,
  options: SessionOptions,
  pack: ClientPackage,
  suite: Suite = suiteOf(model),
): Promise<RunRecord> {
  const { raw = false, grep, shard, seed, bail = false, onResult } = options;
  const cases = selected(suite, options);
  if (grep !== undefined && selected(suite, { grep }).length === 0) throw nothingMatches();
  const { mock, staged } = await startMock(model, suite, raw);
  try {
    const run = new Run(model, suite, pack, {
      baseUrl: mock.url,
      ...(staged === undefined ? {} : { staged }),
      ...(bail ? { until: isFaultOfOurs } : {}),
    });
    const results = await run.all(cases, onResult);
    const asked = grep === undefined ? suite : narrowed(suite, cases);
    return {
      version: 1,
      document: { ...suite.document, input: options.input },
      served: raw ? "raw" : "normalised",
      ...(shard === undefined ? {} : { shard }),
      ...(seed === undefined ? {} : { seed }),
      operations: asked.operations.map(({ name, method, path, units }) => ({
        name,
        method,
        path,
        units,
      })),
      results,
    };
  } finally {
    await mock.stop();
  }
}

/** What `--bail` ends at: the mock's faults are none of the client's. */
function isFaultOfOurs({ blame }: CaseResult): boolean {
  return blame === "client" || blame === "suite";
}

/** Prism on the document in words it understands, or as it is written. */
export async function startMock(
  model: ApiModel,
  suite: Suite,
  raw: boolean,
  port = 0,
): Promise<{ readonly mock: Mock; readonly staged?: Staged }> {
  if (raw) return { mock: await startPrismThread(withoutForeign(model.document), { port }) };
  const staged = stage(model, suite);
  const texts = textsForHeaders(model, suite);
  const worded = normalised(
    model.document,
    staged.additions,
    openPlaces(model),
    texts,
    plainAnswers(model),
  );
  const served = servedApart(withoutRanges(worded, jsonRanges(model)));
  return { mock: await startPrismThread(served, { port }), staged };
}
