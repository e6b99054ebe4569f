import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { spawnSync } from "node:child_process";
import { parsers } from "prettier/plugins/markdown";
import { fencesOf, referenceOf } from "./reference.js";

const HOSTILE = [
  "<script>alert(1)</script>",
  "| cell |",
  "{{ constructor.constructor('x')() }}",
  "[x](javascript:alert(1))",
  "` <img src=x onerror=alert(1)> `` ",
  "```\n# Heading\n```",
  "$(touch pwned) `touch pwned` '; touch pwned; '",
  '"; process.exit(3); "',
  "*/ ${process.exit(3)} \u2028 \u202e",
].join("\n\n");

/** A document with a hostile text wherever text may stand. */
const hostile = {
  openapi: "3.1.0",
  info: {
    title: HOSTILE,
    version: HOSTILE,
    summary: HOSTILE,
    description: HOSTILE,
    contact: { name: HOSTILE, url: "javascript:alert(1)" },
  },
  servers: [
    {
      url: "https://{host}",
      description: HOSTILE,
      variables: { host: { default: "example.com", description: HOSTILE } },
    },
  ],
  externalDocs: { url: "javascript:alert(1)", description: HOSTILE },
  tags: [{ name: HOSTILE, description: HOSTILE }],
  security: [{ key: [] }],
  paths: {
    "/things/{id}": {
      post: {
        operationId: "makeThing",
        tags: [HOSTILE],
        summary: HOSTILE,
        description: HOSTILE,
        "x-unconfirmed": HOSTILE,
        externalDocs: { url: "javascript:alert(1)", description: HOSTILE },
        parameters: [
          {
            name: "id",
            in: "path",
            required: true,
            description: HOSTILE,
            schema: { type: "string" },
            example: HOSTILE,
          },
          {
            name: "X-Trace",
            in: "header",
            description: HOSTILE,
            schema: { type: "string" },
            example: HOSTILE,
          },
          {
            name: `q${HOSTILE}`,
            in: "query",
            schema: { type: "string", pattern: HOSTILE, default: HOSTILE },
            example: HOSTILE,
          },
        ],
        requestBody: {
          description: HOSTILE,
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/Thing" },
              examples: {
                [HOSTILE]: {
                  summary: HOSTILE,
                  description: HOSTILE,
                  value: { text: HOSTILE, [HOSTILE]: HOSTILE, secret: "hidden-value" },
                },
              },
            },
          },
        },
        responses: {
          "200": {
            description: HOSTILE,
            headers: { "X-Hint": { description: HOSTILE, schema: { type: "string" } } },
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/Thing" },
                example: { text: HOSTILE },
              },
            },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key", description: HOSTILE } },
    schemas: {
      Thing: {
        title: HOSTILE,
        description: HOSTILE,
        type: "object",
        properties: {
          text: {
            type: "string",
            title: HOSTILE,
            description: HOSTILE,
            enum: [HOSTILE, "other"],
            examples: [HOSTILE],
          },
          [HOSTILE]: { type: "string", const: HOSTILE, "x-unconfirmed": HOSTILE },
          secret: {
            type: "string",
            format: "password",
            default: "hidden-default",
            examples: ["hidden-example"],
          },
        },
        dependentRequired: { [HOSTILE]: [HOSTILE] },
      },
    },
  },
};

describe("hostile texts", () => {
  let folder: string;
  let pages: ReadonlyMap<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "docs-hostile-"));
    const input = join(folder, "openapi.json");
    await writeFile(input, JSON.stringify(hostile));
    ({ pages } = await referenceOf(input));
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("are on the pages, and start no HTML but ours", async () => {
    for (const [path, page] of pages) {
      const html = (await nodesOf(page)).flatMap(({ type, value = "" }) =>
        type === "html" ? [value] : [],
      );
      const foreign = html.filter(
        (tag) =>
          !/^(?:<a id="[\w.-]+">(?:<\/a>)?|<\/a>|<br ?\/?>|<!-- Generated .* -->)$/.test(tag),
      );
      expect(foreign, path).toEqual([]);
    }
    expect(pages.get("operations/make-thing.md")).toContain("alert(1)");
  });

  it("link nowhere but to pages, the collection and the web", async () => {
    const known =
      /^(?:https?:|mailto:|#|[\w./-]+\.md|\.\.\/\.\.\/postman\/(?:collection|environment)\.json$)/;
    for (const [path, page] of pages) {
      const targets = (await nodesOf(page)).flatMap(({ url }) => (url === undefined ? [] : [url]));
      expect(
        targets.filter((target) => !known.test(target)),
        path,
      ).toEqual([]);
    }
  });

  it("reach no template language, Vue's mustaches for one", async () => {
    for (const [path, page] of pages) {
      const texts = (await nodesOf(page)).filter(({ children }) =>
        children?.some(({ type }) => type === "text"),
      );
      for (const { children = [] } of texts) {
        const shown = children
          .map(({ type, value = "" }) => (type === "text" ? value : "\u0000"))
          .join("");
        expect(shown, path).not.toContain("{{");
      }
    }
  });

  it("keep tables whole", async () => {
    let rows = 0;
    for (const [path, page] of pages) {
      for (const table of (await nodesOf(page)).filter(({ type }) => type === "table")) {
        const widths = (table.children ?? []).map((row) => row.children?.length);
        rows += widths.length;
        expect(new Set(widths).size, path).toBe(1);
      }
    }
    expect(rows).toBeGreaterThan(10);
  });

  it("add no heading of the first rank to a page", async () => {
    for (const [path, page] of pages) {
      const first = (await nodesOf(page)).filter(
        ({ type, depth }) => type === "heading" && depth === 1,
      );
      expect(first.length, path).toBe(1);
    }
  });

  it("do not show secrets", () => {
    for (const [path, page] of pages) {
      expect(page, path).not.toMatch(/hidden-(?:value|default|example)/);
    }
  });

  it("are plain arguments to the shell", () => {
    const [command = ""] = fencesOf(pages.get("operations/make-thing.md") ?? "", "sh");
    const script = command.replace(/^curl/, "printf '%s\\0'");
    const { status, stdout, stderr } = spawnSync("sh", ["-c", script], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, API_KEY: "invented", SECRET: "invented" },
    });
    expect([status, stderr]).toEqual([0, ""]);
    const words = stdout.split("\0").slice(0, -1);
    expect(words.slice(0, 2)).toEqual(["--request", "POST"]);
    expect(words.filter((word) => word.startsWith("--"))).toEqual([
      "--request",
      "--header",
      "--header",
      "--header",
      "--data-raw",
    ]);
    expect(words.find((word) => word.startsWith("X-Key:"))).toBe("X-Key: invented");
    const body = JSON.parse(words.at(-1) ?? "") as { secret: string; text: string };
    expect(body.secret).toBe("invented");
    expect(body.text).toContain("$(touch pwned) `touch pwned` '; touch pwned; '");
    expect(spawnSync("ls", [folder], { encoding: "utf8" }).stdout).not.toContain("pwned");
  });
});

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly depth?: number;
  readonly children?: readonly Node[];
}

/** Every node of a page as a parser of its own sees it: prettier's, which knows tables. */
async function nodesOf(page: string): Promise<Node[]> {
  const root = (await parsers.markdown.parse(page, {} as never)) as Node;
  const all = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(all)];
  return all(root);
}
