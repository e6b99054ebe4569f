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

/** A plan made of another, the same for the same plan, so that drafts are shared. */
function made(make: (plan: Plan) => Plan): (plan: Plan) => Plan {
  const known = new WeakMap<Plan, Plan>();
  return (plan) => {
    const from = known.get(plan) ?? make(plan);
    known.set(plan, from);
    return from;
  };
}

/** The plan with optional members. */
export const withOptional = made((plan) => ({ ...plan, optional: true }));

/** The same plan with optional members one level less deep. */
export const shallower = made((plan) => ({ ...plan, reach: (plan.reach ?? SHALLOW) - 1 }));

/** The plan that leads on by one way alone. */
export const narrowed = made((plan) => ({ ...plan, isNarrow: true }));

/** The plan that leads nowhere. */
const aimless = made(({ towards: _towards, isNarrow: _isNarrow, ...others }) => others);

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

/** What is planned of each member: of a narrow plan's, all but the one that leads nearest lead nowhere. */
export function plansOfMembers(
  plan: Plan,
  schemas: readonly Schema[],
  keys: Iterable<string>,
  idsOf: (key: string) => readonly SchemaId[],
): (key: string) => Plan {
  const { towards, isNarrow } = plan;
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
  const nowhere = aimless(plan);
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
