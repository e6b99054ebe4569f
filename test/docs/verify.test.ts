import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readModel } from "../../generator/index.js";
import { readConfig } from "../../scripts/config.js";
import { loadFrom } from "../../scripts/disk.js";
import { generateFrom, type Job } from "../../scripts/generation.js";
import { Tally, type Subject } from "../../scripts/reference/finding.js";
import { excusesOf, type Excuses } from "../../scripts/reference/excuses.js";
import { isWhole, jsonReport, textReport } from "../../scripts/reference/report.js";
import { hasCurl } from "../../scripts/reference/curl.js";
import {
  pagesOf,
  verifyPages,
  verifyReference,
  type Generated,
} from "../../scripts/reference/verify.js";
import { referenceOf, ROOT } from "./reference.js";

async function generatedFrom(job: Job): Promise<Generated> {
  const { files, diagnostics } = await generateFrom(job);
  const { model } = await readModel(job, { load: loadFrom(job.input), templates: {} });
  if (files === undefined || model === undefined) throw new Error(JSON.stringify(diagnostics));
  return { files, model, diagnostics };
}

function totalsOf(tally: Tally): Partial<Record<Subject, number>> {
  return Object.fromEntries(tally.counts().map(({ subject, total }) => [subject, total]));
}

describe("our own reference", () => {
  it("does and says all that it should", { timeout: 180_000 }, async () => {
    const config = await readConfig(undefined, ROOT);
    const job = { ...config, input: join(ROOT, "spec/openapi.yaml"), only: undefined };
    const tally = await verifyReference(await generatedFrom(job as unknown as Job), {
      package: "sources",
    });
    expect(tally.findings).toEqual([]);
    const totals = totalsOf(tally);
    expect(totals["TypeScript run"]).toBeGreaterThan(60);
    if (await hasCurl()) expect(isWhole(tally)).toBe(true);
    expect(totals["curl run"]).toBeGreaterThan(50);
    expect(totals.operations).toBeGreaterThanOrEqual(36);
    expect(totals.constraints).toBeGreaterThan(250);
    expect(totals.properties).toBeGreaterThan(250);
  });
});

describe.each([
  ["everything odd", `${ROOT}test/docs/fixtures/odd.yaml`],
  ["all that a schema can demand", `${ROOT}test/docs/fixtures/demands.yaml`],
])("the pages of a document with %s", (_, input) => {
  it("say all of it", async () => {
    const { model, files } = await referenceOf(input);
    const tally = new Tally();
    await verifyPages({ model, files, diagnostics: [] }, tally);
    expect(tally.findings).toEqual([]);
    expect(tally.counts().length).toBeGreaterThan(5);
  });
});

it("a webhook has a page, and no call of a client that does not serve it", async () => {
  const { pages } = await referenceOf(`${ROOT}test/docs/fixtures/odd.yaml`);
  const index = pages.get("index.md") ?? "";
  expect(index).toContain("[A tree has grown](webhooks/");
  const row = index.split("\n").find((line) => line.includes("A tree has grown")) ?? "";
  expect(row).not.toContain("client.");
});

describe("a reference that is not as it says", () => {
  let shop: Generated;
  beforeAll(async () => {
    shop = await generatedFrom({
      input: `${ROOT}test/scenarios/docs/shop/openapi.yaml`,
      name: "shop-client",
    });
  });

  /** The shop's reference with a text on a page exchanged for another. */
  function altered(page: string, from: string | RegExp, to: string): Generated {
    const path = `docs/${page}`;
    const text = shop.files.get(path) ?? "";
    const other = text.replace(from, to);
    if (other === text) throw new Error(`${page} has no ${String(from)}`);
    return { ...shop, files: new Map([...shop.files, [path, other]]) };
  }

  it.each<[Subject, string, string | RegExp, string, string]>([
    ["operations", "operations/update-order.md", "Operation id: `updateOrder`", "", "updateOrder"],
    ["operations", "index.md", /^\| \[Change an order\].*\n/m, "", "index does not name it"],
    ["parameters", "operations/update-order.md", /^\|.*`notify`.*\n/m, "", "notify has no row"],
    ["parameters", "operations/update-order.md", "`orderId` (required)", "`orderId`", "required"],
    ["parameters", "operations/update-order.md", "**Deprecated.** ", "", "deprecated"],
    ["statuses", "operations/update-order.md", /^<a id="response-404"><\/a>\n/m, "", "404"],
    ["headers", "operations/update-order.md", /^\|.*`ETag`.*\n/m, "", "ETag of 200 has no row"],
    ["schemas", "schemas/payment.md", "In TypeScript: `Payment`", "", "Payment"],
    ["properties", "schemas/order.md", /^\|.*`items\[\]\.count`.*\n/m, "", "items[].count"],
    ["constraints", "operations/update-order.md", "is at least `1`", "is small", "minimum"],
    ["constraints", "schemas/order.md", "is at most `99`", "", "maximum"],
    ["constraints", "schemas/order.md", "has at least 1 item", "", "minItems"],
    ["constraints", "schemas/order.md", "matches the pattern", "`x` {", "pattern"],
    ["constraints", "schemas/order.md", '`"green"`', "", "enum"],
    ["constraints", "schemas/invoice.md", "format `date`", "", "format"],
    ["links of the Markdown", "index.md", "schemas/order.md", "schemas/odor.md", "no page"],
    ["links of the site", "schemas/order.md", "payment.md", "payment.md#nowhere", "no anchor"],
  ])("is found out: %s, %s, %s", async (subject, page, from, to, reason) => {
    const broken = subject === "constraints" && String(from).includes("pattern");
    const tally = new Tally();
    await verifyPages(
      broken ? altered(page, /matches the pattern `[^`]+`/, "") : altered(page, from, to),
      tally,
    );
    const own = tally.findings.filter((finding) => finding.subject === subject);
    expect(own.map((finding) => finding.reason).join("\n")).toContain(reason);
    expect(isWhole(tally)).toBe(false);
  });

  it("in its samples too, each at its line", { timeout: 120_000 }, async () => {
    const page = "operations/update-order.md";
    const text = shop.files.get(`docs/${page}`) ?? "";
    const sample = /```ts\n[^]*?\n```/.exec(text)?.[0] ?? "";
    const curl = /```sh\n[^]*?\n```/.exec(text)?.[0] ?? "";
    const added = [
      sample.replace("orderId: 7", 'orderId: "seven"'),
      sample.replace("orderId: 7", "orderId: 0"),
      sample.replace('"./client.js";', '"./client.js";\nawait fetch("https://elsewhere.example");'),
      curl.replace("/orders/7", "/orders/0"),
      curl.replace("shop.example.com", "elsewhere.example"),
    ];
    const broken = altered(page, curl, [curl, ...added].join("\n\n").replaceAll("$", "$$$$"));
    const tally = await verifyReference(broken, { package: "sources" });
    const lines = (broken.files.get(`docs/${page}`) ?? "").split("\n");
    const found = tally.findings.map(({ subject, line = 0, reason }) => [
      subject,
      lines[line - 1],
      reason,
    ]);
    const of = (subject: Subject) => found.filter(([one]) => one === subject);
    expect(of("TypeScript compiled")).toEqual([
      [
        "TypeScript compiled",
        expect.stringContaining('orderId: "seven"'),
        expect.stringContaining("TS2322"),
      ],
    ]);
    expect(of("TypeScript run").length).toBe(3);
    expect(String(of("TypeScript run"))).toContain(
      "a request leaves for https://elsewhere.example",
    );
    if (!(await hasCurl())) return;
    expect(of("curl run").map(([, , reason]) => reason)).toEqual([
      expect.stringMatching(/orderId|>= 1/i),
      "its address is none of the document's servers",
    ]);
  });
});

describe("what fails by the fault of another", () => {
  let excuses: Excuses;
  beforeAll(async () => {
    const { model, diagnostics } = await readModel(
      { input: "openapi.json" },
      {
        load: () => Promise.resolve({ kind: "text", text: JSON.stringify(CONTRADICTING) }),
        templates: {},
      },
    );
    if (model === undefined) throw new Error(JSON.stringify(diagnostics));
    excuses = excusesOf({ model, diagnostics });
  });

  it.each([
    ["search", "request.query.filter Request query parameter filter must be object", "document at"],
    ["search", "request.query.filter.a must be string", "document at"],
    ["search", "TS2322: Type 'string[]' is not assignable to type 'object'.", "document at"],
    ["upload", "request.body.about Request body property about must be object", "of the mock"],
  ])("is excused with its reason: %s, %s", (page, reason, excuse) => {
    expect(excuses(`operations/${page}.md`, reason)).toContain(excuse);
  });

  it.each([
    ["search", "request.query.limit Request query parameter limit must be integer"],
    ["search", "request.query.filters must be object"],
    ["search", "TS2304: Cannot find name 'x'."],
    ["search", "it has not ended after 30 s"],
    ["upload", "request.body.name Request body property name must be object"],
    ["upload", "request.body.about.size must be integer"],
    ["upload", "TS2322: Type 'string' is not assignable to type 'object'."],
    ["elsewhere", "request.query.filter must be object"],
  ])("and nothing else is: %s, %s", (page, reason) => {
    expect(excuses(`operations/${page}.md`, reason)).toBeUndefined();
  });

  it("is listed, and not counted", () => {
    const tally = new Tally();
    tally.add("curl run", { page: "a.md" });
    tally.excuse("curl run", { page: "b.md", line: 3 }, "of the mock: it is deaf");
    expect(isWhole(tally)).toBe(true);
    expect(textReport("a.yaml", tally).split("\n").slice(1)).toEqual([
      "  curl run                     1 of      1  100 %, 1 excused",
      "  b.md:3  curl run, excused: of the mock: it is deaf",
    ]);
    tally.add("curl run", { page: "c.md" }, "it is refused");
    expect(isWhole(tally)).toBe(false);
  });
});

/** An example that is none of its schema's, and a part that goes out as JSON. */
const CONTRADICTING = {
  openapi: "3.1.0",
  info: { title: "Contradicting", version: "1" },
  paths: {
    "/search": {
      get: {
        operationId: "search",
        parameters: [
          { name: "filter", in: "query", schema: { type: "object" }, example: ["a"] },
          { name: "limit", in: "query", schema: { type: "integer" }, example: 1 },
        ],
        responses: { "200": { description: "Fine." } },
      },
    },
    "/upload": {
      post: {
        operationId: "upload",
        requestBody: {
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                properties: { about: { $ref: "#/components/schemas/About" }, name: {} },
              },
            },
          },
        },
        responses: { "200": { description: "Fine." } },
      },
    },
  },
  components: { schemas: { About: { type: "object" } } },
};

describe("the report", () => {
  it("counts, never rounds up, and says what was not run", () => {
    const tally = new Tally();
    for (let count = 0; count < 2_000; count += 1) tally.add("constraints", { page: "a.html" });
    tally.add("constraints", { page: "a.html" }, "its pattern is not told");
    tally.skip("curl run", 3, "there is no curl on the path");
    expect(textReport("openapi.yaml", tally)).toBe(
      [
        "openapi.yaml",
        "  curl run                     0 of      3  not run: there is no curl on the path",
        "  constraints               2000 of   2001  99.9 %",
        "  a.html  constraints: its pattern is not told",
      ].join("\n"),
    );
    expect(JSON.parse(jsonReport("openapi.yaml", "typescript", tally))).toMatchObject({
      isWhole: false,
      findings: [{ subject: "constraints", page: "a.html", reason: "its pattern is not told" }],
    });
  });
});

it("pages are those below docs/", async () => {
  const readme = await readFile(`${ROOT}README.md`, "utf8");
  const files = new Map([
    ["README.md", readme],
    ["docs/index.md", "# A"],
  ]);
  expect([...pagesOf({ files })]).toEqual([["index.md", "# A"]]);
});
