import { code } from "../../code/code.js";
import type { JsonObject } from "../../model/json.js";
import type { ApiModel, Operation, Response } from "../../model/model.js";
import { headerFacts, type HeaderFacts } from "../../wire/header-descriptors.js";
import { listOf, objectOf, told, type Member } from "./literals.js";
import { runtimeValue } from "./symbols.js";

type Schemas = ApiModel["schemas"];

/**
 * The headers of an operation's successes that can be read by their schemas, `HeaderDescriptor`s by
 * status, and what reads them. Nothing where there are none.
 */
export function headerMembers(operation: Operation, schemas: Schemas): Member[] {
  const byStatus = successesOf(operation).flatMap(({ status, headers }) => {
    const readable = headers
      .map((header) => headerFacts(header, schemas))
      .filter((facts) => facts !== undefined);
    return readable.length === 0
      ? []
      : [[String(status), listOf(readable.map(headerDescriptor))] as const];
  });
  if (byStatus.length === 0) return [];
  return [["headers", objectOf(byStatus)], runtimeValue("readHeaders", "response-headers")];
}

function headerDescriptor({ told: facts, reader }: HeaderFacts) {
  const members = told(facts as unknown as JsonObject);
  if (reader === undefined) return objectOf(members);
  return objectOf([...members, ["read", code`${runtimeValue(reader, "response-headers")}`]]);
}

/** The names of those that a call's success may have, for its type. */
export function describedHeaders(operation: Operation, schemas: Schemas): string[] {
  const names = successesOf(operation)
    .flatMap(({ headers }) => headers)
    .filter((header) => headerFacts(header, schemas) !== undefined)
    .map(({ key }) => key);
  return [...new Set(names)];
}

/** `default` speaks of successes where no other response does. */
function successesOf({ responses }: Operation): readonly Response[] {
  return responses.filter(({ status }) => status === "default" || /^2/.test(String(status)));
}
