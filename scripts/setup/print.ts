import { createMarkdownRenderer } from "../../generator/index.js";
import { invalid } from "./flags.js";
import type { Part } from "./warehouses.js";

export interface PrintOptions {
  readonly format: "text" | "json";
  /** Only the part of this name. */
  readonly part?: string | undefined;
  readonly templates: Readonly<Record<string, string>>;
}

/** The texts of a set-up. Several are told apart by headings; one stands alone, ready for a pipe. */
export function printed(parts: readonly Part[], { format, part, templates }: PrintOptions): string {
  const wanted = part === undefined ? parts : parts.filter(({ name }) => name === part);
  if (wanted.length === 0) {
    const known = parts.map(({ name }) => name).join(", ");
    throw invalid("--part", `there is no part ${JSON.stringify(part)}; known are ${known}`);
  }
  const render = createMarkdownRenderer(templates);
  const texts = wanted.map(({ name, language, template, view }) => ({
    name,
    language,
    text: render(`guides/setup/${template}`, view).trim(),
  }));
  if (format === "json") return `${JSON.stringify({ parts: texts }, null, 2)}\n`;
  if (texts.length === 1) return `${texts[0]?.text ?? ""}\n`;
  return texts.map(({ name, text }) => `=== ${name} ===\n\n${text}\n`).join("\n");
}
