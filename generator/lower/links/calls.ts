import type { Link } from "../../model/links.js";
import type { Operation, Response } from "../../model/model.js";
import type { Schema, SchemaId } from "../../model/schema.js";
import { Names } from "../names.js";
import { camelCase } from "../words.js";
import { LinkReader, type LinkFinding } from "./link-reader.js";

type Schemas = { readonly [id: SchemaId]: Schema };

/** The operations with the calls that their links lead to. A link that has a fault leads to none. */
export function withLinkedCalls(
  operations: readonly Operation[],
  schemas: Schemas,
  findings: LinkFinding[],
): readonly Operation[] {
  if (!operations.some(({ responses }) => responses.some(({ links }) => links.length > 0)))
    return operations;
  const targets = new Map(operations.map((operation) => [operation.id, operation]));
  // A link that several responses refer to has its faults but once.
  const seen = new Set<string>();
  const note = (finding: LinkFinding): void => {
    const key = JSON.stringify(finding);
    if (!seen.has(key)) findings.push(finding);
    seen.add(key);
  };
  return operations.map((operation) => {
    const names = membersOf(operation);
    const responses = operation.responses.map((response) => ({
      ...response,
      links: response.links.map((link) => {
        const member = names.get(keyOf(link, response)) ?? link.name;
        const reader = new LinkReader(link, { operation, response, schemas }, note);
        const call = reader.call(targets, member);
        return call === undefined ? link : { ...link, call };
      }),
    }));
    return { ...operation, responses };
  });
}

/** Names of an operation's links: of several that want one, the answer with the smallest status has it. */
function membersOf({ responses }: Operation): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const claims = responses.flatMap((response) =>
    response.links.map((link) => {
      const suffix = taken.has(link.name) ? String(response.status) : "";
      taken.add(link.name);
      const wish = camelCase(`${link.name} ${suffix}`);
      return { key: keyOf(link, response), wish, exact: wish === link.name };
    }),
  );
  return new Names().allocate(claims).names;
}

function keyOf({ name }: Link, { status }: Response): string {
  return `${name} ${String(status)}`;
}
