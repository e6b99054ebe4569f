import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Where {
  readonly cwd?: string;
  /** Whether what is printed to standard output is read; default: it is. */
  readonly isRead?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** What `tsx` has Node load; its own command would start a second process for each. */
const TSX = pathToFileURL(join(root, "node_modules", "tsx", "dist", "loader.mjs")).href;

/** Runs a script of `scripts/` as `npm run` does, and waits for it. */
export function script(name: string, args: readonly string[], where: Where = {}): Promise<Outcome> {
  const file = join(root, "scripts", `${name}.ts`);
  return run(process.execPath, ["--import", TSX, file, ...args], where);
}

export function run(
  command: string,
  args: readonly string[],
  { cwd = root, env = {}, isRead = true }: Where = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // npm is a command file on Windows.
      shell: process.platform === "win32" && command === "npm",
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
    if (!isRead) child.stdout.destroy();
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** An empty folder that is gone after `use`. */
export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "codegen-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
