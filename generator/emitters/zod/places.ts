import { code, identifier, literal, value, type Code } from "../../code/code.js";
import { escapeToken } from "../../model/pointer.js";
import type { SchemaId } from "../../model/schema.js";
import type { Conjunction, Scope } from "./scope.js";
import { assertion } from "./symbols.js";

/**
 * Where the parts of one declaration stand in the document. Most places follow from the structure of
 * the expression (`/properties/name`, `/items`); the others are noted, for `locate` of the runtime.
 */
export class Places {
  readonly #root: SchemaId;
  readonly #notes = new Map<string, string>();
  readonly #secrets = new Set<string>();

  constructor(root: SchemaId) {
    this.#root = written(root);
  }

  /** A place of the declaration, or a whole pointer for what stands elsewhere. */
  of(id: SchemaId): string {
    const pointer = written(id);
    if (pointer === this.#root) return "";
    return pointer.startsWith(`${this.#root}/`) ? pointer.slice(this.#root.length) : pointer;
  }

  /** Says that what the structure puts at a place stands at another; returns that one. */
  note(place: string, at: string): string {
    if (place !== at) this.#notes.set(place, at);
    return at;
  }

  secret(place: string): void {
    this.#secrets.add(place);
  }

  /** `locate(PetSchema, "#/components/schemas/Pet");` */
  statement(name: string): Code {
    const notes = Object.fromEntries(this.#notes);
    const secrets = [...this.#secrets];
    const args = [
      literal(this.#root),
      ...(this.#notes.size + secrets.length > 0 ? [literal(notes)] : []),
      ...(secrets.length > 0 ? [literal(secrets)] : []),
    ];
    const list = args.reduce((text, arg) => code`${text}, ${arg}`, identifier(name));
    return code`${LOCATE}(${list});`;
  }
}

/** Readings of a component in a direction are copies of it, which the document does not have. */
function written(id: SchemaId): SchemaId {
  return id.replace(
    /^(#\/components\/schemas\/[^/]*)~1(?:request|response|strict)(?=\/|$)/,
    "$1",
  ) as SchemaId;
}

const LOCATE = value("locate", "src/runtime/locations.ts");

/** The scope one or more tokens further down. */
export function below(scope: Scope, ...tokens: readonly (string | number)[]): Scope {
  const place = tokens.reduce<string>(
    (at, token) => `${at}/${escapeToken(String(token))}`,
    scope.place,
  );
  return { ...scope, place };
}

/** The scope of a schema: at the place where it stands, whatever the structure says. */
export function entered(scope: Scope, id: SchemaId): Scope {
  return { ...scope, place: scope.places.note(scope.place, scope.places.of(id)) };
}

/** The scope of a schema whose place the caller tells. */
export function standing(scope: Scope, id: SchemaId): Scope {
  return { ...scope, place: scope.places.of(id) };
}

/** The scope of a schema that is only asked for a verdict, and of which nothing is ever found. */
export function unplaced(scope: Scope): Scope {
  return { ...scope, places: new Places("#"), place: "" };
}

/** Notes where conjuncts stand that are not the schema's own; returns the schema's own checks. */
export function placed({ parts, checks }: Conjunction, scope: Scope): readonly Code[] {
  const { place, places } = scope;
  const [first] = parts;
  if (parts.length === 1 && first?.at !== undefined) {
    places.note(place, places.of(first.at));
    return checks.length === 0 ? [] : [elsewhere(scope, checks)];
  }
  parts.forEach(({ at }, index) => {
    if (at !== undefined) places.note(`${place}/and/${String(index)}`, places.of(at));
  });
  return checks;
}

/** A merged object leaves it to its parts to say that it is one. */
export function noteKind(keyword: SchemaId | undefined, { place, places }: Scope): void {
  if (keyword !== undefined) places.note(`${place}/type`, places.of(keyword));
}

/** Checks that stand at another place than what they are chained to. */
export function elsewhere({ place }: Scope, checks: readonly Code[]): Code {
  return assertion("at", literal(place), ...checks);
}
