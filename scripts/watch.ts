import { dirname, join, relative, resolve } from "node:path";
import { isUrl, Session, type Host } from "../generator/index.js";
import { endedBy } from "./command-line.js";
import { ownFolder } from "./disk.js";
import { EXIT } from "./exit.js";
import type { OutputFormat } from "./fault.js";
import { Followed } from "./followed.js";
import { prepare, type Job } from "./generation.js";
import { regenerate, type Regeneration } from "./regeneration.js";

/** What is generated again and again. */
export interface Watched {
  /** Reads the config file and the flags; throws what is wrong with them. */
  readonly job: () => Promise<{ readonly job: Job; readonly output: string }>;
  /** The config file, if there may be one. */
  readonly config: readonly string[];
  readonly force?: boolean;
  readonly format: OutputFormat;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Generates, and again whenever a file that decides the output changes: the document's, those it
 * refers to as they come and go, the guides, the templates, the config file. One line a run; what is
 * wrong is shown and the last good output kept. Ends on SIGINT or SIGTERM, after the run at work,
 * and returns the exit code 0. A command line that is at fault from the start is thrown.
 */
export async function watchGeneration(watched: Watched): Promise<number> {
  const stop = new AbortController();
  // A second signal ends the process as it would any other; the journal makes that harmless.
  const end = (): void => stop.abort();
  for (const signal of SIGNALS) process.once(signal, end);
  const followed = new Followed();
  const session = new Session();
  let changed: readonly string[] = [];
  try {
    let last = await watched.job();
    do {
      const start = performance.now();
      const texts = new Map<string, string>();
      const asked = new Set<string>([resolve(last.job.input)]);
      const run = async (): Promise<Regeneration> => {
        last = await watched.job();
        const { options, host } = await prepare(last.job);
        const load = noting(host.load, dirname(last.job.input), asked, texts);
        const prepared = { options, host: { ...host, load, session } };
        return regenerate(last.job, last.output, { ...watched, prepared });
      };
      await followed.follow([...(await surroundings(last.job)), ...watched.config]);
      const { summary = "kept as it was" } = await run().catch((error: unknown) => ({
        code: endedBy(error),
        summary: undefined,
      }));
      const names = changed.map((path) => relative(".", path)).join(", ") || last.job.input;
      const spent = Math.round(performance.now() - start);
      const line = `${names}: ${last.output}: ${summary}, ${String(spent)} ms`;
      if (watched.format === "text") console.log(line);
      await followed.followRead(asked, texts);
      changed = await followed.changed(stop.signal);
    } while (!stop.signal.aborted);
  } finally {
    followed.close();
    for (const signal of SIGNALS) process.off(signal, end);
  }
  return EXIT.clean;
}

/** Notes each file that is asked for and the text that was given. */
function noting(
  load: Host["load"],
  folder: string,
  asked: Set<string>,
  texts: Map<string, string>,
): Host["load"] {
  return async (path) => {
    // What is on the network is read again with the next change of a file.
    if (isUrl(path)) return load(path);
    const file = resolve(folder, path);
    asked.add(file);
    const loaded = await load(path);
    if (loaded.kind === "text") texts.set(file, loaded.text);
    return loaded;
  };
}

/** What decides the output beside the document. */
async function surroundings({ guides, hooks, overlay = [] }: Job): Promise<string[]> {
  const templates = join(await ownFolder(), "templates");
  const own = [templates, ...overlay, ...(hooks === undefined ? [] : [hooks])];
  if (guides === undefined) return own;
  return [...own, guides.templates, ...(guides.data === undefined ? [] : [guides.data])];
}
