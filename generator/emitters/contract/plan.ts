import type { Schema, SchemaId } from "../../model/schema.js";
import { type Distances, nearest } from "./reach.js";

/** Which of the many valid values is wanted. */
export interface Plan {
  /** Optional properties are present, lists have an item. */
  readonly optional: boolean;
  /** Which branch of each union, modulo their number. */
  readonly branch: number;
  /** Conditions of `if` are met. */
  readonly conditions: boolean;
  /** Optional members and branches are taken where they lead to a schema that is to be met. */
  readonly towards?: Distances;
  /** It leads on in one member of each object alone: where several lead on, each step doubles the value. */
  readonly isNarrow?: true;
  /** How deep optional members are present; default `SHALLOW`. */
  readonly reach?: number;
}

/** How deep values nest before optional members are left out. */
export const SHALLOW = 5;

export const MINIMAL: Plan = { optional: false, branch: 0, conditions: false };

const full = new WeakMap<Plan, Plan>();
const flatter = new WeakMap<Plan, Plan>();

/** The plan with optional members; the same for the same plan, so that drafts are shared. */
export function withOptional(plan: Plan): Plan {
  const known = full.get(plan) ?? { ...plan, optional: true };
  full.set(plan, known);
  return known;
}

const opened = new WeakMap<Plan, Map<number, Plan>>();

/** The plan with the optional members of what stands at a depth, however deep; the same for the same plan and depth. */
export function withOptionalAt(plan: Plan, depth: number): Plan {
  if (depth < (plan.reach ?? SHALLOW)) return withOptional(plan);
  const depths = opened.get(plan) ?? new Map<number, Plan>();
  opened.set(plan, depths);
  const known = depths.get(depth) ?? { ...plan, optional: true, reach: depth + 1 };
  depths.set(depth, known);
  return known;
}

/** The same plan with optional members one level less deep; the same for the same plan. */
export function shallower(plan: Plan): Plan {
  const { reach = SHALLOW } = plan;
  const known = flatter.get(plan) ?? { ...plan, reach: reach - 1 };
  flatter.set(plan, known);
  return known;
}

const narrow = new WeakMap<Plan, Plan>();
const wayless = new WeakMap<Plan, Plan>();

/** The plan that leads on by one way alone; the same for the same plan. */
export function narrowed(plan: Plan): Plan {
  const known = narrow.get(plan) ?? { ...plan, isNarrow: true };
  narrow.set(plan, known);
  return known;
}

/** What is planned of each member: of a narrow plan's, all but the one that leads nearest lead nowhere. */
export function plansOfMembers(
  plan: Plan,
  schemas: readonly Schema[],
  keys: Iterable<string>,
  idsOf: (key: string) => readonly SchemaId[],
): (key: string) => Plan {
  const { towards, isNarrow, ...others } = plan;
  if (towards === undefined || isNarrow !== true) return () => plan;
  let least = nearest(
    towards,
    schemas.map(({ id }) => id),
  );
  let way: string | undefined;
  for (const key of keys) {
    const distance = nearest(towards, idsOf(key));
    if (distance < least) [way, least] = [key, distance];
  }
  const nowhere = wayless.get(plan) ?? others;
  wayless.set(plan, nowhere);
  return (key) => (key === way ? plan : nowhere);
}

/** The branch nearest to where the plan leads; without a lead, the plan's own. */
export function branchOf(branches: readonly SchemaId[], plan: Plan): SchemaId | undefined {
  const { towards, branch } = plan;
  const distance = towards === undefined ? Infinity : nearest(towards, branches);
  if (towards === undefined || distance === Infinity) return branches[branch % branches.length];
  return branches.find((id) => towards.get(id) === distance);
}

/** Whether members lead nearer to where the plan goes than the value itself is. */
export function leadsOn(
  plan: Plan,
  schemas: readonly Schema[],
  members: readonly SchemaId[],
): boolean {
  if (plan.towards === undefined) return false;
  const here = nearest(
    plan.towards,
    schemas.map(({ id }) => id),
  );
  return nearest(plan.towards, members) < here;
}
