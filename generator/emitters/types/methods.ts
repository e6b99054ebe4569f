import { isObject, type Json, type JsonObject } from "../../model/json.js";
import { CALLBACKS } from "./document.js";
import {
  isIdentifier,
  isInterfaceDeclaration,
  isPropertySignature,
  isStringLiteral,
  isTypeLiteralNode,
} from "./syntax/compiler.js";
import { factory } from "./syntax/factory.js";
import type { Declaration, PropertySignature, TypeElement } from "./syntax/nodes.js";

/** An operation that openapi-typescript does not look for, told as an item of its own. */
export interface StandIn {
  /** The key of that item. */
  readonly key: string;
  readonly path: string;
  /** As `paths` shall have it: `query`, or `COPY`. */
  readonly method: string;
}

/** The method that stands for the other: no matter which, it is renamed. */
const STAND_IN = "post";

/**
 * The document with the operations of methods that OpenAPI 3.2 added, and of callbacks, where
 * openapi-typescript sees them, so that they stand in `operations`; `standIns` tells which key has to become which.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#path-item-object
 */
export function withStandIns(written: Json): {
  readonly document: JsonObject;
  readonly standIns: readonly StandIn[];
} {
  const document = isObject(written) ? written : {};
  const standIns: StandIn[] = [];
  const told = (items: Json | undefined): Json | undefined => {
    if (!isObject(items)) return items;
    const further = Object.entries(items).flatMap(([path, item]): [string, Json][] => {
      if (!isObject(item)) return [];
      const { query, additionalOperations, parameters = [] } = item;
      const others = isObject(additionalOperations) ? Object.entries(additionalOperations) : [];
      const all = query === undefined ? others : [["query", query] as const, ...others];
      return all.map(([method, operation]) => {
        const key = `${method} ${path}`;
        standIns.push({ key, path, method });
        return [key, { parameters, [STAND_IN]: operation }];
      });
    });
    return further.length === 0 ? items : { ...items, ...Object.fromEntries(further) };
  };
  const { [CALLBACKS]: callbacks, ...copy } = document as { [field: string]: Json };
  for (const field of ["paths", "webhooks"]) {
    const items = told(document[field]);
    if (items !== undefined) copy[field] = items;
  }
  if (isObject(callbacks)) {
    // No item has their path: they are left in `operations`, and nowhere else.
    standIns.push(...Object.keys(callbacks).map((key) => ({ key, path: "", method: "" })));
    copy.paths = { ...(isObject(copy.paths) ? copy.paths : {}), ...callbacks };
  }
  return { document: copy, standIns };
}

/** `paths` with the methods that stood for others under their own names, in the items they belong to. */
export function withMethods(node: Declaration, standIns: readonly StandIn[]): Declaration {
  if (standIns.length === 0 || !isInterfaceDeclaration(node)) return node;
  const items = new Map(node.members.map((member) => [nameOf(member), member]));
  const keys = new Set(standIns.map(({ key }) => key));
  const members = node.members.flatMap((item): TypeElement[] => {
    if (keys.has(nameOf(item) ?? "")) return [];
    const methods = standIns
      .filter(({ path }) => path === nameOf(item))
      .flatMap(({ key, method }) => {
        const meant = membersOf(items.get(key)).find((member) => nameOf(member) === STAND_IN);
        return meant === undefined ? [] : [{ meant, name: factory.createStringLiteral(method) }];
      });
    if (methods.length === 0 || !isPropertySignature(item)) return [item];
    const renamed = methods.map(({ meant, name }) => ({
      ...meant,
      name,
      questionToken: undefined,
    }));
    return [{ ...item, type: factory.createTypeLiteralNode([...membersOf(item), ...renamed]) }];
  });
  return { ...node, members };
}

/** The members of a member whose type is written out. */
function membersOf(member: TypeElement | undefined): PropertySignature[] {
  const type = member !== undefined && isPropertySignature(member) ? member.type : undefined;
  return type !== undefined && isTypeLiteralNode(type)
    ? type.members.filter(isPropertySignature)
    : [];
}

function nameOf(element: TypeElement): string | undefined {
  if (!isPropertySignature(element)) return undefined;
  const { name } = element;
  return isStringLiteral(name) || isIdentifier(name) ? name.text : undefined;
}
