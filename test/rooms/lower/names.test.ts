import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../generator/model/json.js";
import { lower } from "../../../generator/lower/lower.js";
import { camelCase, kebabCase, pascalCase } from "../../../generator/lower/words.js";
import { child } from "../../../generator/model/pointer.js";
import { documentOf, modelOf, schemasOf } from "./document.js";

describe("words", () => {
  const cases: [name: string, pascal: string, camel: string, kebab: string][] = [
    ["createConnection", "CreateConnection", "createConnection", "create-connection"],
    ["get_pet-by.id", "GetPetById", "getPetById", "get-pet-by-id"],
    ["SQLQuery", "SQLQuery", "sqlQuery", "sql-query"],
    ["OAuth2Token", "OAuth2Token", "oAuth2Token", "o-auth2-token"],
    ["Café crème", "CafeCreme", "cafeCreme", "cafe-creme"],
    ["名前", "", "", ""],
  ];
  it.each(cases)("%s", (name, pascal, camel, kebab) => {
    expect([pascalCase(name), camelCase(name), kebabCase(name)]).toEqual([pascal, camel, kebab]);
  });
});

const namesOf = (keys: readonly string[]): Record<string, string | undefined> => {
  const schemas = schemasOf(Object.fromEntries(keys.map((key) => [key, { type: "string" }])));
  return Object.fromEntries(
    keys.map((key) => [key, schemas[child("#/components/schemas", key)]?.declaration?.name]),
  );
};

describe("component names", () => {
  it("give the plain name to the exact match, wherever it stands", () => {
    const forwards = namesOf(["Event.tui.x", "EventTuiX", "event_tui_x"]);
    const backwards = namesOf(["event_tui_x", "EventTuiX", "Event.tui.x"]);
    expect(forwards).toEqual(backwards);
    expect(forwards.EventTuiX).toBe("EventTuiX");
    expect(new Set(Object.values(forwards)).size).toBe(3);
  });

  it("salt by the component's own key: a neighbour's coming renames nothing", () => {
    const before = namesOf(["EventTuiX", "Event.tui.x"]);
    const after = namesOf(["Aardvark", "EventTuiX", "Event-tui-x", "Event.tui.x"]);
    expect(after).toMatchObject(before);
  });

  it("are identifiers whatever the key is", () => {
    for (const name of Object.values(
      namesOf(["3D", "名前", "a~b", "x".repeat(300), "3".repeat(300), "class", "__proto__"]),
    )) {
      expect(name).toMatch(/^[A-Za-z_$][A-Za-z0-9_$]{0,99}$/);
    }
  });

  it("have files that differ where case does not count", () => {
    const schemas = schemasOf({ Pet: {}, PET: {}, pet: {}, Con: {} });
    const files = Object.values(schemas).map(({ declaration }) => declaration?.file ?? "");
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(4);
    expect(files).not.toContain("con");
  });

  it("report a collision with its place", () => {
    const { findings } = lower(
      documentOf({ components: { schemas: { "a.b": {}, AB: {}, "a-b": {} } } }),
    );
    expect(findings.collisions.map(({ pointer }) => pointer)).toContain("#/components/schemas/a.b");
  });
});

describe("operation names", () => {
  const paths = (operations: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(operations).map(([id, operation]) => [
        `/${id}`,
        { get: { operationId: id, ...(operation as JsonObject) } },
      ]),
    );
  const given = paths({
    createConnection: { tags: ["Connections"] },
    listFieldTransformations: { tags: ["Field transformations"] },
    getPipelineReport: { tags: ["Reports"] },
    triggerPipeline: { tags: ["Pipelines"] },
    "issues/list-events": { tags: ["issues"] },
    getPet: { tags: ["Pets"] },
    getPets: { tags: ["Pets"] },
    listPets: { tags: ["Pets"] },
    "pull-requests/add": { tags: ["pulls"] },
    "pulls.add": { tags: ["pulls"] },
    getStatus: { tags: ["Statuses"] },
    deleteCache: { tags: ["Caches"] },
    listNews: { tags: ["News"] },
    delete: {},
  });
  it.each([
    ["createConnection", "connections", "create"],
    ["listFieldTransformations", "fieldTransformations", "list"],
    ["getPipelineReport", "reports", "getPipelineReport"],
    ["triggerPipeline", "pipelines", "trigger"],
    ["issues/list-events", "issues", "listEvents"],
    ["getPet", "pets", "get"],
    ["getPets", "pets", "getPets"],
    ["listPets", "pets", "list"],
    ["pull-requests/add", "pulls", "pullRequestsAdd"],
    ["pulls.add", "pulls", "add"],
    ["getStatus", "statuses", "get"],
    ["deleteCache", "caches", "delete"],
    ["listNews", "news", "list"],
    ["delete", "other", "delete"],
  ])("%s is client.%s.%s", (id, group, member) => {
    const operation = modelOf({ paths: given }).operations.find((it) => it.id === id);
    expect(operation).toMatchObject({ group });
    expect(operation?.member).toBe(member);
  });

  it("are told apart from a word of the language by a mark alone", () => {
    const [operation] = modelOf({ paths: paths({ delete: {} }) }).operations;
    expect(operation).toMatchObject({ name: "delete$", member: "delete", file: "delete" });
  });

  it("never make an object a promise, nor a method a constructor", () => {
    const given = paths({ then: {}, new: {}, getIt: { tags: ["then"] } });
    const { operations } = modelOf({ paths: given });
    const [then, new_, tagged] = operations;
    expect(then).toMatchObject({ name: "then$", member: "then$" });
    expect(new_).toMatchObject({ name: "new$", member: "new$" });
    expect(tagged?.group).toBe("then$");
  });

  it("never are reserved words or names of the package itself", () => {
    const { operations } = modelOf({ paths: paths({ delete: {}, createClient: {}, await: {} }) });
    for (const { name } of operations)
      expect(["delete", "createClient", "await"]).not.toContain(name);
  });
});
