import {
  formatDiagnostics,
  generate,
  hasErrors,
  locateIn,
  type GenerateOptions,
  type Host,
  type Result,
} from "../../generator/index.js";
import type { Payload } from "./payloads.js";
import type { Placed, Position } from "./position.js";
import { faultsOfCode } from "./code.js";
import { faultsOfJson } from "./json-outputs.js";
import { pagesOf, type Page } from "./pages.js";
import { faultsOfPages } from "./page-faults.js";

/** A text at a position. */
export interface Case {
  readonly position: string;
  readonly style: string;
  /** `quotes/single`. */
  readonly payload: string;
  readonly text: string;
  readonly placed: Placed;
  readonly options?: Partial<GenerateOptions>;
}

/** What became of a case before anything of it was run. */
export interface Trial {
  readonly trial: Case;
  readonly faults: readonly string[];
  /** The code that refused the document. */
  readonly refused?: string;
  readonly files?: ReadonlyMap<string, string>;
  readonly pages: readonly Page[];
}

/** The entry document's name, which a `$ref` to itself may use. */
const ENTRY = "openapi.json";

export function caseOf(position: Position, payload: Payload): Case {
  const { style, text } = payload;
  const placed = position.place(text);
  // No document may hold half a character, wherever it stands; values of calls may.
  const isBroken = /\\ud[89a-f]/.test(JSON.stringify(placed.document));
  return {
    ...{ position: position.name, style, payload: `${style}/${payload.name}`, text },
    placed: isBroken ? { ...placed, refused: "source/ill-formed" } : placed,
  };
}

/** Generates a case's document in memory and judges what was printed, and how it was refused. */
export async function tried(
  trial: Case,
  templates: Readonly<Record<string, string>>,
): Promise<Trial> {
  const { placed } = trial;
  const text = JSON.stringify(placed.document);
  const host: Host = {
    load: (path) => {
      const found = path === ENTRY ? text : member(placed.files ?? {}, path);
      return Promise.resolve(
        found === undefined ? { kind: "missing" } : { kind: "text", text: found },
      );
    },
    templates,
  };
  let result: Result;
  let alone: Result;
  try {
    result = await generate({ ...trial.options, input: ENTRY }, host);
    alone = await generate({ ...trial.options, input: ENTRY, only: ["types"] }, host);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { trial, faults: [`the generator failed: ${reason.slice(0, 600)}`], pages: [] };
  }
  const faults = [...faultsOfFindings(result, placed), ...faultsOfTypesAlone(alone, result)];
  if (result.files === undefined) {
    const refused = result.diagnostics.find(({ severity }) => severity === "error")?.code ?? "";
    return { trial, faults, refused, pages: [] };
  }
  const pages = pagesOf(result.files);
  return {
    trial,
    files: result.files,
    pages,
    faults: [
      ...faults,
      ...faultsOfPaths(result.files),
      ...faultsOfCode(result.files),
      ...faultsOfJson(result.files, placed),
      ...faultsOfPages(pages, placed),
    ],
  };
}

/** Types alone are refused as all is, and else are what they are beside the rest. */
function faultsOfTypesAlone({ files }: Result, all: Result): string[] {
  const names = [...(files ?? new Map<string, string>()).keys()];
  const others = names.filter((name) => name !== "src/types.ts" && name !== "manifest.json");
  return [
    ...others.map((name) => `types alone bring ${name}`),
    ...(files?.get("src/types.ts") === all.files?.get("src/types.ts")
      ? []
      : ["types alone are others, or refused otherwise"]),
  ];
}

/** Findings are named, have a place, show no control characters, and refuse what must be refused alone. */
function faultsOfFindings({ diagnostics, sources }: Result, { refused }: Placed): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const faults: string[] = [];
  const locate = locateIn(sources);
  for (const { code, location } of errors) {
    if (location === undefined || locate(location) === undefined)
      faults.push(`${code} has no place in the document`);
  }
  const shown = formatDiagnostics(diagnostics, locate);
  const control = UNSHOWN.exec(shown);
  if (control !== null)
    faults.push(`a finding shows U+${control[0].codePointAt(0)?.toString(16) ?? ""}`);
  if (refused === undefined) {
    if (hasErrors(diagnostics))
      faults.push(
        `refused: ${errors
          .map(({ code, message }) => `${code} ${message}`)
          .join("; ")
          .slice(0, 300)}`,
      );
  } else if (
    !errors.some(({ code }) =>
      refused.endsWith("/") ? code.startsWith(refused) : code === refused,
    )
  ) {
    const codes = errors.map(({ code }) => code).join(", ");
    faults.push(
      `expected ${refused}, ${codes === "" ? "and nothing refused it" : `found ${codes}`}`,
    );
  }
  return faults;
}

/** What may not reach a terminal: controls, and what reorders or hides a line. */
const UNSHOWN =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u;

/** Every path stays in the folder and is a file on any system, none twice where case does not count. */
function faultsOfPaths(files: ReadonlyMap<string, string>): string[] {
  const seen = new Set<string>();
  return [...files.keys()].flatMap((path) => {
    const twice = seen.has(path.toLowerCase());
    seen.add(path.toLowerCase());
    const sound = path
      .split("/")
      .every(
        (segment) =>
          /^[A-Za-z0-9_$][A-Za-z0-9_$.-]{0,119}$/.test(segment) &&
          !segment.endsWith(".") &&
          !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(segment),
      );
    return sound && !twice ? [] : [`the path ${JSON.stringify(path)}`];
  });
}

function member(files: Readonly<Record<string, string>>, path: string): string | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}
