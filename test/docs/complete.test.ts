import { beforeAll, describe, expect, it } from "vitest";
import type { ApiModel } from "../../generator/model/model.js";
import {
  reachable,
  requestSchemas,
  responseSchemas,
  subschemas,
} from "../../generator/model/walk.js";
import type { Schema, SchemaId } from "../../generator/model/schema.js";
import { referenceOf, ROOT, warehouseSync } from "./reference.js";

it("a webhook has a page, and no call of a client that does not serve it", async () => {
  const { pages } = await referenceOf(`${ROOT}test/docs/fixtures/odd.yaml`);
  const index = pages.get("index.md") ?? "";
  expect(index).toContain("[A tree has grown](webhooks/");
  const row = index.split("\n").find((line) => line.includes("A tree has grown")) ?? "";
  expect(row).not.toContain("client.");
});

describe.each([
  ["Warehouse Sync", () => warehouseSync()],
  ["a small shop", () => referenceOf(`${ROOT}test/scenarios/docs/shop/openapi.yaml`)],
])("the reference of %s says", (_, make) => {
  let model: ApiModel;
  let pages: ReadonlyMap<string, string>;
  const page = (path: string): string => pages.get(path) ?? "";
  /** Without what laying out and escaping add. */
  const plain = (text: string): string => text.replaceAll("\\", "").replace(/\s+/g, " ");

  beforeAll(async () => {
    ({ model, pages } = await make());
  }, 60_000);

  it("each operation with its parameters and statuses", () => {
    for (const operation of model.operations) {
      const text = page(`operations/${operation.file}.md`);
      expect(text).toContain(`${operation.method.toUpperCase()} ${operation.path}`);
      expect(text).toContain(`client.${operation.group}.${operation.member}`);
      expect(page("index.md")).toContain(`operations/${operation.file}.md`);
      for (const { in: place, key, required } of operation.parameters) {
        expect(text).toContain(
          `<a id="parameter-${place}-${key}"></a>\`${key}\`${required ? " (required)" : ""}`,
        );
      }
      for (const { status, headers } of operation.responses) {
        expect(text).toContain(`<a id="response-${status}"></a>`);
        for (const { key } of headers)
          expect(text).toContain(`<a id="header-${status}-${key}"></a>`);
      }
      if (operation.docs.unconfirmed !== undefined) expect(text).toContain("**Unconfirmed.**");
      if (operation.waiter !== undefined) expect(text).toContain(operation.waiter.name);
      if (operation.pagination !== undefined) expect(text).toContain(operation.pagination.name);
    }
  });

  it("each named schema with its properties", () => {
    for (const { declaration, shape } of Object.values(model.schemas)) {
      if (declaration === undefined) continue;
      const text = page(`schemas/${declaration.file}.md`);
      expect(text).toContain(`# ${declaration.key}`);
      if (shape.kind !== "object") continue;
      for (const { key, presence } of shape.properties) {
        expect(text).toContain(
          `<a id="property-${key}"></a>\`${key}\`${presence === "required" ? " (required)" : ""}`,
        );
      }
    }
  });

  it("each constraint, on the page of whoever makes it", () => {
    let count = 0;
    const owners: { ids: SchemaId[]; text: string }[] = [
      ...Object.values(model.schemas).flatMap((schema) =>
        schema.declaration === undefined
          ? []
          : [{ ids: [schema.id], text: page(`schemas/${schema.declaration.file}.md`) }],
      ),
      ...model.operations.map((operation) => ({
        ids: [...requestSchemas(operation), ...responseSchemas(operation)].filter(
          (id) => model.schemas[id]?.declaration === undefined,
        ),
        text: page(`operations/${operation.file}.md`),
      })),
    ];
    for (const { ids, text } of owners) {
      const shown = plain(text);
      for (const id of inlineTree(ids)) {
        for (const fact of factsOf(model.schemas[id])) {
          count += 1;
          expect(shown, `${id}: ${fact}`).toContain(plain(fact));
        }
      }
    }
    expect(count).toBeGreaterThan(8);
  });

  function inlineTree(ids: readonly SchemaId[]): Set<SchemaId> {
    return reachable(ids, (id) => {
      const schema = model.schemas[id];
      if (schema === undefined) return undefined;
      const inner = subschemas(schema.assertions).filter(
        (one) => model.schemas[one]?.declaration === undefined,
      );
      return { assertions: { allOf: inner } };
    });
  }
});

/** What must be read somewhere, keyword by keyword, as the value is written. */
function factsOf(schema: Schema | undefined): string[] {
  const { string, number, array, object, enum: values, const: constant } = schema?.assertions ?? {};
  const { format, pattern, minLength, maxLength } = string ?? {};
  return [
    ...(values ?? []).map((value) => JSON.stringify(value)),
    ...(constant === undefined ? [] : [JSON.stringify(constant.value)]),
    ...(format === undefined ? [] : [`\`${format}\``]),
    ...(pattern === undefined ? [] : [pattern]),
    ...[minLength, maxLength, array?.minItems, array?.maxItems].flatMap((bound) =>
      bound === undefined ? [] : [String(bound)],
    ),
    ...[number?.minimum, number?.maximum, number?.multipleOf].flatMap((bound) =>
      bound === undefined ? [] : [`\`${bound}\``],
    ),
    ...Object.entries(object?.dependentRequired ?? {}).map(
      ([key, keys]) => `with \`${key}\`, has \`${keys[0] ?? ""}\``,
    ),
  ];
}
