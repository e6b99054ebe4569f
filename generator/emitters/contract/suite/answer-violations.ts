import type { Json } from "../../../model/json.js";
import { applyEdit } from "../edit.js";
import type { Edit } from "../case.js";
import type { NamedInput } from "../inputs.js";
import { Search } from "../search.js";
import { type AnswerBody, type AnswerContext, LIMIT } from "./answer-body.js";
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
  const inputs = bases.map((value, index): { input: NamedInput; value: Json } => ({
    value,
    input: { name: String(index), pointer: media.pointer, input: { body: value } },
  }));
  const search = new Search(model, operation, requests, LIMIT, "response", shown.constraints);
  search.breakAll({ schema, bases: inputs, asText: false, at: "/body", whole: false });
  const { cases, inputs: more, uncovered } = search.result();
  for (const one of uncovered) units.constraint("answer constraint", one);
  const values = new Map(
    [...inputs.map(({ input }) => input), ...more].map(({ name, input }) => [name, input]),
  );
  const found: SuiteCase[] = [];
  for (const { id, pointer, keyword, detail, edit, input, alone } of cases) {
    const base = values.get(input) ?? {};
    const own = id.replace(`${operation.name}/violation/body`, "");
    const add = (end: string, how: Edit, named: string | undefined): void => {
      const value = applyEdit(base, how).body;
      if (value === undefined || evaluator.isValid(schema, value)) return;
      const broken = { pointer, keyword, ...(named === undefined ? {} : { detail: named }) };
      found.push({
        kind: "answer-violation",
        id: `${operation.name}/answer-violation/${documented}/${media.type}${own}${end}`,
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
    add("", edit, detail);
    const byNull = nullEdit({ keyword, edit, alone });
    if (byNull !== undefined) add("/null", byNull, "null");
  }
  return found;
}
