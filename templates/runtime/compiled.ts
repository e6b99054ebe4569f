import type { Finding } from "./finding.js";
import type { OperationValidators, Validator } from "./validation.js";

/** Gives back a validator that decides the same, faster; or the one it was given. */
export type Compile = (schema: never) => Validator;

type Explain = (validator: never, value: unknown) => readonly Finding[];

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

  // What is compiled does not know where it stands in the document; what it was made from does.
  const ofOriginals =
    (explain: Explain): Explain =>
    (validator: Validator, value) =>
      explain((originals.get(validator) ?? validator) as never, value);

  return (validators) => {
    const { body, responses, headers, judge, explain, ...places } = validators;
    const known = operations.get(validators) ?? {
      ...(body === undefined ? {} : { body: byMediaType(body) }),
      responses: lazyMembers(responses, byMediaType),
      ...(headers === undefined ? {} : { headers }),
      judge,
      ...(explain === undefined ? {} : { explain: ofOriginals(explain) }),
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
