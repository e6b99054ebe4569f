import type { Json } from "../model/json.js";
import { anchorTag, codeSpan, fence, inline, inlineSpan, link, spans } from "./markdown-text.js";
import { prose, proseCell } from "./markdown-prose.js";
import { compilerOf, type Helper } from "./templates.js";

/** What a helper receives behind its arguments; `fn` only when it is used as a block. */
interface HelperOptions {
  readonly fn?: (context: unknown) => string;
}

/** Helpers escape for a place in the page; none of them computes what is said. */
function helpers() {
  const plain = remembering(inline);
  const code = remembering((value) => codeSpan(value));
  const cellCode = remembering((value) => codeSpan(value, { cell: true }));
  const plainSpan = remembering(inlineSpan);
  const paragraphs = remembering(prose);
  const cellProse = remembering(proseCell);
  return {
    inline: (value: unknown) => plain(text(value)),
    cell: (value: unknown) => plain(text(value)),
    code: (value: unknown) => code(text(value)),
    cellCode: (value: unknown) => cellCode(text(value)),
    prose: (value: unknown) => paragraphs(text(value)),
    proseCell: (value: unknown) => cellProse(text(value)),
    spans: (value: unknown) => spans(value, { code, plain: plainSpan }),
    cellSpans: (value: unknown) => spans(value, { code: cellCode, plain: plainSpan }),
    link: (label: unknown, target: unknown) => link(text(label), text(target)),
    anchor: (id: unknown) => anchorTag(text(id)),
    fence: fenceHelper,
    trimmed: trimmedHelper,
  } satisfies Record<Helper, (...values: never[]) => string>;
}

/** Writes a text down once: pages say the same names and descriptions again and again. */
function remembering(write: (value: string) => string): (value: string) => string {
  const known = new Map<string, string>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const written = write(value);
    known.set(value, written);
    return written;
  };
}

/**
 * Makes the function that fills a template with a view. Every file of `templates` whose path has a
 * folder named `partials` or `setup` is a partial, known by its path without `.hbs` or `.md.hbs`.
 *
 * A template that mentions a member its view does not have is a fault of ours and throws: nothing
 * is left out silently. Views reach only their own members, never a prototype's.
 *
 * @param templates texts by path below `templates/`: `docs/index.md.hbs`
 * @returns `(template, view) => text`; `template` is a path without `.hbs`, `docs/index.md`
 */
export function createMarkdownRenderer(
  templates: Readonly<Record<string, string>>,
): (template: string, view: Json) => string {
  const sources = Object.entries(templates).filter(([path]) => path.endsWith(".hbs"));
  const { handlebars, compile } = compilerOf(sources.map(([, source]) => source));
  for (const [name, helper] of Object.entries(helpers())) handlebars.registerHelper(name, helper);
  for (const [path, source] of sources) {
    if (!isPartial(path)) continue;
    // Compiled here, because a partial given as text would be compiled without the options.
    handlebars.registerPartial(path.replace(/(?:\.md)?\.hbs$/, ""), compile(source));
  }
  const compiled = new Map<string, (view: Json) => string>();
  return (template, view) => {
    const known = compiled.get(template);
    if (known !== undefined) return known(view);
    const path = `${template}.hbs`;
    const source = Object.hasOwn(templates, path) ? templates[path] : undefined;
    if (source === undefined) throw new Error(`no template "${path}"`);
    const fill = compile(source);
    const render = (filled: Json): string => fill(filled);
    compiled.set(template, render);
    return render(view);
  };
}

function isPartial(path: string): boolean {
  return /(?:^|\/)(?:partials|setup)\//.test(path);
}

/** `{{fence text "ts"}}`, or `{{#fence "sql"}}…{{/fence}}` around a partial, on lines of their own. */
function fenceHelper(this: unknown, ...values: readonly unknown[]): string {
  const { fn } = values.at(-1) as HelperOptions;
  return fn === undefined
    ? fence(text(values[0]), text(values[1]))
    : `${fence(fn(this), text(values[0]))}\n`;
}

/** `{{#trimmed}}…{{/trimmed}}` around phrases of which any may be missing, each with a space behind it. */
function trimmedHelper(this: unknown, { fn }: HelperOptions): string {
  return fn === undefined ? "" : fn(this).trim();
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new TypeError("a helper of a template takes text");
}
