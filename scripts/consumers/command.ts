import { spawn } from "node:child_process";

export interface Ended {
  /** `null`: a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

export interface Settings {
  readonly cwd: string;
  /** Milliseconds after which it is ended; default two minutes. */
  readonly timeout?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end, both its outputs together as they came. */
export function run(program: string, args: readonly string[], settings: Settings): Promise<Ended> {
  return start(program, args, settings).ended;
}

/** Starts a program that somebody else may end. */
export function start(
  program: string,
  args: readonly string[],
  { cwd, timeout = 120_000, env = {} }: Settings,
): { readonly ended: Promise<Ended>; kill(): void } {
  const isWindows = process.platform === "win32";
  const child = spawn(program, [...args], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // npm is a script on Windows, which only a shell can run.
    shell: isWindows,
    // A group of its own, so that what it starts ends with it: a browser is many processes.
    detached: !isWindows,
  });
  const kill = (): void => {
    if (child.pid === undefined || child.exitCode !== null) return;
    if (isWindows) child.kill();
    else process.kill(-child.pid, "SIGKILL");
  };
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (piece: Buffer) => (output += piece.toString()));
  const ended = new Promise<Ended>((resolve) => {
    const timer = setTimeout(() => {
      output += `\nno end after ${String(timeout / 1000)} s`;
      kill();
    }, timeout);
    const end = (code: number | null): void => {
      clearTimeout(timer);
      resolve({ code, output });
    };
    child.once("error", (error) => {
      output += error.message;
      end(1);
    });
    child.once("close", end);
  });
  return { ended, kill };
}

/** The lines of an output that say most: the first that name an error, else the last. */
export function reasons(output: string): readonly string[] {
  const lines = output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const telling = lines.filter((line) => /error|cannot|fail|unexpected/i.test(line));
  return (telling.length > 0 ? telling : lines.slice(-3))
    .slice(0, 5)
    .map((line) => line.slice(0, 300));
}
