/** A block of code on a page. */
export interface Fence {
  /** Path below `docs/`. */
  readonly page: string;
  /** Line of the page on which its text begins, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** TypeScript as a reader puts it together: one block, or several that continue each other. */
export interface Program {
  /** Name of its file, without extension: unique among the programs. */
  readonly name: string;
  readonly parts: readonly Fence[];
}

/** What a reference asks its readers to run. */
export interface Samples {
  /** The module that the others import, `client.ts`; absent where a document has no operations. */
  readonly client: Program | undefined;
  readonly programs: readonly Program[];
  readonly curls: readonly Fence[];
}

type Pages = ReadonlyMap<string, string>;

/**
 * Every TypeScript and every curl sample of a reference, from its pages by path below `docs/`. What
 * a document's own descriptions hold is the author's, and no sample of ours.
 */
export function samplesOf(pages: Pages): Samples {
  const programs: Program[] = [];
  const curls: Fence[] = [];
  let client: Program | undefined;
  for (const [page, markdown] of pages) {
    const fences = fencesOf(page, markdown);
    if (page === "authentication.md") {
      const module = fences.find(({ language }) => language === "ts");
      if (module?.text.startsWith("import ") === true) client = { name: "client", parts: [module] };
      programs.push(...programsIn(fences.filter((one) => isSample(one, "ts", CORE))));
    } else if (isOurs(page)) {
      const own = page.startsWith("operations/") ? IMPORT : /^/;
      programs.push(...programsIn(fences.filter((one) => isSample(one, "ts", own))));
      curls.push(...fences.filter((one) => isSample(one, "sh", CURL)));
    }
  }
  return { client, programs, curls };
}

/** Pages whose samples come from us or from the author of a guide. */
function isOurs(page: string): boolean {
  return /^(?:operations|guides)\/|^validation\.md$/.test(page);
}

/** How the samples of operations begin; an author's own hardly ever do. */
const IMPORT = /^import \{ client \} from "\.\/client\.js";/;
const CORE = /^import \{ createCore, /;
const CURL = /^curl --request /;

function isSample({ language, text }: Fence, wanted: string, start: RegExp): boolean {
  return language === wanted && start.test(text);
}

/** A block that imports stands by itself; one that does not goes on with the page's first. */
function programsIn(fences: readonly Fence[]): Program[] {
  const [first, ...others] = fences;
  if (first === undefined) return [];
  const stands = (fence: Fence): boolean => fence.text.startsWith("import ");
  const growing = [first, ...others.filter((fence) => !stands(fence))];
  return [growing, ...others.filter(stands).map((fence) => [fence])].map((parts, index) => ({
    name: `${first.page.replace(/\.md$/, "").replaceAll("/", "-")}-${String(index + 1)}`,
    parts,
  }));
}

/** The blocks of code of a page, in order. */
export function fencesOf(page: string, markdown: string): Fence[] {
  const found: Fence[] = [];
  for (const match of markdown.matchAll(/^(`{3,})(\w*)\n([\s\S]*?)\n\1$/gm)) {
    const [, , language = "", text = ""] = match;
    const line = markdown.slice(0, match.index).split("\n").length + 1;
    found.push({ page, line, language, text });
  }
  return found;
}

/** The text of a program. */
export function programText({ parts }: Program): string {
  return `${parts.map(({ text }) => text).join("\n")}\n`;
}

/** Where on its page a line of a program stands. */
export function placeOf({ parts }: Program, line: number): { page: string; line: number } {
  let before = 0;
  for (const { page, line: start, text } of parts) {
    const length = text.split("\n").length;
    if (line <= before + length) return { page, line: start + line - before - 1 };
    before += length;
  }
  const [{ page, line: start } = { page: "", line: 1 }] = parts;
  return { page, line: start };
}

/** The environment variables that samples read, by their names. */
export function variablesIn({ client, programs, curls }: Samples): string[] {
  const texts = [
    ...[...(client === undefined ? [] : [client]), ...programs].map(programText),
    ...curls.map(({ text }) => text),
  ];
  const names = texts.flatMap((text) =>
    [...text.matchAll(/process\.env\.(\w+)|\$\{?([A-Z][A-Z0-9_]*)/g)].map(
      ([, ts, shell]) => ts ?? shell ?? "",
    ),
  );
  return [...new Set(names)].sort();
}
