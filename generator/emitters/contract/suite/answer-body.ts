import type { ApiModel, MediaType, Operation, Response } from "../../../model/model.js";
import type { SchemaId } from "../../../model/schema.js";
import type { AnswerCase } from "../case.js";
import type { NamedValue, Requests } from "../inputs.js";
import { isVoid, type Units } from "./units.js";

/** What answers of the whole document have shown and broken, by the keys of features and of clauses. */
export class Shown {
  readonly features = new Set<string>();
  /** What only bodies have shown that are one of several alternatives: what one of these refuses another may take. */
  readonly featuresOfUnions = new Set<string>();
  readonly constraints = new Set<string>();
  /** What no answer has shown or broken so far, by its key. */
  readonly missing = new Map<string, Missing>();

  /** Notes what is missing: of two reasons, the one that is not the document's. */
  miss(key: string, found: Missing): void {
    const known = this.missing.get(key);
    if (known === undefined || (isVoid(known.reason) && !isVoid(found.reason)))
      this.missing.set(key, found);
  }

  /** Says what was missed and nothing has shown or broken since. */
  reportMissing(): void {
    this.#settle();
    for (const { report } of this.missing.values()) report();
  }

  #settle(): void {
    for (const key of this.missing.keys())
      if ([this.features, this.featuresOfUnions, this.constraints].some((known) => known.has(key)))
        this.missing.delete(key);
  }

  /** Forgets what is no component's schema: each operation of a client has its own copy of that. */
  forgetUndeclared(): void {
    this.#settle();
    for (const known of [this.features, this.featuresOfUnions, this.constraints])
      for (const key of known)
        if (!/^\S+ \d+ #\/components\/schemas\//.test(key)) known.delete(key);
  }
}

/** Something that the answers of one operation did not show or break; those of another may. */
export interface Missing {
  readonly reason: string;
  /** Adds the unit to the operation that missed it. */
  report(): void;
}

/** Whose answers are derived, and by what. */
export interface AnswerContext {
  readonly model: ApiModel;
  readonly operation: Operation;
  /** Of values in the direction of answers. */
  readonly requests: Requests;
  readonly shown: Shown;
  readonly units: Units;
}

/** A body of JSON that an answer promises. */
export interface AnswerBody {
  readonly response: Response;
  readonly media: MediaType;
  readonly schema: SchemaId;
  /** Valid values of it: the document's examples, and made ones. */
  readonly bases: readonly NamedValue[];
  /** A case that asks for the answer. */
  readonly asked: AnswerCase;
}

/** Values made, and constraints broken at each of their places, for one media type at most. */
export const LIMIT = 1000;

/** Constraints broken for one media type at most, where none is broken twice. */
export const MOST = 10_000;
