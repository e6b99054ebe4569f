import type { Json } from "../../../model/json.js";
import type { ApiModel, MediaType, Operation, Response } from "../../../model/model.js";
import type { SchemaId } from "../../../model/schema.js";
import type { AnswerCase } from "../case.js";
import type { Requests } from "../inputs.js";
import type { Units } from "./units.js";

/** What answers of the whole document have shown and broken, by the keys of features and of clauses. */
export class Shown {
  readonly features = new Set<string>();
  /** What only bodies have shown that are one of several alternatives: what one of these refuses another may take. */
  readonly featuresOfUnions = new Set<string>();
  readonly constraints = new Set<string>();

  /** Forgets what is no component's schema: each operation of a client has its own copy of that. */
  forgetUndeclared(): void {
    for (const known of [this.features, this.featuresOfUnions, this.constraints])
      for (const key of known)
        if (!/^\S+ \d+ #\/components\/schemas\//.test(key)) known.delete(key);
  }
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
  readonly bases: readonly Json[];
  /** A case that asks for the answer. */
  readonly asked: AnswerCase;
}

/** Values made, and constraints broken, for one media type at most. */
export const LIMIT = 1000;
