import type { Sources } from "../contract/modules.js";
import type { Mutant } from "./mutant.js";

/** How one kind of text is changed. `$1`… of `to` are the pattern's groups. */
interface Operator {
  readonly name: string;
  readonly files: RegExp;
  readonly pattern: RegExp;
  readonly to: string;
  /** Where the change would change nothing. */
  readonly isVain?: Vain;
}

type Vain = (text: string, match: RegExpMatchArray, sources: Sources) => boolean;

/** What `default` reads alike needs no status of its own. */
function isReadByDefault(text: string, { 0: line, index = 0 }: RegExpMatchArray): boolean {
  const rest = text.slice(index, text.indexOf("\n  },", index));
  return /^\s+"?[45]/.test(line) && /^ {4}default: \{ "application\/json"/m.test(rest);
}

/** A query's parameter that has no style of its own is written whether or not it is named. */
function isPlainQuery(text: string, { index = 0 }: RegExpMatchArray): boolean {
  return /^\{ in: "query", key: "[^"]*" \}/.test(text.slice(index, text.indexOf("}", index) + 1));
}

/**
 * Whether the last schema that begins before a match is that of an operation's parameters in one of
 * these places: a document's request has none but those that the operation describes.
 */
function isIn(places: string): Vain {
  const heading = new RegExp(`^/\\*\\* The (?:${places}) parameters of \`|^export const `, "gm");
  return (text, { index = 0, 0: match }) => {
    const headings = [...text.slice(0, index + match.length).matchAll(heading)].map(
      ([line]) => line,
    );
    return headings.at(-2)?.startsWith("/**") === true;
  };
}

/** A component whose members others spread: by itself it judges nothing. */
function isOnlySpread(text: string, { index = 0 }: RegExpMatchArray, sources: Sources): boolean {
  const [, name = ""] = /export const (\w+) = $/.exec(text.slice(0, index)) ?? [];
  const users = [...sources].filter(([path]) => /^src\/schemas\/(?!index|registry)/.test(path));
  const uses = users.flatMap(([path, other]) =>
    path.endsWith(".d.ts") || other === text
      ? []
      : [...other.matchAll(new RegExp(`\\b${name}\\b(?! \\})(.{6})`, "g"))],
  );
  return name !== "" && uses.length > 0 && uses.every(([, rest]) => rest === ".shape");
}

const SCHEMAS = /^src\/schemas\/(?!index|registry|validators)/;
const CLIENT = /^src\/client\/(?!index|security)/;

const OPERATORS: readonly Operator[] = [
  { name: "requires an optional member", files: SCHEMAS, pattern: /\.exactOptional\(\)/g, to: "" },
  {
    name: "makes a member optional",
    files: SCHEMAS,
    pattern: /^( {2,4}\w+: (?:z|formats)\.(?!.*exactOptional)[^\n]*\)),$/gm,
    to: "$1.exactOptional(),",
    // Without it there is no path, and the client says so whether or not it validates.
    isVain: isIn("path"),
  },
  {
    name: "widens a text",
    files: SCHEMAS,
    pattern: /\bz\.string\(\)(?!\.(?:min|max|regex|check))/g,
    to: "z.unknown()",
  },
  { name: "widens an integer", files: SCHEMAS, pattern: /\bz\.int\(\)/g, to: "z.number()" },
  { name: "widens a boolean", files: SCHEMAS, pattern: /\bz\.boolean\(\)/g, to: "z.unknown()" },
  {
    name: "narrows a text",
    files: SCHEMAS,
    pattern: /\bz\.string\(\)(?!\.(?:min|max|regex|check))/g,
    to: "z.int()",
  },
  { name: "narrows an integer", files: SCHEMAS, pattern: /\bz\.int\(\)/g, to: "z.int().min(2)" },
  { name: "drops a lower bound", files: SCHEMAS, pattern: /\.min\(\d+\)/g, to: "" },
  { name: "drops an upper bound", files: SCHEMAS, pattern: /\.max\(\d+\)/g, to: "" },
  { name: "raises a lower bound", files: SCHEMAS, pattern: /\.min\((\d+)\)/g, to: ".min($1 + 1)" },
  {
    name: "drops a pattern",
    files: SCHEMAS,
    pattern: /\.regex\(new RegExp\("(?:[^"\\]|\\.)*", "u"\)\)/g,
    to: "",
  },
  {
    name: "drops a format",
    files: SCHEMAS,
    pattern: /\bformats\.\w+(?=[.,)\n])/g,
    to: "z.string()",
  },
  {
    name: "drops a listed value",
    files: SCHEMAS,
    pattern: /z\.enum\(\["(?:[^"\\]|\\.)*", /g,
    to: "z.enum([",
  },
  {
    name: "changes a constant",
    files: SCHEMAS,
    pattern: /z\.literal\("((?:[^"\\]|\\.)*)"\)/g,
    to: 'z.literal("$1~")',
  },
  {
    name: "lets strange members in",
    files: SCHEMAS,
    pattern: /\bz\.strictObject\(/g,
    to: "z.looseObject(",
  },
  {
    name: "keeps strange members out",
    files: SCHEMAS,
    pattern: /\bz\.looseObject\(/g,
    to: "z.strictObject(",
    isVain: (...place) => isIn("path|query|header|cookie")(...place) || isOnlySpread(...place),
  },
  { name: "refuses null", files: SCHEMAS, pattern: /\.nullable\(\)/g, to: "" },
  {
    name: "sends another method",
    files: CLIENT,
    pattern: /^ {2}method: "\w+",$/gm,
    to: '  method: "patch",',
  },
  { name: "breaks a path", files: CLIENT, pattern: /^ {2}path: "\/(\w+)/gm, to: '  path: "/$1s' },
  {
    name: "loses parameters",
    files: CLIENT,
    pattern: /^ {2}parameters: \[[^\n]*\],$/gm,
    to: "  parameters: [],",
    isVain: (_, [parameters]) => !/in: "(?!query)|key: "[^"]*", /.test(parameters),
  },
  {
    name: "renames a parameter",
    files: CLIENT,
    pattern: /\{ in: "(\w+)", key: "(\w+)"/g,
    to: '{ in: "$1", key: "$2s"',
    isVain: isPlainQuery,
  },
  {
    name: "misplaces a parameter",
    files: CLIENT,
    pattern: /\{ in: "query", key:/g,
    to: '{ in: "header", key:',
    isVain: isPlainQuery,
  },
  {
    name: "sends another media type",
    files: CLIENT,
    pattern: /content: \{ "application\/json": "json" \}/g,
    to: 'content: { "application/xml": "json" }',
  },
  {
    name: "forgets a status",
    files: CLIENT,
    pattern: /^ {4}"?(\d{3}|default)"?: \{ "application\/json": "json" \},\n/gm,
    to: "",
    isVain: isReadByDefault,
  },
  {
    name: "reads JSON as text",
    files: CLIENT,
    pattern: /^( {4}"?(?:\d{3}|default)"?: \{ "application\/json": )"json"/gm,
    to: '$1"text"',
  },
  {
    name: "skips credentials",
    files: CLIENT,
    pattern: /^ {2}security: \[\{[^\n]*\}\],$/gm,
    to: "  security: [],",
  },
];

/** Every mutant of a package's own files. `isUsed` says which files its operations and validators lead to. */
export function clientMutants(sources: Sources, isUsed: (path: string) => boolean): Mutant[] {
  const mutants: Mutant[] = [];
  for (const [path, text] of [...sources].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (!isUsed(path)) continue;
    for (const { name, files, pattern, to, isVain } of OPERATORS) {
      if (!files.test(path)) continue;
      for (const match of text.matchAll(pattern)) {
        const line = text.slice(0, match.index).split("\n").length;
        const column = match.index - text.lastIndexOf("\n", match.index - 1);
        const changed = match[0].replace(
          new RegExp(pattern.source, pattern.flags.replace("g", "")),
          to,
        );
        if (changed === match[0] || isVain?.(text, match, sources) === true) continue;
        mutants.push({
          id: `client ${path}:${String(line)}:${String(column)} ${name}`,
          of: "client",
          operator: name,
          near: nearOf(path, text, match.index),
          sources: () =>
            Promise.resolve(
              new Map(sources).set(
                path,
                text.slice(0, match.index) + changed + text.slice(match.index + match[0].length),
              ),
            ),
        });
      }
    }
  }
  return mutants;
}

/** The operation or component that a place of a file is about. */
function nearOf(path: string, text: string, at: number): string[] {
  const before = text.slice(0, at);
  const descriptor = [...before.matchAll(/^const (\w+)Operation\b/gm)].at(-1)?.[1];
  if (descriptor !== undefined) return [descriptor];
  const own = [...before.matchAll(/^export const (\w+?)(?:Response|Request)?Schema\b/gm)].at(
    -1,
  )?.[1];
  const file = path.slice(path.lastIndexOf("/") + 1, -".ts".length);
  const camel = file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return path.includes("/operations/")
    ? [camel]
    : [`/schemas/${own ?? file}`, `/schemas/${own ?? ""}`];
}
