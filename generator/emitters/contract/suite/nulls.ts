import type { Json } from "../../../model/json.js";
import type { Edit, ViolationCase } from "../case.js";

type Broken = Pick<ViolationCase, "keyword" | "edit" | "alone"> & Partial<ViolationCase>;

/**
 * The edits that put null where a case puts a value of another type: what is null where no null may
 * be is told apart from what is wrong otherwise, and servers send it more often than anything else.
 * It breaks nothing but types, so that it breaks as little as the value it stands for.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1
 */
export function nullEdit({ keyword, edit, unsendable }: Broken): Edit | undefined {
  const isOfBody = edit.at === "/body" || edit.at.startsWith("/body/");
  return keyword === "type" && isOfBody && unsendable === undefined && isWrong(edit)
    ? { op: "set", at: edit.at, value: null }
    : undefined;
}

function isWrong(edit: Edit): boolean {
  return edit.op === "set" && "value" in edit && (edit.value as Json) !== null;
}
