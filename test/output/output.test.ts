import { mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MANIFEST } from "../../generator/index.js";
import { OutputFault } from "../../scripts/fault.js";
import { alone, holderOf } from "../../scripts/lock.js";
import { compareOutput, requireSettled, settleOutput, updateOutput } from "../../scripts/output.js";
import { inTemporaryFolder } from "../cli/command.js";
import { layDown, outputOf, textsIn } from "./folders.js";

const ONE = outputOf({ "a.ts": "one", "src/b.ts": "one" });
const TWO = outputOf({ "a.ts": "two", "src/b.ts": "two", "src/c.ts": "two" });

/** The code of the finding that a promise is refused with. */
async function codeOf(run: Promise<unknown>): Promise<string> {
  const fault = await run.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(OutputFault);
  return (fault as OutputFault).diagnostic.code;
}

describe("two runs at once", () => {
  it("do not mix", () =>
    inTemporaryFolder(async (folder) => {
      const runs = [ONE, TWO, ONE, TWO].map((files) => updateOutput(folder, files, false));
      await Promise.all(runs);
      const texts = await textsIn(folder);
      expect([Object.fromEntries(ONE), Object.fromEntries(TWO)]).toContainEqual(texts);
    }));

  it("wait for each other, and give up by name", () =>
    inTemporaryFolder(async (folder) => {
      let inside = 0;
      const both = [1, 2].map(() =>
        alone(folder, async () => {
          expect((inside += 1)).toBe(1);
          expect(await codeOf(alone(folder, () => Promise.resolve(), 0))).toBe("output/busy");
          inside -= 1;
        }),
      );
      await Promise.all(both);
    }));

  it("are told from runs that were killed, whose locks count for nothing", () =>
    inTemporaryFolder(async (folder) => {
      await alone(folder, async () => {
        const [own = ""] = await readdir(folder);
        await writeFile(join(folder, own.replace(/^lock \d+/, "lock 99999999")), "");
        // A number that the system gave to another process since.
        await writeFile(join(folder, own.replace(/ \d+ (\S+)$/, " 1 $1")), "");
        expect(await holderOf(folder, 0)).toMatchObject({ pid: process.pid });
      });
      expect(await holderOf(folder, 0)).toBeUndefined();
      expect(await alone(folder, () => Promise.resolve("alone"), 0)).toBe("alone");
    }));

  it("on two machines refuse each other: of the other's processes nothing is known", () =>
    inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, "lock 1 1 another.example"), "");
      expect(await codeOf(alone(folder, () => Promise.resolve(), 0))).toBe("output/busy");
    }));
});

describe.skipIf(process.platform === "win32")("a symbolic link inside the output", () => {
  const linked = (at: string, use: (out: string, outside: string) => Promise<void>) =>
    inTemporaryFolder(async (folder) => {
      const [out, outside] = [join(folder, "out"), join(folder, "outside")];
      await mkdir(outside);
      await layDown(out, ONE);
      await rm(join(out, at), { recursive: true, force: true });
      await symlink(outside, join(out, at));
      await use(out, outside);
      expect(await readdir(outside)).toEqual([]);
    });

  it.each(["src", "a.ts", ".codegen", MANIFEST])("%s leads no write out of it", (at) =>
    linked(at, async (out) => {
      expect(await codeOf(updateOutput(out, TWO, true))).toBe("output/link");
    }),
  );

  it("stops also a run that finishes another", () =>
    linked("src", async (out) => {
      await mkdir(join(out, ".codegen"));
      const entry = JSON.stringify({ path: "src/b.ts", text: "0" });
      await writeFile(join(out, ".codegen", "journal"), `${entry}\n{"entries":1}\n`);
      expect(await codeOf(settleOutput(out))).toBe("output/link");
    }));
});

describe("a journal", () => {
  const withJournal = (text: string, use: (out: string) => Promise<void>) =>
    inTemporaryFolder(async (folder) => {
      const out = join(folder, "out");
      await layDown(out, [...ONE, [".codegen/journal", text], [".codegen/new/0", "x"]]);
      await use(out);
      expect(await readdir(folder)).toEqual(["out"]);
      expect(await textsIn(out)).toEqual(Object.fromEntries(ONE));
    });

  it.each([
    ["is cut off", '{"path":"a.ts","text":"'],
    ["lacks its end", '{"path":"a.ts","text":"0"}\n'],
    ["climbs", '{"path":"../evil.ts","text":"0"}\n{"entries":1}\n'],
    ["is absolute", '{"path":"/evil.ts","text":"0"}\n{"entries":1}\n'],
    ["names no path", '{"text":"0"}\n{"entries":1}\n'],
    ["takes its text from elsewhere", '{"path":"b.ts","text":"../../a.ts"}\n{"entries":1}\n'],
    ["lost its text", '{"path":"b.ts","text":"1"}\n{"entries":1}\n'],
  ])("that %s changes nothing", (_, text) =>
    withJournal(text, async (out) => {
      await settleOutput(out);
    }),
  );

  it("makes the folder one that cannot be judged, and stays for the next run to finish", () =>
    inTemporaryFolder(async (folder) => {
      const text = '{"path":"new.ts","text":"0"}\n{"entries":1}\n';
      await layDown(folder, [...ONE, [".codegen/journal", text], [".codegen/new/0", "new"]]);
      const before = await textsIn(folder);
      expect(await codeOf(requireSettled(folder))).toBe("output/half-written");
      expect(await textsIn(folder)).toEqual(before);
      await settleOutput(folder);
      expect(await textsIn(folder)).toEqual({ ...Object.fromEntries(ONE), "new.ts": "new" });
    }));
});

it("is not written to when nothing is to do", () =>
  inTemporaryFolder(async (folder) => {
    await layDown(folder, ONE);
    const { write, remove } = await updateOutput(folder, ONE, false);
    expect([write.size, remove.length]).toEqual([0, 0]);
    expect(compareOutput(folder, ONE)).toMatchObject({ edited: [], foreign: [] });
  }));
