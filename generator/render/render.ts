import type { EmittedFile } from "../emitters/emitter.js";
import type { Json } from "../model/json.js";
import { withBanner } from "./banner.js";
import { formatted, type Rendering } from "./format.js";
import { renderTypescript } from "./typescript.js";

export type MarkdownRenderer = (template: string, view: Json) => string;

/** Writes down what an emitter said: the file's text, byte for byte as it goes to disk. */
export async function render(file: EmittedFile, markdown: MarkdownRenderer): Promise<Rendering> {
  switch (file.kind) {
    case "typescript":
      return formatted(
        file.path,
        withBanner(file.path, renderTypescript(file.path, file.statements)),
      );
    case "markdown":
      // Templates print canonical Markdown themselves, but for tables, whose cells are not padded: a
      // cell that grows would then change every row of a diff, and half of a reference be spaces.
      return asItIs(withBanner(file.path, markdown(file.template, file.view)));
    case "json":
      return asItIs(`${JSON.stringify(file.value, null, 2)}\n`);
    case "text": {
      const text = withBanner(file.path, file.content);
      return file.format === true ? formatted(file.path, text) : asItIs(text);
    }
  }
}

function asItIs(content: string): Rendering {
  return { content, byPrettier: false };
}
