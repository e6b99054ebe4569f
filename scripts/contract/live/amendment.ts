import { escapeToken, valueAt, type Json, type JsonObject } from "../../../generator/index.js";
import { isObject } from "../../fuzz/json.js";

/** What would make the document say what was seen, at a place of the canonical document. */
export type Amendment =
  | {
      readonly of: "member";
      readonly at: string;
      readonly name: string;
      readonly value: JsonObject;
    }
  | { readonly of: "type"; readonly at: string; readonly type: string }
  | { readonly of: "value"; readonly at: string; readonly value: Json }
  | { readonly of: "optional"; readonly at: string; readonly name: string }
  | { readonly of: "dropped"; readonly at: string; readonly keyword: string };

/** An operation of a patch; `file` is there where it is not of the entry document. @see https://www.rfc-editor.org/rfc/rfc6902 */
export type PatchOperation = JsonObject & { readonly op: string; readonly path: string };

/** The document that is to be patched. */
export interface Patched {
  readonly canonical: Json;
  /** It is written in OpenAPI 3.0, where a type is one, and null is said by `nullable`. */
  readonly isOld: boolean;
  /** Where an author wrote what stands at a pointer of the canonical document. `file` is absent of the entry. */
  readonly writtenAt: (pointer: string) => { readonly file?: string; readonly pointer: string };
}

/** One patch for all that was seen; what is amended twice, twice differently or in parts, is amended once. */
export function patchOf(document: Patched, amendments: readonly Amendment[]): PatchOperation[] {
  const places = new Map<string, Amendment[]>();
  for (const one of amendments) {
    const key = `${one.of} ${one.at}`;
    places.set(key, [...(places.get(key) ?? []), one]);
  }
  return [...places.values()].flatMap((own) => operationsOf(document, own));
}

function operationsOf(document: Patched, own: readonly Amendment[]): PatchOperation[] {
  const [first] = own;
  if (first === undefined) return [];
  const now = valueAt(document.canonical, first.at);
  const schema = isObject(now) ? now : {};
  const edit = (op: string, below: string, value?: Json): PatchOperation => {
    const { file, pointer } = document.writtenAt(first.at);
    return {
      op,
      path: `${pointer.slice(1)}${below}`,
      ...(value === undefined ? {} : { value }),
      ...(file === undefined ? {} : { file }),
    };
  };
  switch (first.of) {
    case "member": {
      const members = own.flatMap((one) => (one.of === "member" ? [[one.name, one.value]] : []));
      const named = new Map(members as [string, JsonObject][]);
      return [...named].map(([name, value]) => edit("add", `/${escapeToken(name)}`, value));
    }
    case "type": {
      const types = listOf(schema["type"]);
      const seen = own.flatMap((one) => (one.of === "type" ? [one.type] : []));
      const others = [...new Set(seen)].filter((type) => !types.includes(type));
      if (!document.isOld) return [edit("replace", "/type", widened([...types, ...others]))];
      return others.every((type) => type === "null")
        ? [edit("add", "/nullable", true)]
        : [edit("remove", "/type")];
    }
    case "value": {
      const seen = own.flatMap((one) => (one.of === "value" ? [one.value] : []));
      const values = [...new Set(seen)];
      if (!("const" in schema)) return values.map((value) => edit("add", "/enum/-", value));
      const listed = [schema["const"] ?? null, ...values];
      return [edit("remove", "/const"), edit("add", "/enum", listed)];
    }
    case "optional": {
      const names = own.flatMap((one) => (one.of === "optional" ? [one.name] : []));
      const left = listOf(schema["required"]).filter((name) => !names.includes(String(name)));
      return [left.length === 0 ? edit("remove", "/required") : edit("replace", "/required", left)];
    }
    case "dropped": {
      const keywords = own.flatMap((one) => (one.of === "dropped" ? [one.keyword] : []));
      return [...new Set(keywords)].map((keyword) => edit("remove", `/${keyword}`));
    }
  }
}

/** `integer` is a number as well. */
function widened(types: readonly Json[]): Json[] {
  return types.filter((type) => !(type === "integer" && types.includes("number")));
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}
