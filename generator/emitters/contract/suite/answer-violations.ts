import type { Json } from "../../../model/json.js";
import { child } from "../../../model/pointer.js";
import { applyEdit } from "../edit.js";
import type { ViolationCase } from "../case.js";
import type { NamedInput } from "../inputs.js";
import { Search } from "../search.js";
import { type AnswerBody, type AnswerContext, LIMIT, MOST } from "./answer-body.js";
import { entrancesOf } from "./entrances.js";
import { nullEdit } from "./nulls.js";
import { errorOfAnswer, type SuiteCase } from "./suite.js";

/** The answers that break one constraint of a body's schema each, alone. */
export function violationsOf(
  { model, operation, requests, shown, units }: AnswerContext,
  { response, media, schema, bases, asked }: AnswerBody,
): SuiteCase[] {
  if (bases.length === 0) return [];
  const { evaluator } = requests;
  const documented = String(response.status);
  const inputs = bases.map(({ name, value }): { input: NamedInput; value: Json } => ({
    value,
    input: { name, pointer: media.pointer, input: { body: value } },
  }));
  const valid = bases.map(({ value }) => value);
  const search = new Search(model, operation, requests, LIMIT, "response", shown.constraints, MOST);
  search.breakAll({ schema, bases: inputs, asText: false, at: "/body", whole: false });
  const { cases, inputs: more } = search.result();
  for (const [key, one] of search.open) {
    const report = (): void => void units.constraint("answer constraint", one);
    shown.miss(key, { reason: one.reason, report });
  }
  const values = new Map(
    [...inputs.map(({ input }) => input), ...more].map(({ name, input }) => [name, input]),
  );
  const found: SuiteCase[] = [];
  const add = (place: string, value: Json | undefined, broken: Broken, alone: boolean): void => {
    if (value === undefined || evaluator.isValid(schema, value)) return;
    found.push({
      kind: "answer-violation",
      id: `${operation.name}/answer-violation/${documented}/${media.type}${place}`,
      ...broken,
      input: asked.input,
      documented,
      status: asked.status,
      mediaType: media.type,
      value,
      alone,
      error: errorOfAnswer(asked.status, true),
      covers: [units.constraint("answer constraint", broken)],
    });
  };
  for (const { id, pointer, keyword, detail, edit, input, alone } of cases) {
    const base = values.get(input) ?? {};
    const place = id.replace(`${operation.name}/violation/body`, "");
    const broken = { pointer, keyword, ...(detail === undefined ? {} : { detail }) };
    add(place, applyEdit(base, edit).body, broken, alone);
    const byNull = nullEdit({ keyword, edit, alone });
    if (byNull !== undefined)
      add(`${place}/null`, applyEdit(base, byNull).body, { ...broken, detail: "null" }, alone);
  }
  for (const { at, base, component } of entrancesOf(model, schema, valid, evaluator)) {
    const { body } = applyEdit({ body: base }, { op: "set", at: `/body${at}`, value: null });
    const broken = { pointer: child(component, "type"), keyword: "type", detail: `null at ${at}` };
    add(`${at}/null`, body, broken, true);
  }
  return found;
}

type Broken = Pick<ViolationCase, "pointer" | "keyword" | "detail">;
