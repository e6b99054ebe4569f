import type { Host } from "../generator/index.js";
import { textOf } from "./utf8.js";

type Loaded = Awaited<ReturnType<Host["load"]>>;

/** How long a file on the network may take, in milliseconds, and how long it may be, in bytes. */
export interface NetworkLimits {
  readonly time: number;
  readonly size: number;
}

/**
 * Reads a file from the network: one request without credentials, cookies or a referrer. A redirect
 * is not followed, since it would lead where nobody allowed; an answer that is none of the file is
 * `unreadable`, with the reason.
 */
export async function download(url: string, limits: NetworkLimits): Promise<Loaded> {
  try {
    const response = await fetch(url, {
      redirect: "manual",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      headers: { accept: "application/yaml, application/json, */*" },
      signal: AbortSignal.timeout(limits.time),
    });
    if (response.ok) return await read(response, limits.size);
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) return { kind: "missing" };
    const redirects = response.status >= 300 && response.status < 400;
    const reason = redirects
      ? "it redirects elsewhere, which is not followed"
      : `the server answers ${String(response.status)}`;
    return { kind: "unreadable", reason };
  } catch (error) {
    return { kind: "unreadable", reason: reasonOf(error, limits.time) };
  }
}

/** Stops as soon as it is too much, whatever length was announced. */
async function read(response: Response, limit: number): Promise<Loaded> {
  const announced = Number(response.headers.get("content-length") ?? 0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader !== undefined && Math.max(size, announced) <= limit) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
  }
  await reader?.cancel();
  const most = Math.max(size, announced);
  return most > limit ? { kind: "too-large", size: most } : textOf(Buffer.concat(chunks));
}

function reasonOf(error: unknown, time: number): string {
  if (error instanceof Error && error.name === "TimeoutError")
    return `the server took longer than ${String(time / 1000)} seconds`;
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
  return code === undefined
    ? "the server cannot be reached"
    : `the server cannot be reached: ${code}`;
}
