import type { Json, JsonObject } from "../../model/json.js";
import { escapeToken, tokensOf } from "../../model/pointer.js";
import type { Edit, Input } from "./case.js";
import { Texts } from "./texts.js";

/**
 * An input with one change; the input itself is left as it is. Throws when the edit's place does
 * not exist: a case file and its inputs belong together. `texts` makes what is repeated.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc6901
 */
export function applyEdit(input: Input, edit: Edit, texts = new Texts()): Input {
  return edited(input as JsonObject, segments(edit.at), edit, texts) as Input;
}

/** The value an edit sets. */
function editValue(edit: Exclude<Edit, { readonly op: "remove" }>, texts: Texts): Json {
  return "repeat" in edit ? texts.repeated(edit.repeat.text, edit.repeat.times) : edit.value;
}

/** `/body/a~1b` as `["body", "a/b"]`. */
export function segments(pointer: string): string[] {
  return tokensOf(`#${pointer}`);
}

/** The pointer to a member of the value at `pointer`. */
export function below(pointer: string, part: string | number): string {
  return `${pointer}/${escapeToken(String(part))}`;
}

function edited(value: Json, path: readonly string[], edit: Edit, texts: Texts): Json {
  const [head, ...rest] = path;
  if (head === undefined) {
    if (edit.op === "remove") throw new RangeError("the root of an input cannot be removed");
    return editValue(edit, texts);
  }
  if (Array.isArray(value)) {
    const items = [...(value as readonly Json[])];
    const index = Number(head);
    if (edit.op === "remove" && rest.length === 0) items.splice(index, 1);
    else {
      const item = rest.length === 0 ? null : present(items[index], edit);
      items[index] = edited(item, rest, edit, texts);
    }
    return items;
  }
  if (typeof value !== "object" || value === null) throw missing(edit);
  const members = value as JsonObject;
  const member = Object.hasOwn(members, head) ? members[head] : undefined;
  if (edit.op === "remove" && rest.length === 0) {
    present(member, edit);
    const { [head]: _, ...others } = members;
    return others;
  }
  // Computed keys define own properties, so that a property called `__proto__` stays one.
  const inner = rest.length === 0 ? null : present(member, edit);
  return { ...members, [head]: edited(inner, rest, edit, texts) };
}

function present(value: Json | undefined, edit: Edit): Json {
  if (value === undefined) throw missing(edit);
  return value;
}

function missing(edit: Edit): RangeError {
  return new RangeError(`an edit names a place that its input lacks: ${edit.at}`);
}
