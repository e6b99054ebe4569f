import { isRefused, witnessesOf, type Summon } from "./documents.js";
import type { Description } from "./descriptions.js";
import { textOf, type Json } from "./json.js";
import { reachableFrom, type Components } from "./keywords.js";
import { smallerSchemas, smallerValues } from "./smaller.js";
import { verdictOf, witnessed, type Disagreement, type Verdict } from "./verdicts.js";

/** What is asked: a value, of a component. */
export type Question = Omit<Disagreement, "ours" | "ajv">;

/** Asks both witnesses again. Undefined where they agree, or where Ajv has no verdict. */
export async function ask(
  questions: readonly Question[],
  summon: Summon = witnessesOf,
): Promise<(Disagreement | undefined)[]> {
  const descriptions = [...new Set(questions.map(({ description }) => description))];
  const witnesses = new Map(
    (await summon(descriptions)).map((found) => [found.description, found] as const),
  );
  return questions.map((question) => {
    const { description, target, instance } = question;
    const found = witnesses.get(description);
    if (found === undefined) return undefined;
    if (isRefused(found.ours)) {
      const ours: Verdict = { says: "refused", detail: found.ours.reason };
      return { ...question, ours, ajv: "valid" };
    }
    try {
      const ajv = witnessed(found.ajv(target), instance);
      const schema = found.ours[target];
      if (ajv === undefined || schema === undefined) return undefined;
      const ours = verdictOf(schema, instance);
      return ours.says === ajv ? undefined : { ...question, ours, ajv };
    } catch {
      return undefined;
    }
  });
}

/** Candidates that are generated and asked at a time. */
const ROUND = 24;
const ROUNDS = 60;

/**
 * Makes a disagreement as small as steps of one can: schemas and the value in turn, as long as both
 * witnesses say what they said.
 */
export async function shrunk(
  found: Disagreement,
  summon: Summon = witnessesOf,
): Promise<Disagreement> {
  let least = found;
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = await smaller(least, summon);
    if (next === undefined) return least;
    least = next;
  }
  return least;
}

async function smaller(found: Disagreement, summon: Summon): Promise<Disagreement | undefined> {
  const candidates = [...smallerInstances(found), ...smallerDescriptions(found)]
    .filter((candidate) => sizeOf(candidate) <= sizeOf(found) && !isEqual(candidate, found))
    .sort((a, b) => sizeOf(a) - sizeOf(b));
  for (let start = 0; start < candidates.length; start += ROUND) {
    const answers = await ask(candidates.slice(start, start + ROUND), summon);
    const same = answers.find(
      (answer) => answer?.ours.says === found.ours.says && answer.ajv === found.ajv,
    );
    if (same !== undefined) return same;
  }
  return undefined;
}

function smallerInstances({ description, target, instance }: Question): Question[] {
  return smallerValues(instance).map((smaller) => ({ description, target, instance: smaller }));
}

function smallerDescriptions({ description, target, instance }: Question): Question[] {
  const { version, components } = description;
  const anything: Json = version === "3.1" ? true : {};
  return Object.entries(components).flatMap(([name, schema]) => {
    const others = name === target ? without(components, name) : components;
    return smallerSchemas(schema, others, anything).map((smaller): Question => {
      const changed: Components = { ...components, [name]: smaller };
      const names = reachableFrom(target, changed);
      const kept = Object.entries(changed).filter(([kept]) => names.has(kept));
      const least: Description = { version, components: Object.fromEntries(kept) };
      return { description: least, target, instance };
    });
  });
}

function without(components: Components, name: string): Components {
  return Object.fromEntries(Object.entries(components).filter(([key]) => key !== name));
}

function sizeOf({ description, instance }: Question): number {
  return textOf(description.components).length + textOf(instance).length;
}

function isEqual(a: Question, b: Question): boolean {
  return (
    textOf(a.description.components) === textOf(b.description.components) &&
    textOf(a.instance) === textOf(b.instance)
  );
}
