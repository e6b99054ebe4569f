import type { JsonObject } from "../../model/json.js";
import type { Pagination, RequestPlace } from "../../model/extensions.js";
import type { Pointer } from "../../model/schema.js";
import { present } from "../access.js";
import { Extension, type Fault } from "./extension.js";

const STYLES = ["page", "offset", "cursor", "link"] as const;
const COMMON = ["style", "items", "name"];
/** What each style has beside `style`, `items` and `name`. */
const MEMBERS: Readonly<Record<(typeof STYLES)[number], readonly string[]>> = {
  page: ["page", "pageSize", "firstPage", "totalPages", "hasMore"],
  offset: ["offset", "limit", "total", "hasMore"],
  cursor: ["cursor", "nextCursor", "itemCursor", "hasMore"],
  link: ["next"],
};
const ALL = [...new Set([...COMMON, ...Object.values(MEMBERS).flat()])];

/** `x-pagination` of an operation; see `Pagination`. `name` is the iterator's when the document gives none. */
export function paginationOf(
  source: JsonObject,
  operation: Pointer,
  name: string,
  faults: Fault[],
): Pagination | undefined {
  const written = Extension.of("x-pagination", source, operation, ALL, faults);
  if (written === undefined) return undefined;
  const before = faults.length;
  const style = STYLES.find((known) => known === written.value("style"));
  if (style === undefined) {
    written.fault("`style` must be `page`, `offset`, `cursor` or `link`", "style");
    return undefined;
  }
  written.allow(...COMMON, ...MEMBERS[style]);
  if (!written.has("items")) written.fault("`items`, a JSON pointer into the body, is missing");
  const items = written.pointerText("items", true);
  const given = written.identifier("name");
  const numbering = numberingOf(style, written);
  if (items === undefined || numbering === undefined || faults.length > before) return undefined;
  return { pointer: written.pointer, name: given ?? name, items, ...numbering };
}

type Numbering = Pagination extends infer One
  ? One extends Pagination
    ? Omit<One, "pointer" | "name" | "items">
    : never
  : never;

function numberingOf(style: Pagination["style"], written: Extension): Numbering | undefined {
  const hasMore = written.pointerText("hasMore");
  switch (style) {
    case "page": {
      const page = requiredPlace(written, "page");
      const pageSize = placeOf(written, "pageSize");
      const firstPage = written.number("firstPage") ?? 1;
      if (!Number.isInteger(firstPage))
        written.fault("`firstPage` must be a whole number", "firstPage");
      const totalPages = written.pointerText("totalPages");
      return page && present({ style, page, pageSize, firstPage, totalPages, hasMore });
    }
    case "offset": {
      const offset = requiredPlace(written, "offset");
      const limit = placeOf(written, "limit");
      const total = written.pointerText("total");
      return offset && present({ style, offset, limit, total, hasMore });
    }
    case "cursor": {
      const cursor = requiredPlace(written, "cursor");
      const nextCursor = written.pointerText("nextCursor");
      const itemCursor = written.pointerText("itemCursor", true);
      if (written.has("nextCursor") === written.has("itemCursor"))
        written.fault(
          "one of `nextCursor`, a pointer into the body, and `itemCursor`, one into its last item, must be there",
        );
      return cursor && present({ style, cursor, nextCursor, itemCursor, hasMore });
    }
    case "link":
      return present({ style, next: written.pointerText("next") });
    default:
      return style satisfies never;
  }
}

function requiredPlace(written: Extension, key: string): RequestPlace | undefined {
  if (!written.has(key)) written.fault(`\`${key}\` is missing`);
  return placeOf(written, key);
}

/** A query parameter's name, or a pointer into the request's body, which begins with a slash. */
function placeOf(written: Extension, key: string): RequestPlace | undefined {
  const text = written.text(key);
  if (text === undefined) return undefined;
  if (!text.startsWith("/")) return { query: text };
  const body = written.pointerText(key);
  return body === undefined ? undefined : { body };
}
