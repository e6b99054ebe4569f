import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface Mock {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
}

export interface PrismOptions {
  /** Default 0: a free port, chosen by the system. */
  readonly port?: number;
  /** Milliseconds until a start counts as failed; default 60,000. */
  readonly timeout?: number;
  /** Receives Prism's own lines. Default: they are dropped. */
  readonly onLine?: (line: string) => void;
}

/**
 * Starts Prism on a document as a process of its own, so that its work never blocks the caller's.
 * Resolves once it listens; rejects with Prism's last words when it does not.
 */
export function startPrism(document: string, options: PrismOptions = {}): Promise<Mock> {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve("@stoplight/prism-cli/package.json");
  const cli = join(dirname(manifest), "dist", "index.js");
  const child = spawn(
    process.execPath,
    [cli, "mock", "--host", "127.0.0.1", "--port", String(options.port ?? 0), document],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" } },
  );
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill();
    await gone;
  };
  // A mock must not outlive the command that started it, however that command ends.
  const kill = (): void => void child.kill();
  process.once("exit", kill);
  void gone.then(() => process.off("exit", kill));

  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    let rest = "";
    const fail = (reason: string): void => {
      clearTimeout(timer);
      void stop();
      reject(new Error(`${reason}\n${lines.slice(-5).join("\n")}`.trimEnd()));
    };
    const timer = setTimeout(() => fail("no answer in time"), options.timeout ?? 60_000);
    const read = (chunk: string): void => {
      rest += chunk;
      const complete = rest.split("\n");
      rest = complete.pop() ?? "";
      for (const raw of complete) {
        const line = withoutColour(raw);
        if (options.onLine) options.onLine(line);
        else if (lines.push(line) > 50) lines.shift();
        const url = /Prism is listening on (http:\/\/\S+)/.exec(line)?.[1];
        if (url !== undefined) {
          clearTimeout(timer);
          resolve({ url, stop });
        }
      }
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code) => fail(`exit code ${String(code)}`));
  });
}

function withoutColour(line: string): string {
  // eslint-disable-next-line no-control-regex -- the escape character is what is removed
  return line.replace(/\u001b\[[0-9;]*m/g, "");
}
