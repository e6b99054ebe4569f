import { posix } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { proseOf, referenceOf, ROOT, warehouseSync } from "./reference.js";

describe.each([
  ["Warehouse Sync", () => warehouseSync()],
  ["a document with everything odd", () => referenceOf(`${ROOT}test/docs/fixtures/odd.yaml`)],
  ["a small shop", () => referenceOf(`${ROOT}test/scenarios/docs/shop/openapi.yaml`)],
])("links of %s", (_, make) => {
  let pages: ReadonlyMap<string, string>;
  beforeAll(async () => {
    ({ pages } = await make());
  }, 60_000);

  it("lead to pages and anchors that exist", () => {
    const broken: string[] = [];
    let count = 0;
    for (const [path, page] of pages) {
      for (const [, target = ""] of proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^(?:https?|mailto):/.test(target)) continue;
        count += 1;
        const [file = "", anchor] = target.split("#");
        const to = file === "" ? path : posix.join(posix.dirname(path), file);
        const found = pages.get(to);
        if (found === undefined) broken.push(`${path}: ${target} is no page`);
        else if (anchor !== undefined && !found.includes(`<a id="${anchor}"></a>`))
          broken.push(`${path}: ${target} is no anchor`);
      }
    }
    expect(broken).toEqual([]);
    expect(count).toBeGreaterThan(5);
  });

  it("can reach every page from the index", () => {
    const seen = new Set<string>();
    const stack = ["index.md"];
    for (let path = stack.pop(); path !== undefined; path = stack.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      for (const [, target = ""] of proseOf(pages.get(path) ?? "").matchAll(
        /\]\(([^)#\s]+\.md)/g,
      )) {
        stack.push(posix.join(posix.dirname(path), target));
      }
    }
    expect([...pages.keys()].filter((path) => !seen.has(path))).toEqual([]);
  });

  it("have anchors that are unique on their page", () => {
    for (const [path, page] of pages) {
      const ids = [...proseOf(page).matchAll(/<a id="([^"]*)">/g)].map(([, id]) =>
        id?.toLowerCase(),
      );
      expect(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        path,
      ).toEqual([]);
    }
  });
});
