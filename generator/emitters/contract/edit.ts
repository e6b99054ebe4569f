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
  return edited(input as JsonObject, segments(edit.at), 0, edit, texts) as Input;
}

/**
 * A value with one change: the edit's place is told from the place that `path` leads to. Undefined
 * where nothing is left; throws as `applyEdit` does.
 */
export function changed(
  value: Json,
  path: readonly string[],
  edit: Edit,
  texts = new Texts(),
): Json | undefined {
  const whole = edit.at === "" ? path : [...path, ...segments(edit.at)];
  if (whole.length === 0 && edit.op === "remove") return undefined;
  return edited(value, whole, 0, edit, texts);
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

/** The value with the change made at the place that the path leads to from `depth` on. */
function edited(
  value: Json,
  path: readonly string[],
  depth: number,
  edit: Edit,
  texts: Texts,
): Json {
  const head = path[depth];
  if (head === undefined) {
    if (edit.op === "remove") throw new RangeError("the root of an input cannot be removed");
    return editValue(edit, texts);
  }
  const isLast = depth === path.length - 1;
  if (Array.isArray(value)) {
    const items = [...(value as readonly Json[])];
    const index = Number(head);
    if (edit.op === "remove" && isLast) items.splice(index, 1);
    else {
      const item = isLast ? null : present(items[index], edit);
      items[index] = edited(item, path, depth + 1, edit, texts);
    }
    return items;
  }
  if (typeof value !== "object" || value === null) throw missing(edit);
  const members = value as JsonObject;
  const member = Object.hasOwn(members, head) ? members[head] : undefined;
  if (edit.op === "remove" && isLast) {
    present(member, edit);
    const { [head]: _, ...others } = members;
    return others;
  }
  // Computed keys define own properties, so that a property called `__proto__` stays one.
  const inner = isLast ? null : present(member, edit);
  return { ...members, [head]: edited(inner, path, depth + 1, edit, texts) };
}

function present(value: Json | undefined, edit: Edit): Json {
  if (value === undefined) throw missing(edit);
  return value;
}

function missing(edit: Edit): RangeError {
  return new RangeError(`an edit names a place that its input lacks: ${edit.at}`);
}
