import { type, type SymbolRef } from "../../code/code.js";
import type { Link, LinkedCall } from "../../model/links.js";
import type { ApiModel, Operation, Response } from "../../model/model.js";

/** A link that leads to a call, with all that its function is made of. */
export interface Followed {
  readonly link: Link;
  readonly call: LinkedCall;
  readonly operation: Operation;
  readonly response: Response;
  readonly target: Operation;
  /** The type of the input of the call that it leads to. */
  readonly input: SymbolRef;
}

/** An operation's links that lead to calls, by their answers. */
export function followedLinks(operation: Operation, { operations, tags }: ApiModel): Followed[] {
  return operation.responses.flatMap((response) =>
    response.links.flatMap((link) => {
      const { call } = link;
      const target = call && operations.find(({ id }) => id === link.operation);
      const tag = target && tags.find(({ group }) => group === target.group);
      if (call === undefined || target === undefined || tag === undefined) return [];
      const input = type(`${target.typeName}Input`, `src/client/${tag.file}.ts`);
      return [{ link, call, operation, response, target, input }];
    }),
  );
}
