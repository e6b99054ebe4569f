/**
 * The offset at which a text stops being JSON; its length where it ends too soon. Meant for text
 * that `JSON.parse` refused, whose own message quotes the text. Iterative: depth costs no stack.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function faultOffset(text: string): number {
  const closers: string[] = [];
  let expected: "value" | "item" | "key" | "member" | "colon" | "end" = "value";
  for (let at = 0; ;) {
    at = matched(/[ \t\n\r]*/y, text, at);
    const mark = text.charAt(at);
    const closer = closers.at(-1);
    if (mark === closer && (expected === "end" || expected === "item" || expected === "member")) {
      closers.pop();
      expected = "end";
      at += 1;
    } else if (expected === "end") {
      if (mark !== "," || closer === undefined) return at;
      expected = closer === "}" ? "key" : "value";
      at += 1;
    } else if (expected === "colon") {
      if (mark !== ":") return at;
      expected = "value";
      at += 1;
    } else if (expected === "key" || expected === "member") {
      if (mark !== '"') return at;
      const string = stringEnd(text, at);
      if ("fault" in string) return string.fault;
      expected = "colon";
      at = string.end;
    } else if (mark === "{" || mark === "[") {
      closers.push(mark === "{" ? "}" : "]");
      expected = mark === "{" ? "member" : "item";
      at += 1;
    } else if (mark === '"') {
      const string = stringEnd(text, at);
      if ("fault" in string) return string.fault;
      expected = "end";
      at = string.end;
    } else {
      const end = matched(SCALAR, text, at);
      if (end === at) return at;
      expected = "end";
      at = end;
    }
  }
}

const SCALAR = /(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)?/y;

/** The end of what a sticky expression finds at an offset. */
function matched(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return at + (expression.exec(text)?.[0].length ?? 0);
}

function stringEnd(text: string, start: number): { end: number } | { fault: number } {
  for (let at = start + 1; ;) {
    at = matched(/[ !#-[\]-\uffff]*/y, text, at);
    if (text.charAt(at) === '"') return { end: at + 1 };
    const escape = matched(/(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))?/y, text, at);
    if (escape === at) return { fault: at };
    at = escape;
  }
}
