import { mkdtemp, rm } from "node:fs/promises";
import type * as Sync from "node:fs";
import type * as Promises from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { OutputFault } from "../../scripts/fault.js";
import {
  requireSettled,
  settleOutput,
  updateOutput,
  type Difference,
} from "../../scripts/output.js";
import { decide, fate } from "./fallible-disk.js";
import { bury, layDown, outputOf, textsIn } from "./folders.js";

vi.mock("node:fs", async (original) => {
  const { fallibleSync } = await import("./fallible-disk.js");
  return fallibleSync(await original<typeof Sync>());
});
vi.mock("node:fs/promises", async (original) => {
  const { fallible } = await import("./fallible-disk.js");
  return fallible(await original<typeof Promises>());
});

const OLD = outputOf({ "a.ts": "old a", "src/b.ts": "old b", "gone/c.ts": "old c", same: "same" });
const NEW = outputOf({ "a.ts": "new a", "src/b.ts": "new b", "new/d.ts": "new d", same: "same" });
const MINE = { "NOTES.md": "mine", "gone/mine.ts": "mine" };
const old = { ...Object.fromEntries(OLD), ...MINE };
const wanted = { ...Object.fromEntries(NEW), ...MINE };

let root: string;
let folder: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "codegen-"));
  folder = join(root, "out");
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(() => decide());

const startWith = (files: ReadonlyMap<string, string>): Promise<void> =>
  layDown(folder, [...files, ...Object.entries(MINE)]);

/** What `generate` does with the folder. */
async function regenerate(force = false): Promise<Difference> {
  await settleOutput(folder);
  return updateOutput(folder, NEW, force);
}

/** Kills `run` at a step; returns whether it got that far. */
async function killed(run: () => Promise<unknown>, at: number): Promise<boolean> {
  decide("die", at);
  const failed = await run().then(
    () => false,
    () => true,
  );
  const reached = fate.steps >= at;
  decide();
  // Killed while it tidied up, it may have said that all is well: it was.
  expect(failed && !reached).toBe(false);
  await bury(folder);
  return reached;
}

describe("a run that is killed at any step", () => {
  it("leaves the old files, the new files, or a state that says so and is finished", async () => {
    const seen = new Set<string>();
    for (let at = 1; ; at += 1) {
      await startWith(OLD);
      if (!(await killed(() => updateOutput(folder, NEW, false), at))) break;
      const whole = await requireSettled(folder).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(OutputFault);
          expect((error as OutputFault).diagnostic.code).toBe("output/half-written");
          return false;
        },
      );
      await settleOutput(folder);
      const after = await textsIn(folder);
      const state = after["a.ts"] === "old a" ? "old" : "new";
      expect(after, `step ${String(at)}`).toEqual(state === "old" ? old : wanted);
      seen.add(`${whole ? "whole" : "half"}, then ${state}`);
      await updateOutput(folder, NEW, false);
      expect(await textsIn(folder)).toEqual(wanted);
    }
    expect([...seen].sort()).toEqual(["half, then new", "whole, then new", "whole, then old"]);
  });

  it("does not pass for whole: what passes is all old or all new", async () => {
    for (let at = 1; ; at += 1) {
      await startWith(OLD);
      if (!(await killed(() => updateOutput(folder, NEW, false), at))) break;
      if (
        !(await requireSettled(folder)
          .then(() => true)
          .catch(() => false))
      )
        continue;
      const now = Object.entries(await textsIn(folder)).filter(([p]) => !p.startsWith(".codegen/"));
      expect([old, wanted]).toContainEqual(Object.fromEntries(now));
    }
  });

  it("is finished also when the run that finishes it is killed", async () => {
    let times = 0;
    for (let at = 1, reached = true; reached; at += 7) {
      for (let again = 1; ; again += 1) {
        await startWith(OLD);
        reached = await killed(() => updateOutput(folder, NEW, false), at);
        if (!reached || !(await killed(() => settleOutput(folder), again))) break;
        times += 1;
        await regenerate();
        expect(await textsIn(folder)).toEqual(wanted);
      }
    }
    expect(times).toBeGreaterThan(20);
  });

  it("writes a first output all the same", async () => {
    for (let at = 1; ; at += 1) {
      await layDown(folder, Object.entries(MINE));
      if (!(await killed(() => updateOutput(folder, NEW, false), at))) break;
      await regenerate();
      expect(await textsIn(folder)).toEqual(wanted);
    }
  });

  it("lets folders that were not there appear with all in them", async () => {
    const first = outputOf({ "src/a.ts": "a", "src/within/b.ts": "b", "src/c.ts": "c" });
    const seen = new Set<number>();
    for (let at = 1; ; at += 1) {
      await layDown(folder, Object.entries(MINE));
      if (!(await killed(() => updateOutput(folder, first, false), at))) break;
      const paths = Object.keys(await textsIn(folder));
      seen.add(paths.filter((path) => path.startsWith("src/")).length);
    }
    expect(seen).toEqual(new Set([0, 3]));
  });

  it("never costs an edit made after it was killed", async () => {
    let kept = 0;
    for (let at = 1; ; at += 1) {
      await startWith(OLD);
      if (!(await killed(() => updateOutput(folder, NEW, false), at))) break;
      const texts = await textsIn(folder);
      await layDown(folder, Object.entries({ ...texts, "src/b.ts": "edited" }));
      const { edited } = await regenerate();
      expect(edited).toEqual(["src/b.ts"]);
      expect((await textsIn(folder))["src/b.ts"]).toBe("edited");
      await regenerate(true);
      expect(await textsIn(folder)).toEqual(wanted);
      kept += 1;
    }
    expect(kept).toBeGreaterThan(10);
  });
});

describe("a run that fails at any step", () => {
  it("says so and leaves the old files, or has written the new ones", async () => {
    const seen = new Set<string>();
    for (let at = 1; ; at += 1) {
      await startWith(OLD);
      decide("fail", at);
      const fault = await updateOutput(folder, NEW, false).then(
        () => undefined,
        (error: unknown) => error,
      );
      const reached = fate.steps >= at;
      decide();
      if (!reached) break;
      if (fault !== undefined) expect(fault).toBeInstanceOf(OutputFault);
      await bury(folder);
      await settleOutput(folder);
      const after = await textsIn(folder);
      const state = after["a.ts"] === "old a" ? "old" : "new";
      expect(after, `step ${String(at)}`).toEqual(state === "old" ? old : wanted);
      if (fault === undefined) expect(state, `step ${String(at)}`).toBe("new");
      seen.add(state);
    }
    expect(seen).toEqual(new Set(["old", "new"]));
  });
});
