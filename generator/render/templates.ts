import { createRequire } from "node:module";
import type Handlebars from "handlebars";
import runtime from "handlebars/runtime.js";
import { compiledTemplates } from "./compiled-templates.js";
import { hashOf } from "./manifest.js";

/** What templates may call: `markdown.ts` says what each does. */
const HELPERS = [
  "inline",
  "cell",
  "code",
  "cellCode",
  "prose",
  "proseCell",
  "spans",
  "cellSpans",
  "link",
  "anchor",
  "fence",
  "trimmed",
] as const;

export type Helper = (typeof HELPERS)[number];

/** How templates are compiled, when they are filled and when the toolchain is built. */
const OPTIONS = {
  strict: true,
  // Escaping depends on the place in the page, so it is each helper's, not HTML's for all.
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(HELPERS.map((name) => [name, true])),
};

type Fill = Handlebars.TemplateDelegate;

const require = createRequire(import.meta.url);

/** A template compiled ahead, for the table of `compiled-templates.ts`: its key, and an expression. */
export function compiledAhead(source: string): readonly [hash: string, expression: string] {
  const { precompile } = require("handlebars") as typeof Handlebars;
  return [hashOf(source), String(precompile(source, OPTIONS))];
}

/**
 * An instance of Handlebars of our own, so that helpers and partials of another user of the package
 * cannot reach in, and what compiles a template for it. Where all templates were compiled when the
 * toolchain was built, the compiler is not loaded: in a small run, compiling takes longer than all
 * that is printed.
 */
export function compilerOf(sources: readonly string[]): {
  readonly handlebars: typeof Handlebars;
  readonly compile: (source: string) => Fill;
} {
  const known = new Map(sources.map((source) => [source, compiledTemplates.get(hashOf(source))]));
  const isBuilt = [...known.values()].every((template) => template !== undefined);
  const whole = isBuilt ? runtime : require("handlebars");
  const handlebars = (whole as typeof Handlebars).create();
  const compile = (source: string): Fill => {
    const template = known.get(source);
    return template === undefined
      ? handlebars.compile(source, OPTIONS)
      : handlebars.template(template);
  };
  return { handlebars, compile };
}
