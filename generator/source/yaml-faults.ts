import type { Fault } from "./json.js";

/** An error of the library's composing. */
interface YamlError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [start: number, end: number];
}

/** A bracket or quote that nothing closes. */
export interface Unclosed {
  readonly offset: number;
  readonly opening: string;
}

/** What the errors of composing say, each where it arose; what is never closed, where it was opened. */
export function faultsOf(
  errors: readonly YamlError[],
  open: readonly Unclosed[],
  text: string,
): Fault[] {
  const faults = open.map(({ offset, opening }) =>
    syntax(offset, `nothing closes this ${opening === '"' ? "quote" : `"${opening}"`}`),
  );
  for (const error of errors) {
    const [offset] = error.pos;
    // What follows from an error at the same place says nothing new.
    if (faults.some((fault) => fault.offset === offset)) continue;
    // Where the end was missed is long after what was left open, and often the end of the file.
    if (open.length > 0 && MISSED_END.test(error.message)) continue;
    faults.push(syntax(offset, problemOf(error, text)));
  }
  return faults;
}

export function syntax(offset: number, problem: string): Fault {
  return { code: "source/syntax", offset, params: { language: "YAML", problem } };
}

const MISSED_END = /must (?:be sufficiently indented and )?end with a|^Missing closing/;

/** What is wrong, in words of our own where the library's depend on its version or explain little. */
function problemOf(error: YamlError, text: string): string {
  const known = PROBLEMS[error.code];
  if (known !== undefined) return known;
  if (/flow-(?:map|seq)-end/.test(error.message))
    return `nothing is open that this "${text.charAt(error.pos[0])}" could close`;
  if (/^Missing , /.test(error.message)) return "a comma, or what goes before it, is missing here";
  const [line = ""] = error.message.split("\n");
  const sentence = line.replace(/ at line \d+, column \d+:?$/, "").replace(/[.:]$/, "");
  if (/quote$/.test(sentence)) return "a closing quote is missing";
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
}

const PROBLEMS: { readonly [code: string]: string | undefined } = {
  ALIAS_PROPS: "an alias can have neither anchor nor tag",
  BAD_DQ_ESCAPE: "this escape does not exist in double quotes",
  BAD_INDENT: "the indentation fits nothing above",
  BAD_SCALAR_START: "plain text cannot begin with this character; put it in quotes",
  BLOCK_AS_IMPLICIT_KEY: "a nested mapping must begin on a line of its own",
  BLOCK_IN_FLOW: "a block cannot stand inside brackets",
  KEY_OVER_1024_CHARS: "a key may have 1024 characters",
  MULTILINE_IMPLICIT_KEY: "a key must stand on one line; a quote or a colon may be missing above",
  MULTIPLE_ANCHORS: "a value can have one anchor",
  MULTIPLE_TAGS: "a value can have one tag",
  TAB_AS_INDENT: "tabs cannot indent",
};
