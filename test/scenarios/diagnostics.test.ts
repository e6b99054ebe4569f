import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { countDiagnostics, formatDiagnostics } from "../../generator/diagnostics/format.js";
import { hasErrors } from "../../generator/diagnostics/reporter.js";
import { readDocument, type Load } from "../../generator/document/document.js";
import { locateIn } from "../../generator/source/locate.js";

/** Each case is a folder with a document at fault and what is said about it, word for word. */
const folder = fileURLToPath(new URL("diagnostics/", import.meta.url));

describe("diagnostics", () => {
  it.each(readdirSync(folder))("%s", async (name) => {
    const given = `${folder}${name}/`;
    const entry = existsSync(`${given}openapi.json`) ? "openapi.json" : "openapi.yaml";
    const load: Load = (path) =>
      Promise.resolve(
        existsSync(given + path)
          ? { kind: "text", text: readFileSync(given + path, "utf8") }
          : { kind: "missing" },
      );
    const { document, diagnostics, sources } = await readDocument({ entry: `api/${entry}`, load });
    const text = `${formatDiagnostics(diagnostics, locateIn(sources))}\n${countDiagnostics(diagnostics)}\n`;
    expect(document === undefined).toBe(hasErrors(diagnostics));

    const golden = `${given}diagnostics.txt`;
    if (process.env["UPDATE"] === "1") writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, "utf8"));
  });
});
