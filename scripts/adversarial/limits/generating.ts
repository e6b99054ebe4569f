/** The child process: `generate` of a document, then what it took, on the channel to its parent. */
import { main } from "../../codegen.js";
import { peakMemory } from "../../peak-memory.js";

const [document = "", output = ""] = process.argv.slice(2);
const only = ["--only", "types", "--format", "json"];
process.exitCode = await main(["generate", "-i", document, "-o", output, ...only]);
process.send?.({ cpu: process.resourceUsage().userCPUTime / 1e6, memory: peakMemory() });
process.disconnect();
