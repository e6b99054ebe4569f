import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { textsBelow } from "../disk.js";
import { generateFrom } from "../generation.js";
import type { BenchDocument } from "./documents.js";
import { CACHE, root, type Output } from "./peers.js";

/**
 * Generates our package from a document, types, client and validators, where it has not been by the
 * generator as it stands: what is cached goes by the generator's own text.
 */
export async function generateOurs(
  document: BenchDocument,
  say: (line: string) => void,
): Promise<Output> {
  const key = createHash("sha256")
    .update(await ownText())
    .update(readFileSync(document.path));
  const base = join(CACHE, "outputs", `${document.name}-${key.digest("hex").slice(0, 12)}`);
  const [folder, mark] = [join(base, "ours"), join(base, "ours.json")];
  if (existsSync(mark)) return JSON.parse(readFileSync(mark, "utf8")) as Output;
  say(`we generate from ${document.name}`);
  const { files, diagnostics } = await generateFrom({
    input: document.path,
    name: "ours-client",
    only: ["types", "models", "zod", "client", "package"],
  });
  rmSync(folder, { recursive: true, force: true });
  if (files === undefined) {
    const fault = diagnostics.find(({ severity }) => severity === "error");
    return { reason: `does not generate: ${fault?.message ?? "no output"}` };
  }
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const output: Output = { folder };
  writeFileSync(mark, JSON.stringify(output));
  return output;
}

/** Everything that decides our output, the document aside. */
async function ownText(): Promise<string> {
  const [generator, templates] = await Promise.all(
    ["generator", "templates"].map((folder) => textsBelow(join(root, folder))),
  );
  return JSON.stringify([generator, templates]);
}
