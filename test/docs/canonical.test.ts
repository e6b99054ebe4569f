import { join } from "node:path";
import { format } from "prettier";
import { beforeAll, describe, expect, it } from "vitest";
import { referenceOf, ROOT, warehouseSync } from "./reference.js";

/** Tables are not padded, on purpose: here their padding does not count. */
function narrowed(page: string): string {
  return page.replace(/^\|.*$/gm, (row) => row.replace(/ +\|/g, " |").replace(/-{3,}/g, "---"));
}

/** The pages that prettier would change, each with what it would make of them. */
async function changed(pages: ReadonlyMap<string, string>): Promise<object[]> {
  const found: object[] = [];
  for (const [path, page] of pages) {
    const wanted = await format(page, { parser: "markdown", printWidth: 100 });
    if (narrowed(wanted) !== narrowed(page)) found.push({ path, page, wanted });
  }
  return found;
}

describe("pages are printed as prettier lays Markdown out, code in them included", () => {
  let pages: ReadonlyMap<string, string>;
  beforeAll(async () => {
    pages = (await warehouseSync()).pages;
  }, 30_000);

  it("in our own reference, whose prose follows prettier too", { timeout: 60_000 }, async () => {
    expect(await changed(pages)).toEqual([]);
  });

  it("in a reference with all that a page can say", { timeout: 30_000 }, async () => {
    const shop = await referenceOf(join(ROOT, "test/scenarios/docs/shop/openapi.yaml"));
    expect(await changed(shop.pages)).toEqual([]);
  });

  it("with rows no wider than what they say", () => {
    for (const [path, page] of pages) expect(page, path).not.toMatch(/^\|.* {3,}\|/m);
  });
});
