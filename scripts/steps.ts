import { lstatSync } from "node:fs";
import { join } from "node:path";

/** What becomes of a file. */
export interface Change {
  /** From the output folder, with `/`. */
  readonly path: string;
  /** What stood there when the run looked; undefined: nothing. */
  readonly before: string | undefined;
  /** What shall stand there; undefined: nothing. */
  readonly after: string | undefined;
}

/** What is moved to its place in one go: a file, or a folder that is not there yet, with all that is new in it. */
export interface Step {
  /** From the output folder, with `/`; of a file its own, and then there is one change. */
  readonly path: string;
  readonly changes: readonly [Change, ...Change[]];
}

/**
 * The steps that make the changes, in their order. A first output has a few steps instead of thousands:
 * moving a file costs the disk as much as writing it.
 */
export function stepsOf(folder: string, changes: readonly Change[]): Step[] {
  const isThere = new Map<string, boolean>();
  const steps = new Map<string, [Change, ...Change[]]>();
  for (const change of changes) {
    const isNew = change.before === undefined && change.after !== undefined;
    const path = (isNew ? absentAbove(folder, change.path, isThere) : undefined) ?? change.path;
    const step = steps.get(path);
    if (step === undefined) steps.set(path, [change]);
    else step.push(change);
  }
  return [...steps].map(([path, made]) => ({ path, changes: made }));
}

/** The topmost folder above a path that is not there; undefined where all are. `isThere`: what is known already. */
function absentAbove(
  folder: string,
  path: string,
  isThere: Map<string, boolean>,
): string | undefined {
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) {
    const above = path.slice(0, end);
    const known =
      isThere.get(above) ?? lstatSync(join(folder, above), { throwIfNoEntry: false }) !== undefined;
    isThere.set(above, known);
    if (!known) return above;
  }
  return undefined;
}
