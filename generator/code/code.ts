import type { Json } from "../model/json.js";

/**
 * TypeScript text that knows which symbols it mentions. A file's imports are derived from it when
 * the file closes; they are never written by hand. Plain strings cannot be interpolated: text of a
 * document enters code only through `literal` and `jsdoc`.
 */
export interface Code {
  readonly kind: "code";
  readonly parts: readonly (string | SymbolRef)[];
}

/** A name exported by a package or by another generated file. */
export interface SymbolRef {
  readonly kind: "symbol";
  readonly name: string;
  /** A package (`zod`), or a generated file's path from the output folder (`src/schemas/pet.ts`). */
  readonly module: string;
  readonly typeOnly: boolean;
  /** `import * as name`. */
  readonly namespace: boolean;
}

export type Interpolation = Code | SymbolRef;

/** Template tag: `` code`z.array(${item})` ``. Mentioning a symbol imports it. Throws on a plain string. */
export function code(strings: TemplateStringsArray, ...values: Interpolation[]): Code {
  const parts: (string | SymbolRef)[] = [];
  let index = 0;
  for (const text of strings) {
    if (text !== "") parts.push(text);
    const value = values[index++];
    if (value !== undefined) append(parts, value);
  }
  return { kind: "code", parts };
}

function append(parts: (string | SymbolRef)[], value: Interpolation): void {
  if (value.kind === "symbol") parts.push(value);
  else if (value.kind === "code") for (const part of value.parts) parts.push(part);
  else throw new TypeError("code: only Code and SymbolRef may be interpolated");
}

/** Joins pieces with a separator that is our own text, `", "` by default. */
export function join(pieces: readonly Interpolation[], separator = ", "): Code {
  const parts: (string | SymbolRef)[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) parts.push(separator);
    append(parts, piece);
  }
  return { kind: "code", parts };
}

export const nothing: Code = { kind: "code", parts: [] };

/** A value import; `module` as in `SymbolRef`. */
export function value(name: string, module: string): SymbolRef {
  return { kind: "symbol", name: checked(name), module, typeOnly: false, namespace: false };
}

/** A type-only import. */
export function type(name: string, module: string): SymbolRef {
  return { kind: "symbol", name: checked(name), module, typeOnly: true, namespace: false };
}

/** `import * as name from module`. */
export function namespace(name: string, module: string): SymbolRef {
  return { kind: "symbol", name: checked(name), module, typeOnly: false, namespace: true };
}

/** An identifier allocated by the model. Throws when it is not one: the last gate before code. */
export function identifier(name: string): Code {
  return { kind: "code", parts: [checked(name)] };
}

/** A JSON value as a TypeScript expression. The only way for a document's text to enter code. */
export function literal(json: Json): Code {
  return { kind: "code", parts: [literalText(json)] };
}

/** A property key in an object literal or type: bare where it is an identifier, quoted otherwise, computed for `__proto__`. */
export function key(name: string): Code {
  const text = name === "__proto__" ? '["__proto__"]' : isIdentifier(name) ? name : quote(name);
  return { kind: "code", parts: [text] };
}

/** `.name` or `["name"]`. */
export function member(name: string): Code {
  return { kind: "code", parts: [isIdentifier(name) ? `.${name}` : `[${quote(name)}]`] };
}

/** A string literal in double quotes; control characters, line terminators and bidi marks are escaped. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g,
    (found) => found.replace(/[^]/g, escaped),
  );
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name);
}

function checked(name: string): string {
  if (!isIdentifier(name)) throw new TypeError(`not an identifier: ${quote(name)}`);
  return name;
}

function literalText(json: Json): string {
  if (typeof json === "string") return quote(json);
  if (typeof json === "number") return Object.is(json, -0) ? "-0" : String(json);
  if (json === null || typeof json === "boolean") return String(json);
  if (Array.isArray(json)) return `[${json.map(literalText).join(", ")}]`;
  const members = Object.entries(json).map(
    ([name, member]) => `${key(name).parts.join("")}: ${literalText(member)}`,
  );
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
