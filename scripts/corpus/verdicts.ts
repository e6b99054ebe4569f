import type * as z from "zod";
import type { ApiModel, Json, MediaType, Operation } from "../../generator/index.js";
import { verdictOf } from "../fuzz/verdicts.js";
import { composeValue } from "./compose.js";
import type { Direction } from "./directions.js";
import { formatsOf } from "./formats.js";
import type { Modules } from "./modules.js";
import { mutantsOf } from "./mutants.js";
import type { Fault, StageOutcome } from "./outcome.js";
import { gatherSchemas, type Gathered } from "./schemas.js";
import { Witnesses } from "./witnesses.js";

/** One of our validators, the schema it was made of, and values to ask it about. */
interface Subject {
  readonly pointer: string;
  /** The way a body goes; absent of components, which are read as they are written. */
  readonly direction?: Direction;
  readonly validator: z.ZodType;
  /** Examples that the document gives of it. */
  readonly examples: readonly Json[];
  /** So many values with one change are asked about. */
  readonly mutants: number;
}

/** Of each value of a component, and of a body, whose schema mostly is a component asked before. */
const MUTANTS = { component: 48, body: 12 };

/**
 * Asks every validator of a package and Ajv about the document's own examples, values composed of
 * what it shows of the parts, and both with one change. They must agree, and what is accepted must
 * come back as it was given.
 */
export function compareVerdicts(model: ApiModel, modules: Modules): StageOutcome {
  const subjects = [...componentsOf(model, modules), ...bodiesOf(model, modules)];
  const gathered = gatherSchemas(
    model.document,
    subjects.map(({ pointer }) => pointer),
  );
  const formats = formatsOf(modules.get("runtime/formats.ts"));
  const witnesses = new Witnesses(gathered.components, formats);
  const faults: Fault[] = [];
  const count = { checked: 0, valid: 0, open: 0 };
  for (const subject of subjects) {
    const name = gathered.nameOf(subject.pointer);
    if (name === undefined) throw new Error(`no schema at ${subject.pointer}`);
    const reported = new Set<string>();
    // One value shows what differs; the next ones mostly repeat it.
    const report = (kind: string, reason: string, value: Json): void => {
      if (reported.has(kind)) return;
      reported.add(kind);
      faults.push({ at: subject.pointer, reason: `${reason}: ${shown(value)}` });
    };
    for (const value of valuesOf(subject, name, gathered)) {
      const ajv = witnesses.ask(name, subject.direction, value);
      if (typeof ajv === "object") {
        report("silent", `Ajv has no verdict (${ajv.silence})`, value);
        continue;
      }
      count.checked += 1;
      if (ajv === "valid") count.valid += 1;
      const ours = verdictOf(subject.validator, value);
      if (ours.says === ajv) continue;
      if (ours.says === "valid" && witnesses.isOpen(name, subject.direction, value)) {
        count.open += 1;
        continue;
      }
      const detail = ours.detail === undefined ? "" : ` (${ours.detail.slice(0, 200)})`;
      report(ours.says + ajv, `${ours.says}${detail}, and ${ajv} by Ajv`, value);
    }
  }
  return {
    checked: count.checked,
    faults,
    notes: [
      `${String(count.valid)} of ${String(count.checked)} verdicts are "valid"`,
      ...(count.open === 0 ? [] : [`${String(count.open)} values of open enumerations`]),
    ],
  };
}

function valuesOf(subject: Subject, name: string, { components }: Gathered): Json[] {
  const composed = composeValue(components[name] ?? true, components);
  const whole = [...subject.examples, ...(composed === undefined ? [] : [composed])];
  const mutants = whole.flatMap((value) => mutantsOf(value, subject.mutants));
  return [...whole, ...mutants, ...USUAL];
}

/** What every validator is asked: schemas that throw do so on the simplest of values. */
const USUAL: readonly Json[] = [{}, [], null, "", 0, true];

function componentsOf({ schemas }: ApiModel, modules: Modules): Subject[] {
  const registry = exported(modules, "schemas/registry.ts", "componentSchemas");
  return Object.values(schemas).flatMap(({ id, declaration, examples }) => {
    const validator = declaration === undefined ? undefined : member(registry, declaration.key);
    return validator === undefined
      ? []
      : [
          {
            pointer: id,
            validator: validator as z.ZodType,
            examples: examples.map(({ value }) => value),
            mutants: MUTANTS.component,
          },
        ];
  });
}

function bodiesOf({ operations, webhooks }: ApiModel, modules: Modules): Subject[] {
  const validators = modules.get("schemas/validators.ts");
  const all = (list: readonly Operation[]): Operation[] =>
    list.flatMap((operation) => [operation, ...all(operation.callbacks)]);
  const subjects = (
    content: readonly MediaType[],
    holder: unknown,
    direction: Direction,
  ): Subject[] =>
    content.flatMap(({ type, schema, examples }) => {
      const validator = member(holder, type);
      if (schema === undefined || validator === undefined) return [];
      return [
        {
          pointer: schema,
          direction,
          validator: validator as z.ZodType,
          examples: examples.map(({ value }) => value),
          mutants: MUTANTS.body,
        },
      ];
    });
  return all([...operations, ...webhooks]).flatMap(({ name, requestBody, responses }) => {
    const own = member(validators, name);
    return [
      ...subjects(requestBody?.content ?? [], member(own, "body"), "request"),
      ...responses.flatMap(({ status, content }) =>
        subjects(content, member(member(own, "responses"), String(status)), "response"),
      ),
    ];
  });
}

function exported(modules: Modules, path: string, name: string): unknown {
  return member(modules.get(path), name);
}

function member(owner: unknown, name: string): unknown {
  return typeof owner === "object" && owner !== null && Object.hasOwn(owner, name)
    ? (owner as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
