import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chosen } from "../../scripts/adversarial.js";
import { outcomesOf, type Outcome } from "../../scripts/adversarial/matrix.js";
import { Visitor } from "../../scripts/adversarial/site/chromium.js";
import { faultsOfFullLlms, faultsOfLlms } from "../../scripts/adversarial/site/llms.js";
import {
  faultsOfElements,
  faultsOfLinks,
  frameOf,
  readSitePage,
} from "../../scripts/adversarial/site/page.js";
import { faultsOfVersions, shapesOf } from "../../scripts/adversarial/site/moved.js";
import { buildSites, type Reference, type Sites } from "../../scripts/adversarial/site/sites.js";
import {
  ofVersion,
  withOtherPages,
  writeVersions,
} from "../../scripts/adversarial/site/versions.js";
import { findChromium } from "../../scripts/consumers/browser.js";
import { ownTemplates } from "../../scripts/disk.js";

const chromium = findChromium();
const page = (main: string, around = "") =>
  readSitePage("a/b.html", `<body data-root="../">${around}<main>${main}</main></body>`);

describe("what a careless site would show is found", () => {
  test.each([
    ["a script", "<script>1</script>"],
    ["an image", '<img src="x">'],
    ["a handler", '<p onclick="1">a</p>'],
    ["a style", '<table><tbody><tr><td style="position:fixed">a</td></tr></tbody></table>'],
    ["a field to type in", '<input type="text">'],
    ["a class of the frame", '<p class="finder">a</p>'],
    ["an identifier twice", '<a id="x"></a><a id="x"></a>'],
  ])("%s", (_, main) => {
    expect(faultsOfElements(page(main))).toHaveLength(1);
  });

  test("an address that runs something, leaves the site or leads nowhere", () => {
    const anchors = new Map([["a/c.html", new Set(["d"])]]);
    const links = (href: string) =>
      faultsOfLinks(page(`<a href="${href}" rel="noopener noreferrer">a</a>`), anchors);
    for (const href of ["c.html", "c.html#d", "../a/c.html", "https://a.test/", "mailto:a@b.test"])
      expect(links(href), href).toEqual([]);
    for (const href of [
      ..."javascript:1 data:text/html,a JaVaScRiPt:1 //a.test/ /c.html ../../a/c.html".split(" "),
      ..."d.html c.html#e \tjavascript:1".split(" "),
    ])
      expect(links(href), href).toHaveLength(1);
  });

  test("a text that has left its place, wherever the page stands", () => {
    const frame = frameOf(page("a", '<a href="../assets/b.css" class="top">a</a>'));
    const elsewhere = '<body data-root=""><a href="assets/b.css" class="top">a</a><main>b</main>';
    expect(frameOf(readSitePage("c.html", elsewhere))).toBe(frame);
    for (const around of ["", '<a href="../assets/b.css" class="top">a</a><p>c</p>'])
      expect(frameOf(page("a", around))).not.toBe(frame);
  });

  test("markup in what programs are given", () => {
    const index = "# A\n\n## B\n\n- [c \\[d\\](e)](f.md)\n";
    const reference = { pages: new Map([["index.md", index]]) };
    const llms = (text: string) => faultsOfLlms(text, reference);
    expect(llms("# A\n\n## B\n\n- [c \\[d\\](e)](f.md)\n")).toEqual([]);
    expect(llms("# A\n\n## B\n\n- [c [d](e)](f.md)\n")).not.toEqual([]);
    expect(llms("# A\n\n## B\n\n- [c \\[d\\](e)](f.md) <b>g</b>\n")).toHaveLength(1);
    const full = `<!-- index.md -->\n\n${index}\n`;
    expect(faultsOfFullLlms(full, reference)).toEqual([]);
    expect(faultsOfFullLlms(`${full}<script>1</script>\n`, reference)).not.toEqual([]);
    expect(faultsOfFullLlms(`~~~\n${full}`, reference)).not.toEqual([]);
  });
});

describe("what a site of two versions says of them", () => {
  const reference = {
    pages: new Map([
      ["index.md", "# A\n\n## Schemas\n\n- [B](schemas/b.md)\n"],
      ["schemas/b.md", "# B\n"],
    ]),
    addresses: JSON.stringify({
      ...{ version: "2", operations: {}, webhooks: {} },
      schemas: { B: "schemas/b.md" },
    }),
    downloads: new Map<string, string>(),
  };
  const other = {
    ...reference,
    pages: new Map([["index.md", "# A\n"]]),
    addresses: JSON.stringify({ version: "3", operations: {}, webhooks: {}, schemas: {} }),
  };
  const tampered = async (
    latest: Reference,
    earlier: Reference,
    ...[path, from, to]: readonly [path: string, from: string, to: string]
  ): Promise<string[][]> => {
    const folder = await mkdtemp(join(tmpdir(), "versions-"));
    try {
      const versions = await writeVersions(folder, latest, earlier);
      const shapes = await shapesOf(versions);
      const before = await faultsOfVersions(versions, shapes);
      const file = join(folder, path);
      const text = await readFile(file, "utf8");
      expect(text).toContain(from);
      await writeFile(file, text.replace(from, to));
      return [before, await faultsOfVersions(versions, shapes)];
    } finally {
      await rm(folder, { recursive: true });
    }
  };
  const MOVED = "schemas/b-before";

  test.each([
    ["a script in a name that moved", `${MOVED}.html`, ">B</a>", "><script>1</script>B</a>"],
    ["another name", `${MOVED}.html`, ">B</a>", ">C</a>"],
    ["another address", `${MOVED}.html`, 'href="b.html"', 'href="javascript:1"'],
    ["markup for programs", `${MOVED}.md`, "[B]", "<b>B</b> [B]"],
    ["an element in the chooser", "index.html", ">Version 2<", ">Version <b>2</b><"],
    ["another version in it", "index.html", ">1</a>", ">one</a>"],
    ["an element above an older page", "1/index.html", "an older one", "an <i>older</i> one"],
  ])("is looked at: %s", async (_, path, from, to) => {
    const earlier = withOtherPages(ofVersion(reference, "1"));
    const [before, after] = await tampered(reference, earlier, path, from, to);
    expect(before).toEqual([]);
    expect(after?.length).toBeGreaterThan(0);
  });

  test("is looked at where something is no more", async () => {
    const change = ["schemas/b.html", "This schema", "<b>This</b> schema"] as const;
    const [before, after] = await tampered(other, reference, ...change);
    expect(before).toEqual([]);
    expect(after).toHaveLength(1);
  });
});

// Chromium comes from the system; `.ci/run` installs it.
describe.skipIf(chromium === undefined)("in Chromium", () => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await Visitor.open(chromium?.program ?? "");
  });
  afterAll(() => visitor.close());

  test("a page that runs something, asks somebody or throws is told from one that does not", async () => {
    const reference = {
      pages: new Map([["index.md", "# A script\n\nIt is the constructor of img onerror.\n"]]),
      addresses: '{ "version": "1", "operations": {}, "webhooks": {}, "schemas": {} }',
      downloads: new Map<string, string>(),
    };
    const sites: Sites = await buildSites(reference, new Map());
    try {
      const singing = {
        "quiet.html": "<main><p>a</p></main>",
        "script.html": "<script>globalThis.__canary__ = 1</script>",
        "handler.html": '<main><p onclick="globalThis.__canary__ = 1">a</p></main>',
        "stranger.html": '<img src="https://a.test/b.png">',
        "thrower.html": "<script>throw new Error('a')</script>",
      };
      for (const [path, html] of Object.entries(singing))
        await writeFile(join(sites.folder, path), html);
      const found = await visitor.visit(sites.folder, ["index.html", ...Object.keys(singing)]);
      const faulty = [...found].filter(([, faults]) => faults.length > 0).map(([path]) => path);
      expect(faulty.sort()).toEqual([
        "handler.html",
        "script.html",
        "stranger.html",
        "thrower.html",
      ]);
    } finally {
      await sites.remove();
    }
  });

  test("hostile texts stay text on a site, everywhere at once", async () => {
    const grep = /^everywhere.*(?:html.containers|templates.vue|links.disguised)/;
    const cases = chosen({ texts: "all", seed: 1, grep });
    const outcomes: Outcome[] = [];
    const scrutiny = { package: false, site: { visitor } };
    for await (const some of outcomesOf(cases, await ownTemplates(), scrutiny))
      outcomes.push(...some);
    expect(outcomes.map(({ refused }) => refused)).toEqual(cases.map(() => undefined));
    expect(cases).toHaveLength(3);
    expect(outcomes.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
