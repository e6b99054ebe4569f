import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CANARY } from "./canary.js";
import { fencesOf, type Page } from "./pages.js";

/** Options of curl that our samples use. Anything else at the place of one is a document's. */
const OPTIONS = "--request --header --cookie --user --cert --data --data-raw --form-string".split(
  " ",
);

/**
 * Runs the shell samples of pages with a `curl` that only writes its arguments down: no text of the
 * document runs, ends its argument, or is an option.
 */
export function faultsOfSamples(pages: readonly Page[]): string[] {
  const samples = pages
    .filter(({ path }) => path.startsWith("docs/"))
    .flatMap(({ markdown }) => fencesOf(markdown, "sh"));
  if (samples.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), "adversarial-shell-"));
  try {
    const script = `curl() { printf '%s\\0' curl "$@"; }\nnpm() { :; }\n${samples.join("\n")}`;
    const { status, stdout, stderr } = spawnSync("sh", ["-c", script], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env.PATH },
    });
    const faults: string[] = [];
    if (status !== 0 || stderr !== "") faults.push(`a shell sample says ${stderr.slice(0, 200)}`);
    if (existsSync(join(folder, CANARY))) faults.push("a shell sample ran the document's text");
    const words = stdout.split("\0").slice(0, -1);
    if (
      words.filter((word) => word === "curl").length !==
      samples.filter((text) => /^curl/m.test(text)).length
    )
      faults.push("a shell sample has another number of commands");
    return [...faults, ...faultsOfWords(words)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A command is its address and pairs of an option and its value, none of which names a file. */
function faultsOfWords(words: readonly string[]): string[] {
  const faults: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "curl" || !word.startsWith("-")) {
      // curl expands braces and ranges of an address.
      if (/[{}[\]]/.test(word) && !words.includes("--globoff"))
        faults.push(`curl expands ${word.slice(0, 80)}`);
      continue;
    }
    if (word === "--globoff") continue;
    at += 1;
    const value = words[at] ?? "";
    if (!OPTIONS.includes(word)) faults.push(`curl is given the option ${word.slice(0, 80)}`);
    if (word !== "--data-raw" && word !== "--form-string" && value.startsWith("@"))
      faults.push(`curl reads ${value.slice(0, 80)}`);
    if (word === "--cookie" && !value.includes("="))
      faults.push(`curl reads ${value.slice(0, 80)}`);
  }
  return faults;
}
