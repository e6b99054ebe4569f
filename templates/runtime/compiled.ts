import type { OperationValidators, Validator } from "./validation.js";

/** Gives back a validator that decides the same, faster; or the one it was given. */
export type Compile = (schema: never) => Validator;

/**
 * The validators of operations, compiled: each when it is first asked for, and once, in however many
 * operations it stands.
 */
export function createCompiler(
  compile: Compile,
): (validators: OperationValidators) => OperationValidators {
  const schemas = new WeakMap<Validator, Validator>();
  const originals = new WeakMap<Validator, Validator>();
  const operations = new WeakMap<OperationValidators, OperationValidators>();

  const compiled = (schema: Validator): Validator => {
    const known = schemas.get(schema) ?? compile(schema as never);
    schemas.set(schema, known);
    originals.set(known, schema);
    return known;
  };
  const byMediaType = (content: { readonly [mediaType: string]: Validator }) =>
    lazyMembers(content, compiled);

  return (validators) => {
    const { body, responses, explain, ...places } = validators;
    // Where a schema stands in its document is known of the schema that was generated.
    const explained: OperationValidators["explain"] =
      explain && ((schema, value) => explain((originals.get(schema) ?? schema) as never, value));
    const known = operations.get(validators) ?? {
      ...(explained === undefined ? {} : { explain: explained }),
      ...(body === undefined ? {} : { body: byMediaType(body) }),
      responses: lazyMembers(responses, byMediaType),
    };
    if (!operations.has(validators)) defineLazily(known, places, compiled);
    operations.set(validators, known);
    return known;
  };
}

/** The members of an object, each made anew when it is read. */
function lazyMembers<Member, Made>(
  members: { readonly [key: string]: Member },
  make: (member: Member) => Made,
): { readonly [key: string]: Made } {
  return defineLazily({}, members, make);
}

function defineLazily<Holder extends object, Member>(
  holder: Holder,
  members: { readonly [key: string]: Member },
  make: (member: Member) => unknown,
): Holder {
  for (const [key, member] of Object.entries(members)) {
    Object.defineProperty(holder, key, { enumerable: true, get: () => make(member) });
  }
  return holder;
}
