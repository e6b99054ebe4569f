import {
  bumpOf,
  callSamples,
  diagnose,
  diff,
  type Bump,
  type Diagnostic,
  type LocatedChange,
} from "../../generator/index.js";
import { disagreements } from "../diff/opinion.js";
import { readVersion, type ReadVersion, type Version as Source } from "../diff/sources.js";
import { contradictions } from "./agreement.js";
import { compileConsumers } from "./compiled.js";
import { changelogEntry, migrationNotes } from "./notes.js";
import { bumped, compareVersions, parseVersion } from "./versions.js";

/** A release that could be made, and what stands in its way. */
export interface Plan {
  readonly version: string;
  readonly bump: Bump | undefined;
  readonly changes: readonly LocatedChange[];
  readonly changelog: string;
  readonly migration: string;
  readonly faults: readonly Diagnostic[];
}

/** What is released after `version`, frozen in `before`. Undefined where a document cannot be read: its findings are told. */
export async function planRelease(
  version: string,
  before: Source,
  after: Source,
  today: string,
): Promise<Plan | readonly ReadVersion[]> {
  const [from, to] = [await readVersion(before), await readVersion(after)];
  if (from.sound === undefined || to.sound === undefined) return [from, to];
  const { changes, opinion } = diff(from.sound, to.sound, { today });
  const [old, young] = [callSamples(from.sound.model), callSamples(to.sound.model)];
  const bump = bumpOf(changes);
  const own = to.sound.model.info.version;
  const last = parseVersion(version) ?? [0, 0, 0];
  const needed = bump === undefined ? version : bumped(last, bump);
  const [declared, least] = [parseVersion(own), parseVersion(needed) ?? last];
  const isEnough = declared !== undefined && compareVersions(declared, least) >= 0;
  const faults = [
    ...(bump === undefined ? [diagnose("release/nothing", undefined, { version })] : []),
    ...disagreements(opinion),
    ...(bump === undefined
      ? []
      : contradictions(changes, await compileConsumers(before, after, old))),
    ...(isEnough || bump === undefined
      ? []
      : [diagnose("release/version", undefined, { version: own, needed })]),
  ];
  const next = isEnough && bump !== undefined ? own : needed;
  return {
    version: next,
    bump,
    changes,
    changelog: changelogEntry(next, changes),
    migration: migrationNotes(changes, old, young),
    faults,
  };
}
