import type { OutputFormat } from "./fault.js";
import { peakMemory } from "./peak-memory.js";

/** What a stage of a run took and made. */
export interface Stage {
  readonly stage: string;
  /** Seconds on the wall. */
  readonly seconds: number;
  /** Seconds of all threads. */
  readonly cpu: number;
  /** Of an emitter: how many files it made, and their bytes. */
  readonly files: number;
  readonly bytes: number;
}

export interface Stats {
  /** In the order in which they first began. */
  readonly stages: readonly Stage[];
  readonly seconds: number;
  readonly cpu: number;
  /** Megabytes of memory at the most. */
  readonly memory: number;
  /** Files that prettier laid out: what our own printer does not know takes longer. */
  readonly byPrettier: number;
}

/** Milliseconds on the wall, and of all threads. */
export interface Clock {
  now(): number;
  cpu(): number;
}

const clock: Clock = {
  now: () => performance.now(),
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};

interface Tally {
  now: number;
  cpu: number;
  files: number;
  bytes: number;
}

/** Measures the stages of a run. A stage that begins again is continued; what came before the first counts as `start`. */
export class Stages {
  readonly #clock: Clock;
  readonly #tallies = new Map<string, Tally>();
  #current: Tally;
  #now = 0;
  #cpu = 0;
  #byPrettier = 0;

  constructor(by: Clock = clock) {
    this.#clock = by;
    this.#current = this.#tally("start");
  }

  begin(stage: string): void {
    this.#settle();
    this.#current = this.#tally(stage);
  }

  /** Counts a file to the emitter that made it. */
  count(file: { emitter: string; content: string; byPrettier: boolean }): void {
    const tally = this.#tally(file.emitter);
    tally.files += 1;
    tally.bytes += Buffer.byteLength(file.content);
    if (file.byPrettier) this.#byPrettier += 1;
  }

  /** What has been measured until now. */
  stats(): Stats {
    this.#settle();
    const stages = [...this.#tallies].map(([stage, { now, cpu, files, bytes }]): Stage => ({
      stage,
      seconds: seconds(now),
      cpu: seconds(cpu),
      files,
      bytes,
    }));
    return {
      stages,
      seconds: seconds(this.#now),
      cpu: seconds(this.#cpu),
      memory: Math.round(peakMemory()),
      byPrettier: this.#byPrettier,
    };
  }

  #tally(stage: string): Tally {
    const known = this.#tallies.get(stage);
    if (known !== undefined) return known;
    const tally = { now: 0, cpu: 0, files: 0, bytes: 0 };
    this.#tallies.set(stage, tally);
    return tally;
  }

  /** Both clocks run from the start of the process, so that loading ourselves is counted. */
  #settle(): void {
    const [now, cpu] = [this.#clock.now(), this.#clock.cpu()];
    this.#current.now += now - this.#now;
    this.#current.cpu += cpu - this.#cpu;
    [this.#now, this.#cpu] = [now, cpu];
  }
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}

/** The measurements for people, as a table, or as one line of JSON. */
export function printStats({ stages, ...total }: Stats, format: OutputFormat): string {
  if (format === "json") return JSON.stringify({ stats: { stages, ...total } });
  const rows = [
    ["stage", "seconds", "CPU", "files", "KB"],
    ...stages.map(({ stage, seconds, cpu, files, bytes }) => [
      stage,
      seconds.toFixed(2),
      cpu.toFixed(2),
      files === 0 ? "" : String(files),
      files === 0 ? "" : (bytes / 1000).toFixed(0),
    ]),
    ["all", total.seconds.toFixed(2), total.cpu.toFixed(2), "", ""],
  ];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  const memory = `${String(total.memory)} MB of memory at the most, ${String(total.byPrettier)} files laid out by prettier`;
  return [...lines, memory].join("\n");
}
