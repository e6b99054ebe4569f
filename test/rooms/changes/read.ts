import {
  diff,
  readModel,
  type Diff,
  type LocatedChange,
  type Sound,
} from "../../../generator/index.js";
import type { JsonObject } from "../../../generator/model/json.js";

/** The document as `diff` takes it; throws what is wrong with it. */
export async function soundOf(document: JsonObject): Promise<Sound> {
  const text = JSON.stringify(document);
  const load = (): Promise<{ kind: "text"; text: string }> =>
    Promise.resolve({ kind: "text", text });
  const read = await readModel({ input: "openapi.json" }, { load, templates: {} });
  const { document: canonical, model, diagnostics } = read;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (canonical === undefined || model === undefined || errors.length > 0)
    throw new Error(errors.map(({ message }) => message).join("\n"));
  return { document: canonical, model };
}

export async function comparisonOf(
  before: JsonObject,
  after: JsonObject,
  today?: string,
): Promise<Diff> {
  const options = today === undefined ? {} : { today };
  return diff(await soundOf(before), await soundOf(after), options);
}

export async function diffOf(
  before: JsonObject,
  after: JsonObject,
  today?: string,
): Promise<readonly LocatedChange[]> {
  return (await comparisonOf(before, after, today)).changes;
}

/** `severity id` of each change, sorted. */
export async function changesOf(
  before: JsonObject,
  after: JsonObject,
  today?: string,
): Promise<string[]> {
  return (await diffOf(before, after, today)).map(({ severity, id }) => `${severity} ${id}`).sort();
}
