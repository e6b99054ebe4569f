import type { PostmanReference, PostmanRequest, PostmanVariable } from "../../model/postman.js";
import type { Operation } from "../../model/model.js";
import type { Pointer } from "../../model/schema.js";
import type { Authorizations } from "./auth.js";
import type { Context } from "./context.js";
import type { MadeItem } from "./requests.js";
import type { TokenRequest } from "./scripts.js";
import { textOf, variablesOf } from "./text.js";

/** A request in its place in the collection. */
export interface PlacedItem extends MadeItem {
  readonly operation: Operation;
  readonly folder?: string;
}

/** What the reference tells of a collection, once all of it is made. */
export function postmanReference(
  placed: readonly PlacedItem[],
  {
    context,
    authorizations,
  }: { readonly context: Context; readonly authorizations: Authorizations },
): PostmanReference {
  const tokens = new Map(authorizations.tokenRequests.map((token) => [token.token, token]));
  const values = new Map(context.variables.all().map(({ key, value = "" }) => [key, value]));
  const inherited = JSON.stringify(authorizations.shared.auth);
  const filledBy = new Map<string, string[]>();
  const requests = new Map<Pointer, PostmanRequest[]>();
  for (const { operation, item, fills, folder } of placed) {
    const { auth = inherited, description: _, ...sent } = item.request;
    const mentioned = variablesIn(JSON.stringify([sent, auth]));
    for (const variable of fills)
      filledBy.set(variable, [...(filledBy.get(variable) ?? []), item.name]);
    const known = requests.get(operation.pointer) ?? [];
    known.push({
      name: item.name,
      ...(folder !== undefined && { folder }),
      variables: closed(mentioned, values, tokens),
      fills,
    });
    requests.set(operation.pointer, known);
  }
  const variables = context.variables
    .all()
    .map(({ key, scope, secret, value = "", description = "" }): [string, PostmanVariable] => [
      key,
      {
        scope,
        secret,
        value,
        description,
        filledBy: filledBy.get(key) ?? [],
        fetchedWith: partsOf(tokens.get(key)),
      },
    ]);
  return { requests, variables: new Map(variables) };
}

/** With the variables that their values mention, and those that tokens are fetched with. */
function closed(
  names: readonly string[],
  values: ReadonlyMap<string, string>,
  tokens: ReadonlyMap<string, TokenRequest>,
): string[] {
  const all = new Set(names);
  // A set takes in what is added while it is gone through.
  for (const name of all)
    for (const other of [...variablesIn(values.get(name) ?? ""), ...partsOf(tokens.get(name))])
      all.add(other);
  // In the order in which they are declared, so that all pages have the same.
  return [...values.keys()].filter((name) => all.has(name));
}

/** What a person fills in for a token to be fetched. */
function partsOf(token: TokenRequest | undefined): string[] {
  if (token === undefined) return [];
  const { clientId, clientSecret, url, scope, parameters } = token;
  const scopes = scope === undefined ? [] : [scope];
  return [url, clientId, clientSecret, ...Object.values(parameters), ...scopes];
}

function variablesIn(text: string): string[] {
  return variablesOf(textOf(text));
}
