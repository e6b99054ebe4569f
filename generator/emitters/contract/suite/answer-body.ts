import type { Json } from "../../../model/json.js";
import type { ApiModel, MediaType, Operation, Response } from "../../../model/model.js";
import type { SchemaId } from "../../../model/schema.js";
import type { AnswerCase } from "../case.js";
import type { Requests } from "../inputs.js";
import type { Units } from "./units.js";

/** What answers of the whole document have shown and broken: components are judged once. */
export interface Shown {
  readonly features: Set<string>;
  readonly constraints: Set<string>;
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
