/** The child process: `generate` of a document, then what it took, on the channel to its parent. */
import { readFileSync } from "node:fs";
import { main } from "../../codegen.js";

const [document = "", output = ""] = process.argv.slice(2);
const only = ["--only", "types", "--format", "json"];
process.exitCode = await main(["generate", "-i", document, "-o", output, ...only]);
const { userCPUTime, maxRSS } = process.resourceUsage();
process.send?.({ cpu: userCPUTime / 1e6, memory: peak() ?? maxRSS / 1024 });
process.disconnect();

/** The peak of this program in MB. On Linux maxRSS outlives exec, and is at least what the parent held. */
function peak(): number | undefined {
  if (process.platform !== "linux") return undefined;
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
