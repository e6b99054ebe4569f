/**
 * Lines as one: a break is a space, and of several breaks all but the first stay. Blanks around the
 * breaks go.
 * @see https://yaml.org/spec/1.2.2/#65-line-folding
 */
export function folded(lines: readonly string[]): string {
  let text = "";
  let breaks = 0;
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    const begun = index === 0 ? line : line.replace(/^[ \t]+/, "");
    const content = isLast ? begun : withoutBlanksBehind(begun);
    if (content !== "" || isLast) {
      text += breakOf(breaks) + content;
      breaks = 0;
    }
    breaks += 1;
  }
  return text;
}

/** What stands for the breaks between two lines. */
export function breakOf(breaks: number): string {
  return breaks === 1 ? " " : "\n".repeat(Math.max(0, breaks - 1));
}

/** A loop, because a regular expression would search every blank for the end. */
export function withoutBlanksBehind(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === " " || line[end - 1] === "\t")) end -= 1;
  return line.slice(0, end);
}
