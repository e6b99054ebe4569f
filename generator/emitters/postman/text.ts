/**
 * Text in which Postman variables are marked, so that braces of a document are never taken for one.
 * Postman replaces `{{name}}` wherever a request is sent; each place has its own way out of that.
 */
export type Text = readonly (string | Variable)[];

export interface Variable {
  readonly variable: string;
}

const NAME = /^[A-Za-z0-9_.-]+$/;

export function isVariableName(name: string): boolean {
  return NAME.test(name);
}

/** `{{ID}}-connection` of an `x-postman` extension, the one place where a document may mention variables. */
export function textOf(template: string): Text {
  return template
    .split(/(\{\{[A-Za-z0-9_.-]+\}\})/)
    .filter((part) => part !== "")
    .map((part) =>
      part.startsWith("{{") && part.endsWith("}}") && isVariableName(part.slice(2, -2))
        ? { variable: part.slice(2, -2) }
        : part,
    );
}

export function variablesOf(text: Text): string[] {
  return text.flatMap((part) => (typeof part === "string" ? [] : [part.variable]));
}

/** True when the document's own part holds what Postman would read as a variable. */
export function hasBraces(text: Text): boolean {
  return text.some((part) => typeof part === "string" && part.includes("{{"));
}

/** For headers, forms and prose, which know no escape: `{{` is parted by a space. */
export function plain(text: Text): string {
  return print(text, (part) => part.replace(/\{(?=\{)/g, "{ "));
}

/** For a JSON string, with its quotes: `{{` is written with an escape, which means the same. */
export function jsonString(text: Text): string {
  return `"${print(text, (part) => jsonEscaped(JSON.stringify(part).slice(1, -1)))}"`;
}

/** JSON text whose strings hold nothing that Postman reads as a variable. */
export function jsonEscaped(json: string): string {
  return json.replace(/\{(?=\{)/g, "\\u007b");
}

/**
 * For a segment or a query value of a URL: percent-encoded, so that braces, too, are only braces.
 * Postman leaves escapes alone and encodes nothing twice.
 */
export function encoded(text: Text, allowReserved = false): string {
  return print(text, (part) =>
    allowReserved
      ? encodeURI(part).replace(/[#&+{}]/g, hex)
      : encodeURIComponent(part).replace(/%(3A|2C|40|24)/g, decodeURIComponent),
  );
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function print(text: Text, escape: (part: string) => string): string {
  return text
    .map((part) => (typeof part === "string" ? escape(part) : `{{${part.variable}}}`))
    .join("");
}
