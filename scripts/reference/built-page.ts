/** A row of a table, as a reader sees it. */
export interface TableRow {
  /** What its table calls the first column: `Name`, `Form`, `Operation`. */
  readonly of: string;
  readonly cells: readonly string[];
  readonly ids: readonly string[];
}

/** What stands below a heading, until the next. */
export interface PageSection {
  readonly level: number;
  readonly id: string;
  readonly title: string;
  /** Titles of the sections it stands in, the outermost first. */
  readonly within: readonly string[];
  /** What stands outside tables and code to be copied. */
  readonly text: string;
  readonly rows: readonly TableRow[];
}

/** A page of the built site, read back from its HTML. */
export interface BuiltPage {
  readonly ids: readonly string[];
  /** What its elements lead to or load, in order. */
  readonly links: readonly string[];
  readonly sections: readonly PageSection[];
}

/**
 * Reads a page back. It relies on what our frame and our Markdown renderer print: attributes in
 * double quotes, and no `<` or `>` in text or attributes but those of tags.
 */
export function readBuiltPage(html: string): BuiltPage {
  const ids = [...html.matchAll(/<[^>]+? id="([^"]*)"/g)].map(([, id = ""]) => decoded(id));
  const links = [...html.matchAll(/<[^>]+? (?:href|src)="([^"]*)"/g)].map(([, to = ""]) =>
    decoded(to),
  );
  return {
    ids,
    links,
    sections: sectionsOf(/<main\b[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? ""),
  };
}

function sectionsOf(main: string): PageSection[] {
  const parts = main.split(/(?=<h[1-6]\b)/);
  const above: { level: number; title: string }[] = [];
  return parts.map((part) => {
    const [whole = "", level = "0", attributes = "", inner = ""] =
      /^<h([1-6])([^>]*)>([\s\S]*?)<\/h[1-6]>/.exec(part) ?? [];
    const title = textIn(inner);
    while ((above.at(-1)?.level ?? 0) >= Number(level) && above.length > 0) above.pop();
    const within = above.map((one) => one.title);
    if (whole !== "") above.push({ level: Number(level), title });
    const body = part.slice(whole.length);
    return {
      level: Number(level),
      id: decoded(/ id="([^"]*)"/.exec(attributes)?.[1] ?? ""),
      title,
      within,
      text: textIn(body.replace(/<table\b[\s\S]*?<\/table>/g, " ")),
      rows: [...body.matchAll(/<table\b[^>]*>([\s\S]*?)<\/table>/g)].flatMap(([, table = ""]) =>
        rowsOf(table),
      ),
    };
  });
}

function rowsOf(table: string): TableRow[] {
  const of = textIn(/<th\b[^>]*>([\s\S]*?)<\/th>/.exec(table)?.[1] ?? "");
  return [...table.matchAll(/<tr\b[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = ""]) => ({
    of,
    cells: [...row.matchAll(/<t[dh]\b[^>]*>([\s\S]*?)<\/t[dh]>/g)].map(([, cell = ""]) =>
      textIn(cell),
    ),
    ids: [...row.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => decoded(id)),
  }));
}

/** Text as it is read: without tags, spaces made one. */
function textIn(html: string): string {
  return plain(
    decoded(
      html
        .replace(/<\/?(?:p|div|li|ul|ol|pre|br|blockquote)\b[^>]*>/g, " ")
        .replace(/<[^>]*>/g, ""),
    ),
  );
}

/** White space of any kind and length as one space. */
export function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#x27": "'",
  "#x60": "`",
  "#x3D": "=",
  "#39": "'",
};

function decoded(text: string): string {
  return text.replace(/&([#\w]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
