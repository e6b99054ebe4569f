import { describe, expect, it } from "vitest";
import { SettingsReader } from "../../../../generator/emitters/postman/settings.js";
import { Variables } from "../../../../generator/emitters/postman/variables.js";
import type { Json } from "../../../../generator/model/json.js";
import type { Docs } from "../../../../generator/model/model.js";

function docs(settings: Json): Docs {
  return { deprecated: false, extensions: { "x-postman": settings } };
}

describe("x-postman", () => {
  it("is read where it is right", () => {
    const reader = new SettingsReader();
    const settings = reader.operation(
      docs({
        name: "Make",
        url: "{{URL}}",
        requests: { a: "Make A" },
        body: { "/id": "{{ID}}" },
        capture: { ID: "/id" },
      }),
      "#/paths/~1a/post",
    );
    expect(settings).toEqual({
      name: "Make",
      url: [{ variable: "URL" }],
      requests: new Map([["a", { name: "Make A", body: {} }]]),
      body: { "/id": [{ variable: "ID" }] },
      capture: { ID: "/id" },
    });
    expect(reader.diagnostics).toEqual([]);
  });

  it.each<[Json, string]>([
    [{ name: "x", nam: "x" }, "`nam` is none of name, url, requests, body, capture"],
    [{ name: 1 }, "`name` must be text"],
    [{ body: { id: "{{ID}}" } }, "`body` maps JSON pointers to texts that mention a variable"],
    [{ body: { "/id": "literal" } }, "`body` maps JSON pointers to texts that mention a variable"],
    [{ capture: { "a b": "/id" } }, "`capture` maps names of variables to JSON pointers"],
  ])("%j is reported", (settings, reason) => {
    const reader = new SettingsReader();
    reader.operation(docs(settings), "#/paths/~1a/post");
    expect(
      reader.diagnostics.map(({ code, message, location }) => [code, message, location?.pointer]),
    ).toEqual([["extension/invalid", `"x-postman": ${reason}`, "#/paths/~1a/post"]]);
  });
  it.each<[Json, string]>([
    ["text", "it is no object"],
    [{ id: "1", folder: "pets" }, "it has none of name, url, requests, body, capture"],
  ])("%j is another tool's", (settings, reason) => {
    const reader = new SettingsReader();
    reader.operation(docs(settings), "#/paths/~1a/post");
    expect(
      reader.diagnostics.map(({ code, severity, message }) => [code, severity, message]),
    ).toEqual([
      [
        "extension/foreign",
        "warning",
        `"x-postman" is taken for another tool's and ignored: ${reason}`,
      ],
    ]);
  });
});

describe("variables", () => {
  it("keep declared values, take an example's where none is declared, and hide secrets", () => {
    const variables = new Variables([
      { key: "A", value: "declared", secret: false, scope: "environment" },
      { key: "B", secret: false, scope: "collection" },
      { key: "S", value: "", secret: true, scope: "environment" },
    ]);
    variables.mention("A", { value: "example", secret: false });
    variables.mention("B", { value: "example", secret: false });
    variables.mention("S", { value: "shown?", secret: false });
    variables.mention("T", { value: "shown?", secret: true });
    expect(variables.environment().map(({ key, value, type }) => [key, value, type])).toEqual([
      ["A", "declared", "default"],
      ["S", "", "secret"],
      ["T", "", "secret"],
    ]);
    expect(variables.collection()).toEqual([{ key: "B", value: "example", type: "string" }]);
  });

  it("become secret, and leave the collection, once one use of them is", () => {
    const variables = new Variables([{ key: "A", value: "x", secret: false, scope: "collection" }]);
    variables.mention("A", { value: "", secret: true });
    expect(variables.collection()).toEqual([]);
    expect(variables.environment()).toEqual([
      { key: "A", value: "", type: "secret", enabled: true },
    ]);
  });

  it("of different owners have different names", () => {
    const needed = { value: "", secret: false };
    const names = (variables: Variables, owners: readonly string[]): string[] =>
      owners.map((owner) => variables.need("base url", needed, owner));
    const known = new Variables([]);
    names(known, ["two", "one"]);
    expect(known.need("{{}}", needed, "three")).toBe("value");
    const others = known.otherNames();
    expect(names(new Variables([], others), ["two", "one"])).toEqual(
      ["base_url", "base_url_3fc4ccfe"].reverse(),
    );
    known.mention("base_url", needed);
    expect([...known.otherNames().keys()].sort()).toEqual(["one", "two"]);
  });
});
