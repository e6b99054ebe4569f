import type MarkdownIt from "markdown-it";

type Token = ReturnType<MarkdownIt["parse"]>[number];

/** Tables that list things, one a row: where there is no room, their cells stand below each other. */
const LISTS = new Set(["Name", "Operation", "Webhook", "Request", "Variable", "Form", "Outcome"]);

/** What our templates put before a part of a description. */
const PART = /(?<=^|[.!?:)…] |\s)(Rule|Default|Example): /;

/** Marks tables that list things, what is required in them, and the parts of their descriptions. */
export function markCells(tokens: readonly Token[]): void {
  tokens.forEach((token, index) => {
    if (token.type === "table_open") {
      const heading = tokens.slice(index, index + 5).find(({ type }) => type === "inline");
      if (LISTS.has(heading?.content ?? "")) token.meta = "list";
    }
    const isCell = token.type === "inline" && tokens[index - 1]?.type === "td_open";
    if (isCell && token.children !== null) token.children = token.children.flatMap(partsOf);
  });
}

/** A list that begins with what our templates say of an operation or a schema first. */
export function markFacts(tokens: readonly Token[]): void {
  tokens.forEach((token, index) => {
    if (token.type !== "bullet_list_open" || token.level !== 0) return;
    const first = tokens.slice(index, index + 4).find(({ type }) => type === "inline");
    if (
      /^(?:Client|Operation id|Validator of the body|Type|In TypeScript): /.test(
        first?.content ?? "",
      )
    )
      token.attrSet("class", "facts");
  });
}

function partsOf(token: Token): Token[] {
  if (token.type !== "text") return [token];
  const [required = "", rest] = token.content.startsWith(" (required)")
    ? [" (required)", token.content.slice(" (required)".length)]
    : ["", token.content];
  const pieces = rest.split(PART);
  if (required === "" && pieces.length === 1) return [token];
  const made = (type: string, content: string): Token =>
    Object.assign(Object.create(Object.getPrototypeOf(token) as object) as Token, token, {
      type,
      content,
    });
  return [
    ...(required === "" ? [] : [made("required", required)]),
    // Every other piece is the word that a part begins with.
    ...pieces.map((piece, index) => (index % 2 === 0 ? made("text", piece) : made("part", piece))),
  ].filter(({ content }) => content !== "");
}
