import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { rootOf, type Press } from "./edition.js";
import type { Forwarding } from "./forwarding.js";
import type { Layouts } from "./layout.js";
import type { Edition } from "./versions.js";

/** Writes a page at each address that has moved or is no more, as HTML and as Markdown. */
export async function writeForwardings(
  forwardings: readonly Forwarding[],
  output: string,
  press: Press,
  layouts: Layouts,
  editions: readonly Edition[],
): Promise<void> {
  for (const forwarding of forwardings) {
    const { html, markdown } =
      forwarding.to === undefined
        ? removedPage(forwarding, press, layouts, editions)
        : movedPage(forwarding, forwarding.to, press, layouts);
    const file = join(output, forwarding.page);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, markdown);
    await writeFile(htmlPath(file), html);
  }
}

interface Written {
  readonly html: string;
  readonly markdown: string;
}

function movedPage(
  { page, subject: { name } }: Forwarding,
  to: string,
  { title }: Press,
  layouts: Layouts,
): Written {
  const target = posix.relative(posix.dirname(page), to);
  return {
    html: layouts.moved({ site: title, name, href: htmlPath(target), top: rootOf(page) }),
    markdown: `# This page has moved\n\n[${escaped(name)}](${target})\n`,
  };
}

function removedPage(
  { page, subject, last }: Forwarding,
  press: Press,
  layouts: Layouts,
  editions: readonly Edition[],
): Written {
  const { kind, name } = subject;
  const kept = editions.find(({ folder, book }) => folder !== "" && book === last);
  const target =
    kept === undefined ? "" : posix.relative(posix.dirname(page), `${kept.folder}${subject.page}`);
  const where = target === "" ? escaped(last.version) : `[${escaped(last.version)}](${target})`;
  return {
    html: press.renderRemoved(
      page,
      name,
      layouts.removed({
        name,
        kind,
        version: editions[0]?.version ?? "",
        last: last.version,
        href: htmlPath(target),
        root: rootOf(page),
      }),
    ),
    markdown: `# ${escaped(name)}\n\nThis ${kind} is no more. It was last there in version ${where}.\n`,
  };
}

function htmlPath(path: string): string {
  return path.replace(/\.md$/, ".html");
}

/** @see https://spec.commonmark.org/0.31.2/#backslash-escapes */
function escaped(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[!-/:-@[-`{-~]/g, "\\$&");
}
