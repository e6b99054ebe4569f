import { describe, expect, test } from "vitest";
import { faultsOfFile } from "../../scripts/adversarial/code.js";
import { runsScript } from "../../scripts/adversarial/dom.js";
import { faultsOfJson } from "../../scripts/adversarial/json-outputs.js";
import { inLedger } from "../../scripts/adversarial/ledger.js";
import type { Outcome } from "../../scripts/adversarial/matrix.js";
import { faultsOfPages } from "../../scripts/adversarial/page-faults.js";
import { pagesOf } from "../../scripts/adversarial/pages.js";
import type { Placed } from "../../scripts/adversarial/position.js";
import { run } from "../../scripts/adversarial/running.js";
import { faultsOfSamples } from "../../scripts/adversarial/shell.js";
import { faultsOfRequest } from "../../scripts/adversarial/wire.js";

const placed: Placed = { document: {} };

describe("what a careless generator would print is found", () => {
  test.each([
    ["a text that left its literal", 'const a = "" + (globalThis.__canary__ = 1);'],
    ["one that broke the file", 'const a = "b" c";'],
    ["an interpolation", "const a = `${b}`;"],
    ["a call that imports", 'await import("data:text/javascript,1");'],
    ["code that is run from text", 'eval("1");'],
    ["something made", 'const a = new Function("1");'],
    ["a directive", "/** @ts-expect-error */\nconst a = 1;"],
    ["a reference", '/// <reference path="/etc/passwd" />\nconst a = 1;'],
  ])("in code: %s", (_, text) => {
    expect(faultsOfFile("a.ts", text)).not.toEqual([]);
  });

  test("and what is in its place is not", () => {
    const text =
      '// globalThis.__canary__\nconst a = new RegExp("eval(`${process.exit()}`)", "u");';
    expect(faultsOfFile("a.ts", text)).toEqual([]);
  });

  test.each([
    ["an element", "<script>1</script>"],
    ["an attribute", '<a onclick="1">a</a>'],
    ["an address", "[a](javascript:1)"],
    ["an address in disguise", "[a](java&#x73;cript:1)"],
    ["a mustache", "a {{ b }} c"],
    ["a directive of Vue", '<p v-html="a"></p>'],
    ["a comment", "<!-- a -->"],
    ["code in a sample", "```ts\neval(1)\n```"],
  ])("on a page: %s", (_, text) => {
    expect(faultsOfPages(pagesOf(new Map([["a.md", text]])), placed)).not.toEqual([]);
  });

  test("and a text that is missing from all of them", () => {
    const pages = pagesOf(new Map([["a.md", "a `{{ b }}` \\<script>"]]));
    expect(faultsOfPages(pages, { ...placed, shown: ["{{ b }} <script>"] })).toEqual([]);
    expect(faultsOfPages(pages, { ...placed, shown: ["zz"] })).toEqual(['no page shows "zz"']);
  });

  test("a script that runs, at once or when something happens", () => {
    expect(runsScript(["<p>a</p>"])).toBe(false);
    expect(runsScript(["<script>globalThis.__canary__ = 1</script>"])).toBe(true);
    expect(runsScript(['<img src="x" onerror="globalThis.__canary__ = 1">'])).toBe(true);
  });

  test("a shell's word that ends early, runs, or is an option", () => {
    const page = (sample: string) =>
      pagesOf(new Map([["docs/a.md", `\`\`\`sh\n${sample}\n\`\`\``]]));
    expect(faultsOfSamples(page("curl --request GET 'https://a.test/$(x)'"))).toEqual([]);
    for (const sample of [
      "curl 'https://a.test/'; touch __canary__; ''",
      'curl "https://a.test/$(touch __canary__)"',
      "curl --output=a https://a.test",
      "curl 'https://a.test/[1-9]'",
      "curl https://a.test --data '@/etc/passwd'",
      "curl 'https://a.test",
    ])
      expect(faultsOfSamples(page(sample)), sample).not.toEqual([]);
  });

  test("a script, a variable or a name in JSON that others read", () => {
    const manifest = {
      ...{ name: "a", version: "1.0.0" },
      scripts: { build: "node build.mjs", prepack: "node build.mjs" },
    };
    const files = (collection: object, changed: object = {}): ReadonlyMap<string, string> =>
      new Map([
        ["package.json", JSON.stringify({ ...manifest, ...changed })],
        ["postman/collection.json", JSON.stringify(collection)],
      ]);
    const sound = { variable: [{ key: "A" }], name: "{{A}}" };
    expect(faultsOfJson(files(sound), placed)).toEqual([]);
    expect(faultsOfJson(files({ name: "{{$guid}}" }), placed)).not.toEqual([]);
    expect(faultsOfJson(files({ exec: ["process.exit()"] }), placed)).not.toEqual([]);
    expect(faultsOfJson(files(sound, { name: "../a" }), placed)).not.toEqual([]);
    expect(faultsOfJson(files(sound, { scripts: { install: "x" } }), placed)).not.toEqual([]);
  });

  test("what did not arrive", () => {
    const request = { path: "/a", query: "b=c%26", headers: { d: "e" }, body: '{"f":1}' };
    const sent = { path: "/a", query: ["b", "c&"], header: ["d", "e"], json: { f: 1 } } as const;
    expect(faultsOfRequest([request], [], sent)).toEqual([]);
    for (const other of [{ path: "/b" }, { query: ["b", "c"] }, { json: {} }] as const)
      expect(faultsOfRequest([request], [], other)).toHaveLength(1);
  });
});

test("packages that sing, throw, end the process or do not bundle are told apart", async () => {
  const files = (index: string): ReadonlyMap<string, string> =>
    new Map([
      [
        "src/index.ts",
        `${index}\nexport const createClient = () => ({ a: { get: async () => 1 } });`,
      ],
      ["src/schemas/registry.ts", "export const componentSchemas = {};"],
      ["src/schemas/validators.ts", "export {};"],
      ["src/runtime/findings.ts", "export const explain = () => [];"],
    ]);
  const subjects = [
    ["quiet", ""],
    ["sings", "(globalThis as any).__canary__ = 1;"],
    ["leaves", "process.exit(0);"],
    ["dies", "process.kill(process.pid);"],
    ["throws", 'throw new Error("no");'],
    ["unfit", 'import { b } from "./b.js";\nexport const c = b;'],
    ["pollutes", "(Object.prototype as any).polluted = 1;"],
  ].map(([id = "", index = ""]) => ({ id, files: files(index), plan: {} }));
  const faults = await run(subjects);
  expect(faults.get("quiet")).toEqual([]);
  expect(faults.get("sings")).toEqual(["the canary was set"]);
  expect(faults.get("leaves")).toEqual(["process.exit(0)"]);
  expect(faults.get("dies")?.join()).toMatch(/^it ended the process/);
  expect(faults.get("throws")).toEqual(["it threw no"]);
  expect(faults.get("unfit")?.join()).toMatch(/^it does not bundle/);
  expect(faults.get("pollutes")).toEqual(["a prototype has changed"]);
});

test("the ledger explains what fails, and fails what does not", () => {
  const trial = { position: "a/b", style: "c", payload: "c/d", text: "", placed };
  const outcome: Outcome = { trial, faults: ["x"] };
  const entry = { position: "a/b", payload: "c/d", reason: "because" };
  expect(inLedger(outcome, [])).toBe(outcome);
  expect(inLedger(outcome, [entry])).toEqual({ trial, faults: [], known: "because" });
  expect(inLedger({ trial, faults: [] }, [entry]).faults).toHaveLength(1);
});
