import type { ApiModel, Operation, Tag } from "../../model/model.js";
import { Anchors } from "./anchors.js";
import type { Place } from "./place.js";

/** Where parts of a reference are that other renderers call by a fragment. */
interface Parts {
  readonly operations: ReadonlyMap<string, readonly ["operations" | "webhooks", string]>;
  /** Anchors on the index page, by names of tags that have operations. */
  readonly tags: ReadonlyMap<string, string>;
  readonly headings: ReadonlySet<string>;
}

const known = new WeakMap<ApiModel, Parts>();

/**
 * The link that a URL of the document's becomes on a page; empty where it leads nowhere from there.
 * Authors write fragments of the page that their renderer makes, such as `#tag/pets` and
 * `#section/Errors`: what has a place among our pages is linked. Other relative ones are of a site we
 * do not know.
 *
 * @see https://redocly.com/docs/api-reference-docs/guides/docs-deep-links
 */
export function placed(url: string, place: Place): string {
  if (/^(?:https?:\/\/|mailto:)/i.test(url)) return url;
  return url.startsWith("#") ? (ownLink(decoded(url.slice(1)), place) ?? "") : "";
}

/** The anchors of the groups on the index page, by their tags' names. */
export function tagAnchors(tags: readonly Tag[]): Map<string, string> {
  const rows = tags.map(({ name, file }) => ({ name: file, key: name }));
  const ids = new Anchors().of("tag", rows);
  return new Map(tags.map(({ name }, index) => [name, ids[index] ?? ""]));
}

function ownLink(fragment: string, place: Place): string | undefined {
  const { operations, tags, headings } = partsOf(place.model);
  const index = place.link("", "index");
  const id = /^(?:tag\/.+?\/)?operation\/(.+)$/s.exec(fragment)?.[1];
  if (id !== undefined) {
    const page = operations.get(id);
    return page === undefined ? undefined : place.link(...page);
  }
  const [, kind, name = ""] = /^(tag|section)\/(.+)$/s.exec(fragment) ?? [];
  if (kind === "tag") {
    const anchor = tags.get(name) ?? tags.get(slug(name));
    return anchor === undefined ? undefined : `${index}#${anchor}`;
  }
  if (kind !== "section") return undefined;
  // Sections within others are named after all of them.
  if (headings.has(slug(name.split("/").at(-1) ?? ""))) return index;
  return /^authentication(?:\/|$)/i.test(name) ? place.link("", "authentication") : undefined;
}

function partsOf(model: ApiModel): Parts {
  const before = known.get(model);
  if (before !== undefined) return before;
  const pages = (
    operations: readonly Operation[],
    folder: "operations" | "webhooks",
  ): [string, readonly [typeof folder, string]][] =>
    operations.map(({ id, file }) => [id, [folder, file]]);
  const called = [...model.operations, ...model.unsent];
  const groups = new Set(called.map(({ group }) => group));
  const anchors = tagAnchors(model.tags);
  const shown = model.tags.filter(({ group }) => groups.has(group));
  const named = shown.map(({ name }): [string, string] => [name, anchors.get(name) ?? ""]);
  const parts: Parts = {
    operations: new Map([...pages(model.webhooks, "webhooks"), ...pages(called, "operations")]),
    tags: new Map([...named.map(([name, id]): [string, string] => [slug(name), id]), ...named]),
    headings: new Set(headingsIn(model.info.docs.description ?? "").map(slug)),
  };
  known.set(model, parts);
  return parts;
}

/** The headings of a description, outside its code. */
function headingsIn(text: string): string[] {
  const prose = text.replace(/^ {0,3}(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\1.*$|$(?![\s\S]))/gm, "");
  return prose.split("\n").flatMap((line) => {
    const title = /^ {0,3}#{1,6}[ \t]+(.+)$/.exec(line)?.[1];
    return title === undefined ? [] : [title.replace(/[ \t]+#*[ \t]*$/, "")];
  });
}

/** Names in fragments have other spaces and letters than those they are of. */
function slug(name: string): string {
  return name.trim().replace(/\s+/g, "-").toLowerCase();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
