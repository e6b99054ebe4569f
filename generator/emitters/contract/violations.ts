import type { Json } from "../../model/json.js";
import type { ApiModel, Operation, Parameter } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import { refusalOf } from "./answers.js";
import type { Edit, Input, Uncovered, ViolationCase } from "./case.js";
import { type Clause, clauseKey, clausePointer } from "./clause.js";
import { clausesBelow } from "./clauses.js";
import { applyEdit, below, segments } from "./edit.js";
import {
  isStructured,
  type NamedInput,
  parameterSchema,
  parameterValues,
  type Requests,
} from "./inputs.js";
import { valueAt } from "./json.js";
import { type Mutant, mutantsOf } from "./mutants.js";

/** What was found for one operation. */
export interface Violations {
  readonly cases: readonly ViolationCase[];
  readonly uncovered: readonly Uncovered[];
}

/** A schema, values that satisfy it, and how one of its edits becomes an edit of an input. */
interface Subject {
  readonly schema: SchemaId;
  readonly bases: readonly { readonly input: string; readonly value: Json }[];
  readonly asText: boolean;
  /** Where in the input the value is: `/body`, `/query/pageSize`. */
  readonly at: string;
  /** True: the whole value is set, for inputs that lack it. */
  readonly whole: boolean;
}

/**
 * For each constraint of an operation's parameters and bodies one request that breaks it, alone
 * where that is possible: a valid value is edited until it is invalid, and valid once the constraint
 * is left out of account.
 */
export function violationsOf(
  model: ApiModel,
  operation: Operation,
  inputs: readonly NamedInput[],
  requests: Requests,
  limit: number,
): Violations {
  const [first] = inputs;
  if (first === undefined) return { cases: [], uncovered: unreachable(model, operation) };
  const search = new Search(model, operation, requests, limit);
  for (const parameter of operation.parameters) {
    search.absence(parameter, first);
    const { schema, asText } = parameterSchema(parameter);
    if (schema === undefined) continue;
    const at = below(below("", parameter.in), parameter.key);
    const bases = parameterValues(parameter, requests).map((value) => ({
      input: first.name,
      value,
    }));
    search.breakAll({ schema, bases, asText, at, whole: true });
  }
  if (operation.requestBody?.required === true) {
    const clause = { schema: operation.requestBody.pointer, keyword: "required" };
    search.found(clause, { op: "remove", at: "/body" }, inputs.find(hasBody) ?? first, true);
  }
  for (const media of operation.requestBody?.content ?? []) {
    if (media.schema === undefined || !isStructured(media)) continue;
    const own = inputs.filter(
      ({ input }) => input.mediaType === media.type && input.body !== undefined,
    );
    const bases = own.map(({ name, input }) => ({ input: name, value: input.body ?? null }));
    search.breakAll({
      schema: media.schema,
      bases,
      asText: media.codec !== "json",
      at: "/body",
      whole: false,
    });
  }
  return search.result();
}

function hasBody({ input }: NamedInput): boolean {
  return input.body !== undefined;
}

function unreachable(model: ApiModel, operation: Operation): Uncovered[] {
  return requestSubjects(operation).flatMap((schema) =>
    clausesBelow(model, schema).map((clause) => uncovered(clause, "no valid request was found")),
  );
}

function requestSubjects(operation: Operation): SchemaId[] {
  return [
    ...operation.parameters.flatMap((parameter) => parameterSchema(parameter).schema ?? []),
    ...(operation.requestBody?.content ?? []).flatMap((media) => media.schema ?? []),
  ];
}

function uncovered(clause: Clause, reason: string): Uncovered {
  const { keyword, detail } = clause;
  return {
    pointer: clausePointer(clause),
    keyword,
    ...(detail === undefined ? {} : { detail }),
    reason,
  };
}

class Search {
  readonly #cases: ViolationCase[] = [];
  readonly #uncovered = new Map<string, Uncovered>();
  /** Constraints broken so far, wherever. */
  readonly #broken = new Set<string>();
  readonly #ids = new Map<string, number>();
  readonly #status: number;

  constructor(
    readonly model: ApiModel,
    readonly operation: Operation,
    readonly requests: Requests,
    readonly limit: number,
  ) {
    this.#status = refusalOf(operation);
  }

  result(): Violations {
    return { cases: this.#cases, uncovered: [...this.#uncovered.values()] };
  }

  /** A required parameter left out. */
  absence(parameter: Parameter, from: NamedInput): void {
    if (!parameter.required) return;
    const clause = { schema: parameter.pointer, keyword: "required" };
    const edit: Edit = { op: "remove", at: below(below("", parameter.in), parameter.key) };
    const reason = parameter.in === "path" ? "without it there is no path" : undefined;
    this.found(clause, edit, from, true, reason);
  }

  /** Breaks every constraint that a valid value of the subject meets, at every place it is met. */
  breakAll(subject: Subject): void {
    const broken = new Set<string>();
    /** Constraints that only break together with another: kept until no base breaks them alone. */
    const together = new Map<string, () => void>();
    for (const base of subject.bases) {
      const { visits } = this.requests.evaluator.evaluate(subject.schema, base.value);
      for (const { schema: id, at } of visits) {
        const schema = this.model.schemas[id];
        const value = valueAt(base.value, segments(at));
        if (schema === undefined || value === undefined) continue;
        const around = {
          schemas: this.model.schemas,
          synthesiser: this.requests.synthesiser,
          asText: subject.asText,
        };
        for (const mutant of mutantsOf(schema, value, around)) {
          const key = `${clauseKey(mutant.clause)} ${at.replace(/\/\d+/g, "/*")}`;
          if (broken.has(key)) continue;
          const hit = this.#firstHit(subject, base.value, mutant, at);
          if (hit === undefined) continue;
          const report = (): void => this.#report(subject, base, mutant, hit);
          if (hit.alone) {
            broken.add(key);
            together.delete(key);
            report();
          } else if (!together.has(key)) together.set(key, report);
        }
      }
    }
    for (const report of together.values()) report();
    for (const clause of clausesBelow(this.model, subject.schema))
      if (!this.#broken.has(clauseKey(clause))) this.#miss(clause, subject);
  }

  found(
    clause: Clause,
    edit: Edit,
    from: { readonly name: string },
    alone: boolean,
    unsendable?: string,
  ): void {
    if (this.#cases.length >= this.limit) {
      this.#uncovered.set(
        clauseKey(clause),
        uncovered(clause, `beyond the ${this.limit} cases of an operation`),
      );
      return;
    }
    this.#broken.add(clauseKey(clause));
    this.#uncovered.delete(clauseKey(clause));
    const { keyword, detail } = clause;
    this.#cases.push({
      kind: "violation",
      id: this.#identify(`${this.operation.name}/violation${edit.at}/${keyword}`),
      pointer: clausePointer(clause),
      input: from.name,
      keyword,
      ...(detail === undefined ? {} : { detail }),
      edit,
      status: this.#status,
      alone,
      ...(unsendable === undefined ? {} : { unsendable }),
    });
  }

  /** The first edit that breaks the constraint alone, else the first that breaks it at all. */
  #firstHit(subject: Subject, base: Json, mutant: Mutant, at: string): Hit | undefined {
    let second: Hit | undefined;
    for (const relative of mutant.edits) {
      const edit = { ...relative, at: at + relative.at };
      const value = editedValue(base, edit);
      if (value === undefined || this.requests.evaluator.isValid(subject.schema, value)) continue;
      const alone = this.requests.evaluator.isValid(subject.schema, value, mutant.clause);
      if (alone) return { edit, value, alone };
      second ??= { edit, value, alone };
    }
    return second;
  }

  #report(subject: Subject, base: { readonly input: string }, mutant: Mutant, hit: Hit): void {
    const edit: Edit = subject.whole
      ? wholeEdit(subject.at, hit)
      : { ...hit.edit, at: subject.at + hit.edit.at };
    const isEmptyPath = subject.at.startsWith("/path/") && hit.value === "";
    const unsendable = isEmptyPath ? "an empty text makes another path" : mutant.unsendable;
    this.found(mutant.clause, edit, { name: base.input }, hit.alone, unsendable);
  }

  #miss(clause: Clause, subject: Subject): void {
    const reason =
      subject.bases.length === 0
        ? "no valid value was found"
        : "no edit of a valid value breaks it";
    this.#uncovered.set(clauseKey(clause), uncovered(clause, reason));
  }

  #identify(id: string): string {
    const count = (this.#ids.get(id) ?? 0) + 1;
    this.#ids.set(id, count);
    return count === 1 ? id : `${id}~${count}`;
  }
}

interface Hit {
  readonly edit: Edit;
  readonly value: Json;
  readonly alone: boolean;
}

function editedValue(base: Json, edit: Edit): Json | undefined {
  if (edit.op === "remove" && edit.at === "") return undefined;
  const wrapped: Input = { body: base };
  return applyEdit(wrapped, { ...edit, at: `/body${edit.at}` }).body;
}

/** A repetition stays one as long as it is the whole value. */
function wholeEdit(at: string, hit: Hit): Edit {
  if (hit.edit.op === "set" && hit.edit.at === "") return { ...hit.edit, at };
  return { op: "set", at, value: hit.value };
}
