import { isValidated } from "../model/validators.js";
import type { MediaType } from "../model/model.js";
import { Names } from "./names.js";
import { pascalCase } from "./words.js";

/** What bodies of the usual media types are called. */
const USUAL: Readonly<Record<string, string>> = {
  "application/json": "Json",
  "application/x-www-form-urlencoded": "Form",
  "multipart/form-data": "Multipart",
  "text/plain": "Text",
  "application/octet-stream": "Binary",
  "text/event-stream": "Events",
  "application/jsonl": "Lines",
  "application/json-seq": "Sequence",
};

/**
 * The bodies of one content, told apart in names by words of their media types. One needs none: JSON
 * where it is among them, else the smallest of those that are validated, else the smallest of all, so
 * that neighbours that move rename nothing, and one that comes at most the one whose place it takes.
 */
export function withSuffixes(content: readonly MediaType[]): MediaType[] {
  const [plain] = [...content].sort((a, b) => rankOf(a) - rankOf(b) || (a.type < b.type ? -1 : 1));
  // The one without a suffix has a claim too: what the others are called does not depend on which it is.
  const { names } = new Names().allocate(
    content.map(({ type }) => ({
      key: type,
      wish: wordsIn(type),
      exact: Object.hasOwn(USUAL, type),
    })),
  );
  return content.map((media) => {
    const suffix = names.get(media.type);
    return media === plain || suffix === undefined ? media : { ...media, suffix };
  });
}

function rankOf(media: MediaType): number {
  if (media.type === "application/json") return 0;
  return isValidated(media) ? 1 : 2;
}

/** `application/vnd.github.raw+json` → `VndGithubRawJson`. */
function wordsIn(type: string): string {
  const words = Object.hasOwn(USUAL, type) ? USUAL[type] : undefined;
  return words ?? (pascalCase(type.replace(/^application\//, "")) || "Any");
}
