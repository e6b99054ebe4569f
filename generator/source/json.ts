import type { Code, Params } from "../diagnostics/catalog.js";
import { endOfString, skipBlank } from "./json-string.js";
import { limits } from "./limits.js";

/** A fault of the text itself, by offset in UTF-16 code units. */
export type Fault = {
  [C in Extract<Code, `source/${string}`>]: {
    readonly code: C;
    readonly offset: number;
    readonly params: Params<C>;
  };
}[Extract<Code, `source/${string}`>];

/** What encloses the place being read, and what may stand there. */
interface Frame {
  readonly kind: "object" | "list";
  readonly keys: Set<string>;
}

/**
 * What JSON.parse does not say: where the text stops being JSON, which keys are repeated, and
 * whether it nests too deeply. Iterative, so that depth costs no stack.
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function jsonFaults(text: string): Fault[] {
  const faults: Fault[] = [];
  const stack: Frame[] = [];
  let expected: "value" | "value or ]" | "key" | "key or }" | "colon" | "comma" | "end" = "value";
  const fail = (offset: number, problem: string): Fault[] => {
    faults.push({ code: "source/syntax", offset, params: { language: "JSON", problem } });
    return faults;
  };
  const close = () => {
    stack.pop();
    expected = stack.length === 0 ? "end" : "comma";
  };
  for (let at = 0; ;) {
    const offset = skipBlank(text, at);
    if (offset >= text.length) {
      return expected === "end" ? faults : fail(text.length, `the text ends, ${wanted(expected)}`);
    }
    const token = tokenAt(text, offset);
    if (token === undefined) return fail(offset, problemAt(text, offset, expected));
    at = token.end;
    const mark = token.kind === "mark" ? text[offset] : undefined;
    const frame = stack.at(-1);
    const wantsValue = expected === "value" || expected === "value or ]";
    if (
      mark === "}" &&
      frame?.kind === "object" &&
      (expected === "key or }" || expected === "comma")
    ) {
      close();
    } else if (
      mark === "]" &&
      frame?.kind === "list" &&
      (expected === "value or ]" || expected === "comma")
    ) {
      close();
    } else if (mark === "," && expected === "comma") {
      expected = frame?.kind === "object" ? "key" : "value";
    } else if (mark === ":" && expected === "colon") {
      expected = "value";
    } else if (token.kind === "string" && (expected === "key" || expected === "key or }")) {
      const name = JSON.parse(text.slice(offset, token.end)) as string;
      if (frame?.keys.has(name) === true) {
        faults.push({ code: "source/duplicate-key", offset, params: { key: name } });
      }
      frame?.keys.add(name);
      expected = "colon";
    } else if ((mark === "{" || mark === "[") && wantsValue) {
      stack.push({ kind: mark === "{" ? "object" : "list", keys: new Set() });
      if (stack.length > limits.depth) {
        faults.push({ code: "source/too-deep", offset, params: { limit: limits.depth } });
        return faults;
      }
      expected = mark === "{" ? "key or }" : "value or ]";
    } else if (token.kind !== "mark" && wantsValue) {
      expected = stack.length === 0 ? "end" : "comma";
    } else {
      return fail(offset, problemAt(text, offset, expected));
    }
  }
}

interface Token {
  readonly kind: "string" | "scalar" | "mark";
  readonly end: number;
}

function tokenAt(text: string, offset: number): Token | undefined {
  const first = text[offset] ?? "";
  if ("[]{},:".includes(first)) return { kind: "mark", end: offset + 1 };
  if (first === '"') {
    const end = endOfString(text, offset);
    return end === undefined ? undefined : { kind: "string", end };
  }
  const scalar =
    /(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![\w.+-])/y;
  scalar.lastIndex = offset;
  return scalar.test(text) ? { kind: "scalar", end: scalar.lastIndex } : undefined;
}

function problemAt(text: string, offset: number, expected: string): string {
  const rest = text.slice(offset, offset + 20);
  if (rest.startsWith('"') && (expected.includes("key") || expected.includes("value"))) {
    return "this string is not closed, or holds an escape or control character JSON does not have";
  }
  if (rest.startsWith("//") || rest.startsWith("/*")) return "JSON has no comments";
  if (/^[}\]]/.test(rest) && (expected === "key" || expected === "value")) {
    return "a comma or colon stands before this with nothing after it";
  }
  return wanted(expected);
}

function wanted(expected: string): string {
  switch (expected) {
    case "key":
    case "key or }":
      return "a key in double quotes is missing here";
    case "colon":
      return 'a ":" is missing here';
    case "comma":
      return 'a "," or a closing bracket is missing here';
    case "end":
      return "nothing may follow the document";
    default:
      return "a value is missing here";
  }
}
