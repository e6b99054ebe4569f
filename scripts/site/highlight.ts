import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";

hljs.registerLanguage("ts", typescript);
hljs.registerLanguage("sh", bash);
hljs.registerLanguage("json", json);
hljs.registerLanguage("sql", sql);

/** Longer code is shown plain: its colours would weigh more than they help. */
const LONGEST = 20_000;

/** Code as HTML, its tokens in classes; escaped plain text for languages that are not known. */
export function highlighted(code: string, language: string): string {
  if (hljs.getLanguage(language) === undefined || code.length > LONGEST) return escaped(code);
  return hljs.highlight(code, { language, ignoreIllegals: true }).value;
}

function escaped(code: string): string {
  return code.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
