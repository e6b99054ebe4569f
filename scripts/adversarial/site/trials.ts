import { DOWNLOADS } from "../../site/markdown.js";
import { api, OPERATION } from "../position.js";
import { tried, type Trial } from "../trial.js";
import type { Visitor } from "./chromium.js";
import { faultsOfSites } from "./judge.js";
import type { Reference } from "./sites.js";

/** Builds the sites of what was generated; the faults of each trial, in their order. */
export async function faultsOnSites(
  trials: readonly Trial[],
  templates: Readonly<Record<string, string>>,
  visitor: Visitor | undefined,
): Promise<string[][]> {
  const cases = new Map(
    trials.flatMap((trial, index) =>
      trial.files === undefined ? [] : [[`c${String(index)}`, trial] as const],
    ),
  );
  const [harmless, other] = await Promise.all(
    [api(), api({ paths: { "/others": { get: { ...OPERATION, operationId: "getOthers" } } } })].map(
      async (document) => {
        const placed = { document };
        return referenceOf(
          await tried({ position: "", style: "", payload: "", text: "", placed }, templates),
        );
      },
    ),
  );
  if (harmless === undefined || other === undefined) return trials.map(() => []);
  const references = new Map([...cases].map(([name, trial]) => [name, referenceOf(trial)]));
  const faults = await faultsOfSites(harmless, other, references, visitor);
  return trials.map((_, index) => faults.get(`c${String(index)}`) ?? []);
}

function referenceOf({ files = new Map(), pages }: Trial): Reference {
  const own = pages.flatMap(({ path, markdown }): [string, string][] =>
    path.startsWith("docs/") ? [[path.slice("docs/".length), markdown]] : [],
  );
  return {
    pages: new Map(own),
    addresses: files.get("docs/addresses.json") ?? "",
    downloads: new Map(DOWNLOADS.map((path) => [path, files.get(path) ?? ""])),
  };
}
