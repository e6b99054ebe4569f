import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requestFaults } from "../contract/mock/violations.js";
import { run } from "../consumers/command.js";
import type { Surroundings } from "./execute.js";
import type { Fence } from "./samples.js";

/** Whether there is a curl on the path. */
export async function hasCurl(): Promise<boolean> {
  return (await run("curl", ["--version"], { cwd: "." })).code === 0;
}

/** How many run at once. */
const AT_ONCE = 4;

/**
 * Runs curl samples as a POSIX shell does, with the mock in the place of the document's servers.
 * Returns why, for each that fails: curl's own reason, a status of an error, or what Prism refuses.
 */
export async function runCurls(
  curls: readonly Fence[],
  surroundings: Surroundings,
): Promise<ReadonlyMap<Fence, string>> {
  const folder = await mkdtemp(join(tmpdir(), "reference-curl-"));
  // Samples that send a file of the reader's find one.
  await writeFile(join(folder, "file"), "bytes");
  const failed = new Map<Fence, string>();
  const waiting = [...curls];
  const work = async (): Promise<void> => {
    for (let curl = waiting.shift(); curl !== undefined; curl = waiting.shift()) {
      const fault = await runCurl(curl, surroundings, folder);
      if (fault !== undefined) failed.set(curl, fault);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return failed;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runCurl(
  { text, page }: Fence,
  { addresses, mock, segments, env }: Surroundings,
  folder: string,
): Promise<string | undefined> {
  const [, start = "", address = ""] = /^(curl --request \S+ ['"])([^\n]*)/.exec(text) ?? [];
  const server = addresses.servers.find((one) => address.startsWith(one));
  if (server === undefined) return "its address is none of the document's servers";
  const rest = text.slice(start.length + server.length);
  const end = rest.search(start.endsWith("'") ? /['?]/ : /["?]/);
  const path = `${rest.slice(0, end)}${segments.get(page) ?? ""}`;
  const local = `${start}${mock}${path}${rest.slice(end)}`;
  const flags = "--silent --show-error --max-time 20 --include";
  const { code, output } = await run("sh", ["-c", `${local} ${flags}`], { cwd: folder, env });
  if (code !== 0) return output.trim().slice(-300);
  // `100 Continue` comes before the answer.
  const [answer = "", ...body] = output
    .replace(/^(?:HTTP\/\S+ 1\d\d[^]*?\r?\n\r?\n)+/, "")
    .split(/\r?\n\r?\n/);
  const status = Number(/^HTTP\/\S+ (\d+)/.exec(answer)?.[1]);
  const header = /^sl-violations: (.*)$/im.exec(answer)?.[1]?.trim();
  const [fault] =
    header === undefined
      ? []
      : requestFaults(new Response(null, { headers: { "sl-violations": header } }));
  if (fault !== undefined) return fault;
  const said = body.join(" ").slice(0, 300);
  return status >= 400 ? `it is answered with ${String(status)}: ${said}` : undefined;
}
