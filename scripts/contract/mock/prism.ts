import { Worker } from "node:worker_threads";
import type { Json } from "../../../generator/index.js";
import type { Mock } from "../../prism.js";
import { MockFault } from "./fault.js";

export interface PrismThreadOptions {
  /** Default 0: a free port, chosen by the system. */
  readonly port?: number;
  /** Address of an API that answers instead of the examples; Prism then only judges. */
  readonly upstream?: string;
}

/**
 * Starts Prism on a document's value in a thread of this process: it ends with the process, leaves
 * the caller's thread free, and logs nothing. Rejects with a `MockFault` when it cannot serve it.
 */
export async function startPrismThread(
  document: Json,
  { port = 0, upstream }: PrismThreadOptions = {},
): Promise<Mock> {
  const worker = new Worker(new URL("thread.mjs", import.meta.url), {
    workerData: { document, port, upstream },
    execArgv: [],
    // What Prism's libraries print is about the document, and said by our own diagnostics.
    stdout: true,
    stderr: true,
  });
  const told = await new Promise<{ url?: string; fault?: string }>((resolve) => {
    worker.once("message", resolve);
    worker.once("error", ({ message }: Error) => {
      resolve({ fault: message });
    });
    worker.once("exit", (code) => {
      resolve({ fault: `the thread ended with ${String(code)}` });
    });
  });
  const stop = async (): Promise<void> => void (await worker.terminate());
  if (told.url !== undefined) return { url: told.url, stop };
  await stop();
  throw new MockFault(told.fault ?? "no reason was given");
}
