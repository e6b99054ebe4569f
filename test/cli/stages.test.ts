import { describe, expect, it } from "vitest";
import { stageProgress } from "../../scripts/progress.js";
import { printStats, Stages } from "../../scripts/stages.js";

/** A clock that stands still until it is told. */
function clock() {
  const at = { now: 0, cpu: 0 };
  return { at, clock: { now: () => at.now, cpu: () => at.cpu } };
}

describe("stages", () => {
  it("are measured from the start, continued when they begin again, and hold what emitters made", () => {
    const { at, clock: by } = clock();
    const stages = new Stages(by);
    Object.assign(at, { now: 100, cpu: 50 });
    stages.begin("zod");
    Object.assign(at, { now: 300, cpu: 150 });
    stages.begin("render");
    stages.count({ emitter: "zod", content: "é", byPrettier: false });
    stages.count({ emitter: "zod", content: "ab", byPrettier: true });
    Object.assign(at, { now: 350, cpu: 160 });
    stages.begin("zod");
    Object.assign(at, { now: 1350, cpu: 1160 });
    const stats = stages.stats();
    expect(stats.stages).toEqual([
      { stage: "start", seconds: 0.1, cpu: 0.05, files: 0, bytes: 0 },
      { stage: "zod", seconds: 1.2, cpu: 1.1, files: 2, bytes: 4 },
      { stage: "render", seconds: 0.05, cpu: 0.01, files: 0, bytes: 0 },
    ]);
    expect(stats).toMatchObject({ seconds: 1.35, cpu: 1.16, byPrettier: 1 });
  });

  it("are printed as a table, or as one line of JSON", () => {
    const stats = {
      stages: [
        { stage: "read", seconds: 0.5, cpu: 0.25, files: 0, bytes: 0 },
        { stage: "zod", seconds: 1.25, cpu: 1, files: 12, bytes: 3400 },
      ],
      seconds: 1.75,
      cpu: 1.25,
      memory: 140,
      byPrettier: 0,
    };
    expect(printStats(stats, "text").split("\n")).toEqual([
      "stage  seconds   CPU  files  KB",
      "read      0.50  0.25",
      "zod       1.25  1.00     12   3",
      "all       1.75  1.25",
      "140 MB of memory at the most, 0 files laid out by prettier",
    ]);
    expect(JSON.parse(printStats(stats, "json"))).toEqual({ stats });
  });
});

describe("progress", () => {
  function shown(isTTY: boolean, at: (tell: (now: number) => void) => void): string[] {
    const lines: string[] = [];
    let now = 0;
    const progress = stageProgress({ isTTY, now: () => now, write: (text) => lines.push(text) });
    at((time) => {
      now = time;
      progress.stage(`stage at ${String(time)}`);
      progress.step();
    });
    progress.done();
    return lines.map((line) => line.replace("\r\u001b[2K", ""));
  }

  it("is not shown of a run that takes less than two seconds", () => {
    expect(shown(true, (tell) => [0, 500, 1900].forEach(tell))).toEqual([]);
  });

  it("is shown after two seconds, ten times a second at most, and wiped in the end", () => {
    expect(shown(true, (tell) => [0, 2000, 2050, 2100].forEach(tell))).toEqual([
      "… stage at 2000, 1 files, 2 s",
      "… stage at 2100, 3 files, 2 s",
      "",
    ]);
  });

  it("is shown on terminals alone", () => {
    expect(shown(false, (tell) => [0, 5000].forEach(tell))).toEqual([]);
  });
});
