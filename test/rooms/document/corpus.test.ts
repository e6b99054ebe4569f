import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readDocument, type CanonicalDocument } from "../../../generator/document/document.js";
import type { Json } from "../../../generator/model/json.js";
import { ROOT, valueAt } from "../../../generator/source/pointer.js";
import { refOf } from "../../../generator/document/resolve.js";
import { visit } from "../../../generator/document/walk.js";

const corpus = fileURLToPath(new URL("../../../../shared/corpus/", import.meta.url));

const documents = [
  "petstore.yaml",
  "museum.yaml",
  "train-travel/openapi.yaml",
  "cafe.yaml",
  "spotify.yaml",
  "superset.json",
  "telegram.json",
  "box.json",
  "openai.yaml",
  "stripe.yaml",
  "github.json",
  "digitalocean/specification/DigitalOcean-public.v2.yaml",
];

/** References of the document that lead nowhere in it. */
function dangling({ root }: CanonicalDocument): string[] {
  const found: string[] = [];
  visit(root, "document", ROOT, (node) => {
    const ref = refOf(node);
    if (ref !== undefined && valueAt(root as Json, ref) === undefined) found.push(ref);
  });
  return found;
}

describe.skipIf(!existsSync(corpus))("documents of the world", () => {
  it.each(documents)("%s", async (path) => {
    const entry = join(corpus, path);
    const { document, diagnostics } = await readDocument({
      entry,
      load: (file) => {
        const full = join(dirname(entry), file);
        return Promise.resolve(
          existsSync(full)
            ? { kind: "text", text: readFileSync(full, "utf8") }
            : { kind: "missing" },
        );
      },
    });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(document).toBeDefined();
    if (document !== undefined) expect(dangling(document)).toEqual([]);
  });
});
