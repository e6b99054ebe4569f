import type { Json, JsonObject } from "../../model/json.js";
import type { Edit, Input } from "./case.js";

/**
 * An input with one change; the input itself is left as it is. Throws when the edit's place does
 * not exist: a case file and its inputs belong together.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc6901
 */
export function applyEdit(input: Input, edit: Edit): Input {
  return edited(input as JsonObject, segments(edit.at), edit) as Input;
}

/** The value an edit sets. */
export function editValue(edit: Exclude<Edit, { readonly op: "remove" }>): Json {
  return "repeat" in edit ? edit.repeat.text.repeat(edit.repeat.times) : edit.value;
}

/** `/body/a~1b` as `["body", "a/b"]`. */
export function segments(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The pointer to a member of the value at `pointer`. */
export function below(pointer: string, part: string | number): string {
  return `${pointer}/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function edited(value: Json, path: readonly string[], edit: Edit): Json {
  const [head, ...rest] = path;
  if (head === undefined) {
    if (edit.op === "remove") throw new RangeError("the root of an input cannot be removed");
    return editValue(edit);
  }
  if (Array.isArray(value)) {
    const items = [...(value as readonly Json[])];
    const index = Number(head);
    if (edit.op === "remove" && rest.length === 0) items.splice(index, 1);
    else items[index] = edited(rest.length === 0 ? null : present(items[index], edit), rest, edit);
    return items;
  }
  if (typeof value !== "object" || value === null) throw missing(edit);
  const members = new Map(Object.entries(value as JsonObject));
  if (edit.op === "remove" && rest.length === 0) {
    if (!members.delete(head)) throw missing(edit);
  } else {
    const member = rest.length === 0 ? null : present(members.get(head), edit);
    members.set(head, edited(member, rest, edit));
  }
  // `fromEntries` defines own properties, so that a property called `__proto__` stays one.
  return Object.fromEntries(members);
}

function present(value: Json | undefined, edit: Edit): Json {
  if (value === undefined) throw missing(edit);
  return value;
}

function missing(edit: Edit): RangeError {
  return new RangeError(`an edit names a place that its input lacks: ${edit.at}`);
}
