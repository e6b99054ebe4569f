import { describe, expect, it } from "vitest";
import { generated } from "../generated.js";

const ok = { responses: { "200": { description: "ok" } } };

/** What stands on the page of an operation and of a schema whose documentation is at a URL. */
async function readMore(url: string, description = "More") {
  const externalDocs = { url, ...(description !== "" && { description }) };
  const files = await generated(
    {
      openapi: "3.1.0",
      info: {
        title: "Pets",
        version: "1",
        description: "# Errors\n\nAll.\n\n## Rate limits ##\n\n```sh\n# Not one\n```\n",
      },
      externalDocs,
      tags: [{ name: "Pet owners" }, { name: "Empty" }],
      paths: {
        "/pets": { get: { operationId: "listPets", tags: ["Pet owners"], externalDocs, ...ok } },
        "/pets/{id}": {
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          get: { operationId: "get Pet/one", tags: ["Pet owners"], ...ok },
        },
      },
      webhooks: { petAdded: { post: { operationId: "petAdded", ...ok } } },
      components: { schemas: { Pet: { type: "object", externalDocs } } },
    },
    ["docs"],
  );
  const after = (mark: string, page: string): string =>
    (files.get(`docs/${page}.md`) ?? "").split("\n").find((line) => line.startsWith(mark)) ?? "";
  const operation = [...files.keys()].find((path) => /operations\/list-?pets\.md$/.test(path));
  return {
    files,
    operation: after("Read more: ", operation?.slice("docs/".length, -".md".length) ?? ""),
    schema: after("Read more: ", "schemas/pet"),
    index: (files.get("docs/index.md") ?? "").split("\n").find((line) => /^- .*More/.test(line)),
  };
}

describe("documentation at a fragment of another renderer's page", () => {
  it.each([
    ["#tag/Pet%20owners", "index.md#tag-pet-owners"],
    ["#tag/Pet-owners", "index.md#tag-pet-owners"],
    ["#tag/pet-owners", "index.md#tag-pet-owners"],
    ["#operation/listPets", "operations/list-pets.md"],
    ["#tag/Pet-owners/operation/listPets", "operations/list-pets.md"],
    ["#operation/petAdded", "webhooks/pet-added.md"],
    ["#section/Errors", "index.md"],
    ["#section/Errors/Rate-limits", "index.md"],
    ["#section/Authentication/key", "authentication.md"],
  ])("%s is a link to what it is of", async (url, target) => {
    const { files, operation, schema, index } = await readMore(url);
    const [folder, file] = target.includes("/") ? target.split("/") : ["", target];
    expect(schema).toBe(`Read more: [More](../${target})`);
    expect(index).toBe(`- [More](${target})`);
    expect(operation).toBe(
      `Read more: [More](${folder === "operations" ? (file ?? "") : `../${target}`})`,
    );
    const [page = "", anchor] = target.split("#");
    expect(files.has(`docs/${page}`)).toBe(true);
    if (anchor !== undefined)
      expect(files.get(`docs/${page}`)).toContain(`<a id="${anchor}"></a>\n\n### Pet owners\n`);
  });

  it.each([
    "#tag/Empty",
    "#tag/elephants",
    "#operation/none",
    "#section/Not-one",
    "#section/Install",
    "#%zz",
    "#",
    "#toString",
    "guide.html",
    "/docs",
    "javascript:alert(1)",
  ])("%s leads nowhere, and is no link", async (url) => {
    const { operation, schema, index } = await readMore(url);
    expect(operation).toBe("Read more: More");
    expect(schema).toBe("Read more: More");
    expect(index).toBe("- More");
  });

  it("is linked as ever where it is an address, and shown as it is written where nothing describes it", async () => {
    const { operation } = await readMore("https://example.com/#tag/elephants");
    expect(operation).toBe("Read more: [More](https://example.com/#tag/elephants)");
    const { schema } = await readMore("#section/Install", "");
    expect(schema).toBe("Read more: \\#section/Install");
  });
});
