import type { ApiModel, Operation } from "../../model/model.js";
import { isMisreadForm } from "../../model/form-parts.js";
import { isNestedText } from "../../model/undefined-styles.js";
import { requestSchemas } from "../../model/walk.js";
import { alternativesOf } from "./alternatives.js";
import type { Uncovered } from "./case.js";
import { uncovered } from "./clause.js";
import { clausesBelow } from "./clauses.js";
import { below } from "./edit.js";
import {
  isStructured,
  type NamedInput,
  parameterRules,
  parameterValues,
  type Requests,
} from "./inputs.js";
import { Search, unreadByMocks, type Violations } from "./search.js";

/** Why a violation is not sent. */
const OTHER_PARTS = "mocks look for fields in it, of one text each";
const OWN_MEDIA_TYPE = "mocks read no value of a parameter that is a media type's";
const OPEN_STYLE = "OpenAPI leaves open how lists and objects inside are written";

/**
 * For each constraint of an operation's parameters and bodies one request that breaks it, alone
 * where that is possible. `limit` bounds their number.
 */
export function violationsOf(
  model: ApiModel,
  operation: Operation,
  inputs: readonly NamedInput[],
  requests: Requests,
  limit: number,
): Violations {
  const [first] = inputs;
  if (first === undefined)
    return { cases: [], inputs: [], uncovered: unreachable(model, operation) };
  const search = new Search(model, operation, requests, limit);
  for (const parameter of operation.parameters) {
    search.leaveOut(parameter, first.name);
    const { schema, asText } = parameterRules(parameter);
    if (schema === undefined) continue;
    const at = below(below("", parameter.in), parameter.key);
    const values = parameterValues(parameter, requests);
    const bases = values.map((value) => ({ input: first, value }));
    const unsendable = isNestedText(parameter, model.schemas)
      ? OPEN_STYLE
      : "content" in parameter.value
        ? OWN_MEDIA_TYPE
        : unreadByMocks(parameter);
    search.breakAll({
      ...{ schema, bases, asText, at, whole: true },
      ...(unsendable === undefined ? {} : { unsendable }),
    });
  }
  const withBody = inputs.filter(({ input }) => input.body !== undefined);
  if (operation.requestBody?.required === true) {
    const clause = { schema: operation.requestBody.pointer, keyword: "required" };
    search.add(clause, { op: "remove", at: "/body" }, (withBody[0] ?? first).name, true);
  }
  for (const media of operation.requestBody?.content ?? []) {
    if (media.schema === undefined || !isStructured(media)) continue;
    const own = withBody.filter(({ input }) => input.contentType === media.type);
    const bases = own.map((one) => ({ input: one, value: one.input.body ?? null }));
    const asText = media.codec !== "json";
    search.breakAll({
      ...{ schema: media.schema, bases, asText, at: "/body", whole: false },
      ...(isMisreadForm(media, model.schemas) ? { unsendable: OTHER_PARTS } : {}),
    });
  }
  return search.result();
}

function unreachable(model: ApiModel, operation: Operation): Uncovered[] {
  const reason = alternativesOf(model).noRequestBy(operation);
  return requestSchemas(operation).flatMap((schema) =>
    clausesBelow(model, schema).map((clause) => uncovered(clause, reason)),
  );
}
