import type { Sources } from "../contract/modules.js";

/** How one kind of text of a generated package is changed. */
export interface ClientOperator {
  readonly name: string;
  /** Paths of the files that it changes. */
  readonly files: RegExp;
  /** Flagged `g`: every place where it matches is a mutant. */
  readonly pattern: RegExp;
  /** What the match becomes; `$0`, `$1`… are what it and its groups hold. */
  readonly to: string;
  /** Where the change would change nothing. */
  readonly isVain?: Vain;
}

type Vain = (text: string, match: RegExpMatchArray, sources: Sources) => boolean;

const SCHEMAS = /^src\/schemas\/(?!index|registry|validators|packed)/;
const CLIENT = /^src\/client\/(?!index|security)/;

/** A list or an object of a descriptor, on one line or on several. */
const LIST = String.raw`\[(?:[^\n]*|\n[\s\S]*?\n {2})\]`;
const OBJECT = String.raw`\{(?:[^\n]*|\n[\s\S]*?\n {2})\}`;
const member = (name: string, value: string): RegExp =>
  new RegExp(`^ {2}${name}: ${value},\n`, "gm");

/** A scalar's schema that no further method narrows. */
const BARE = String.raw`(?=,|\)|\]|;| \}|\n|\.nullable|\.exactOptional)`;
const bare = (schemas: string): RegExp =>
  new RegExp(String.raw`\bz\.(?:${schemas})\(\)${BARE}`, "g");

const OF_SCHEMAS: readonly Omit<ClientOperator, "files">[] = [
  { name: "judges no headers", pattern: /^ {2}headers: headerJudge\([\s\S]*?\}\),\n/gm, to: "" },
  { name: "requires an optional member", pattern: /\.exactOptional\(\)/g, to: "" },
  {
    name: "makes a member optional",
    pattern: /^( {2,4}\w+: (?:z|formats)\.(?!.*exactOptional)[^\n]*\)),$/gm,
    to: "$1.exactOptional(),",
    // Without it there is no path, and the client says so whether or not it validates.
    isVain: isOfParameters("path"),
  },
  { name: "widens a text", pattern: bare("string"), to: "z.unknown()" },
  { name: "widens an integer", pattern: /\bz\.int\(\)/g, to: "z.number()" },
  { name: "widens a number", pattern: bare("number"), to: "z.unknown()" },
  { name: "widens a boolean", pattern: bare("boolean"), to: "z.unknown()" },
  {
    name: "widens a list's items",
    pattern: /\bz\.array\((?!z\.unknown)[\w.()]+\)/g,
    to: "z.array(z.unknown())",
  },
  { name: "narrows a text", pattern: bare("string"), to: "z.int()" },
  { name: "narrows an integer", pattern: bare("int"), to: "z.int().min(2)" },
  { name: "refuses null", pattern: /\.nullable\(\)/g, to: "" },
  { name: "drops a lower bound", pattern: /\.(?:min|gt|gte)\([\d.]+\)/g, to: "" },
  { name: "drops an upper bound", pattern: /\.(?:max|lt|lte)\([\d.]+\)/g, to: "" },
  { name: "raises a lower bound", pattern: /\.min\((\d+)\)/g, to: ".min($1 + 1)" },
  { name: "lowers an upper bound", pattern: /\.max\((\d+)\)/g, to: ".max($1 - 1)" },
  { name: "drops a pattern", pattern: /\.regex\(new RegExp\("(?:[^"\\]|\\.)*", "u"\)\)/g, to: "" },
  { name: "drops a format", pattern: /\bformats\.\w+/g, to: "z.string()" },
  {
    name: "drops a listed value",
    pattern: /\bz\.enum\(\[(\s*)"(?:[^"\\]|\\.)*",\s*(?=")/g,
    to: "z.enum([$1",
  },
  {
    name: "changes a constant",
    pattern: /z\.literal\("((?:[^"\\]|\\.)*)"\)/g,
    to: 'z.literal("$1~")',
  },
  {
    name: "drops an alternative",
    pattern:
      /\b(z\.(?:union|discriminatedUnion)\((?:"(?:[^"\\]|\\.)*", )?\[\s*)[\w.()]+,\s*(?=\w)/g,
    to: "$1",
  },
  {
    name: "drops a condition",
    pattern: /\bjs\.(?:not|anyOf|dependentRequired|conditional|uniqueItems|contains)\(/g,
    to: "((..._: unknown[]) => () => undefined)(",
  },
  { name: "lets strange members in", pattern: /\bz\.strictObject\(/g, to: "z.looseObject(" },
  {
    name: "keeps strange members out",
    pattern: /\bz\.looseObject\(/g,
    to: "z.strictObject(",
    isVain: (...place) =>
      isOfParameters("path|query|header|cookie")(...place) ||
      isHeaded("headers of a ")(...place) ||
      isOnlySpread(...place),
  },
];

const OF_CLIENT: readonly Omit<ClientOperator, "files">[] = [
  {
    name: "sends another method",
    pattern: /^ {2}method: "(?!patch)\w+",$/gm,
    to: '  method: "patch",',
  },
  { name: "breaks a path", pattern: /^ {2}path: "\/(\w+)/gm, to: '  path: "/$1s' },
  {
    name: "loses parameters",
    pattern: member("parameters", LIST),
    to: "",
    isVain: (_, [parameters]) => !/key: "[^"]*", /.test(parameters),
  },
  {
    name: "renames a parameter",
    pattern: /\{ in: "(\w+)", key: "(\w+)"/g,
    to: '{ in: "$1", key: "$2s"',
    isVain: isPlain,
  },
  {
    name: "misplaces a parameter",
    pattern: /\{ in: "query", key:/g,
    to: '{ in: "header", key:',
    isVain: isPlain,
  },
  { name: "loses a body", pattern: member("body", OBJECT), to: "" },
  {
    name: "sends another media type",
    pattern: /\bcontent: \{ "application\/json": /g,
    to: 'content: { "application/xml": ',
  },
  {
    name: "forgets a status",
    pattern: /^ {4}"?(?:\d{3}|\dXX|default)"?: \{[^\n]*\},\n/gm,
    to: "",
    isVain: isReadByDefault,
  },
  {
    name: "reads JSON as text",
    pattern: /^( {4}"?(?:\d{3}|\dXX|default)"?: \{[^\n]*?: )"json"/gm,
    to: '$1"text"',
  },
  { name: "loses a header", pattern: member("headers", OBJECT), to: "" },
  {
    name: "reads a header as text",
    pattern: /(\{ key: "(?:[^"\\]|\\.)*"), type: "\w+" \}/g,
    to: "$1 }",
  },
  { name: "skips credentials", pattern: member("security", LIST), to: "" },
];

/** All that is done to a package: an operator a kind of fault, a mutant each place where it fits. */
export const CLIENT_OPERATORS: readonly ClientOperator[] = [
  ...OF_SCHEMAS.map((one) => ({ ...one, files: SCHEMAS })),
  ...OF_CLIENT.map((one) => ({ ...one, files: CLIENT })),
];

/** What `default` reads alike needs no status of its own. */
function isReadByDefault(text: string, { 0: line, index = 0 }: RegExpMatchArray): boolean {
  const rest = text.slice(index, text.indexOf("\n  },", index));
  return (
    /^\s+"?[45]/.test(line) && rest.includes(line.replace(/^\s+"?\w+"?/, "\n    default").trimEnd())
  );
}

/** A parameter that has no style of its own is written whether or not it is named. */
function isPlain(text: string, { index = 0 }: RegExpMatchArray): boolean {
  return /^\{ in: "\w+", key: "[^"]*" \}/.test(text.slice(index, text.indexOf("}", index) + 1));
}

/** Whether a match is in the schema of an operation's parameters in one of these places: a request has none but those that are described. */
function isOfParameters(places: string): Vain {
  return isHeaded(`(?:${places}) parameters of `);
}

/** Whether the last schema that begins before a match is headed so. Of an answer's headers none are judged but those that are described. */
function isHeaded(words: string): Vain {
  const heading = new RegExp(`^/\\*\\* The ${words}|^export const `, "gm");
  return (text, { index = 0, 0: match }) => {
    const before = text.slice(0, index + match.length);
    return [...before.matchAll(heading)].at(-2)?.[0].startsWith("/**") === true;
  };
}

/** A component whose members others spread: by itself it judges nothing. */
function isOnlySpread(text: string, { index = 0 }: RegExpMatchArray, sources: Sources): boolean {
  const [, name = ""] = /export const (\w+) = $/.exec(text.slice(0, index)) ?? [];
  if (name === "") return false;
  const use = new RegExp(`\\b${name}\\b(?! \\})(.{6})`, "g");
  const uses = [...sources].flatMap(([path, other]) =>
    SCHEMAS.test(path) && !path.endsWith(".d.ts") && other !== text ? [...other.matchAll(use)] : [],
  );
  return uses.length > 0 && uses.every(([, rest]) => rest === ".shape");
}
