import { getEventListeners } from "node:events";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Followed } from "../../scripts/followed.js";
import { inTemporaryFolder } from "../cli/command.js";

const never = new AbortController().signal;

/** Follows `a.yaml` and the folder `pages`; `after` gives what changed when something was done. */
function following(
  use: (folder: string, after: (act: () => Promise<unknown>) => Promise<string[]>) => Promise<void>,
): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const followed = new Followed();
    await mkdir(join(folder, "pages"));
    await writeFile(join(folder, "a.yaml"), "one");
    await writeFile(join(folder, "pages", "p.md"), "one");
    try {
      await followed.follow([join(folder, "pages")]);
      const texts = new Map([[join(folder, "a.yaml"), "one"]]);
      await followed.followRead([join(folder, "a.yaml"), join(folder, "b.yaml")], texts);
      await use(folder, async (act) => {
        const changed = followed.changed(never);
        await act();
        return (await changed).map((path) => path.slice(folder.length + 1).replaceAll("\\", "/"));
      });
    } finally {
      followed.close();
    }
  });
}

describe("a followed file", () => {
  it("is noticed when it is written, replaced, deleted and written again", () =>
    following(async (folder, after) => {
      const file = join(folder, "a.yaml");
      expect(await after(() => writeFile(file, "two"))).toEqual(["a.yaml"]);
      await writeFile(join(folder, "other"), "three");
      expect(await after(() => rename(join(folder, "other"), file))).toEqual(["a.yaml"]);
      expect(await after(() => rm(file))).toEqual(["a.yaml"]);
      expect(await after(() => writeFile(file, "four"))).toEqual(["a.yaml"]);
    }));

  it("that was asked for in vain is noticed when it appears", () =>
    following(async (folder, after) => {
      expect(await after(() => writeFile(join(folder, "b.yaml"), ""))).toEqual(["b.yaml"]);
    }));

  it("in a folder is noticed when it comes and goes", () =>
    following(async (folder, after) => {
      const page = join(folder, "pages", "q.md");
      expect(await after(() => writeFile(page, "new"))).toEqual(["pages/q.md"]);
      expect(await after(() => rm(page))).toEqual(["pages/q.md"]);
    }));

  it("counts by its bytes: one written again as it was is no change", () =>
    following(async (folder, after) => {
      const changed = await after(async () => {
        await writeFile(join(folder, "a.yaml"), "one");
        await writeFile(join(folder, "unrelated"), "");
        await writeFile(join(folder, "pages", "p.md"), "two");
      });
      expect(changed).toEqual(["pages/p.md"]);
    }));

  it("that changed after it was read is noticed without an event", () =>
    inTemporaryFolder(async (folder) => {
      const file = join(folder, "a.yaml");
      await writeFile(file, "later");
      const followed = new Followed();
      await followed.followRead([file], new Map([[file, "as it was read"]]));
      expect(await followed.changed(never)).toEqual([file]);
      followed.close();
    }));

  it("leaves no listener behind, however often it is waited for", () =>
    inTemporaryFolder(async (folder) => {
      const { signal } = new AbortController();
      const file = join(folder, "a.yaml");
      const followed = new Followed();
      await followed.followRead([file], new Map());
      for (const text of ["one", "two", "three"]) {
        const changed = followed.changed(signal);
        // Only a wait that has begun listens at all.
        while (getEventListeners(signal, "abort").length === 0) await wait(1);
        await writeFile(file, text);
        expect(await changed).toEqual([file]);
        expect(getEventListeners(signal, "abort")).toEqual([]);
      }
      followed.close();
    }));

  it("is waited for no longer once that is over", () =>
    inTemporaryFolder(async (folder) => {
      const stop = new AbortController();
      const followed = new Followed();
      await followed.followRead([join(folder, "a.yaml")], new Map());
      const changed = followed.changed(stop.signal);
      stop.abort();
      expect(await changed).toEqual([]);
      followed.close();
    }));
});
