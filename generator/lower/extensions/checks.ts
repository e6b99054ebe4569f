import type { Operation } from "../../model/model.js";
import type { Pointer, Schema, SchemaId } from "../../model/schema.js";
import { isReserved } from "../reserved.js";
import type { Fault } from "./extension.js";
import { paginationFaults } from "./pagination-checks.js";
import { waiterFaults } from "./waiter-checks.js";

/** Faults of waiters and paginations that only the schemas, and the other operations, can show. */
export function extensionFaults(
  operations: readonly Operation[],
  schemas: { readonly [id: SchemaId]: Schema },
): Fault[] {
  return [
    ...nameFaults(operations),
    ...operations.flatMap((operation) => [
      ...waiterFaults(operation, schemas),
      ...paginationFaults(operation, schemas),
    ]),
  ];
}

/** Functions of a package, and members of a group, each have a name of their own. */
function nameFaults(operations: readonly Operation[]): Fault[] {
  const taken = new Set(
    operations.flatMap(({ name, group, member }) => [name, `${group}.${member}`]),
  );
  return operations.flatMap(({ group, waiter, pagination }) => {
    const claim = (
      extension: string,
      named?: { readonly name: string; readonly pointer: Pointer },
    ) => {
      if (named === undefined) return [];
      const { name, pointer } = named;
      const member = `${group}.${name}`;
      const isTaken = isReserved(name) || taken.has(name) || taken.has(member);
      taken.add(name).add(member);
      return isTaken
        ? [{ pointer, extension, reason: `\`name\`: ${name} is taken; give another` }]
        : [];
    };
    return [...claim("x-waiter", waiter), ...claim("x-pagination", pagination)];
  });
}
