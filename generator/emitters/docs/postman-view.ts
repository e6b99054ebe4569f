import type { Operation } from "../../model/model.js";
import type { Json } from "../../model/json.js";
import type { PostmanReference, PostmanVariable } from "../../model/postman.js";
import type { Place } from "./place.js";
import { listed, mono, word, type Span } from "./span.js";

/** Longer values are examples of a body's text rather than something to read in a cell. */
const LONGEST = 60;

/** Where an operation is in the Postman collection, and the variables it is sent with. */
export function postmanView(
  operation: Operation,
  { requests, variables }: PostmanReference,
  place: Place,
): Json {
  const own = requests.get(operation.pointer);
  if (own === undefined) return null;
  const needed = new Set(own.flatMap((request) => request.variables));
  const filled = new Set(own.flatMap(({ fills }) => fills));
  return {
    collectionLink: place.fileLink("postman/collection.json"),
    environmentLink: place.fileLink("postman/environment.json"),
    requests: own.map(({ name, folder = "" }) => ({ name, folder })),
    hasFolders: own.some(({ folder }) => folder !== undefined),
    fills: listed(
      [...filled].map((name) => [mono(name)]),
      "and",
    ),
    variables: [...variables].flatMap(([name, variable]) =>
      needed.has(name)
        ? [
            {
              name,
              scope: scopeOf(variable),
              value: heldBy(variable),
              // What fills it is most of what there is to say of it.
              description: variable.filledBy.length > 0 ? "" : variable.description,
            },
          ]
        : [],
    ),
  };
}

function scopeOf({ scope, secret }: PostmanVariable): string {
  return secret ? `${scope}, secret` : scope;
}

/** Who gives it its value, else what that is at first. */
function heldBy({ fetchedWith, filledBy, secret, value }: PostmanVariable): Span[] {
  const names = (all: readonly string[]): Span[] =>
    listed(
      all.map((name) => [mono(name)]),
      "and",
    );
  if (fetchedWith.length > 0)
    return [word("Fetched by the collection with "), ...names(fetchedWith)];
  const [first, ...others] = filledBy;
  if (first !== undefined) {
    const count = others.length === 0 ? "" : ` or ${String(others.length)} more requests`;
    return [word(`Filled by ${first}${count}`)];
  }
  if (secret || value === "") return [word("Yours to fill in")];
  const mentioned = [...value.matchAll(/\{\{([A-Za-z0-9_.-]+)\}\}/g)].map(([, name = ""]) => name);
  if (mentioned.length > 0) return [word("Made of "), ...names(mentioned)];
  return [value.length > LONGEST ? word("That of an example") : mono(value)];
}
