import { beforeAll, describe, expect, it } from "vitest";
import {
  at,
  isNode,
  list,
  operationsOf,
  readDocument,
  resolve,
  walk,
  type Node,
  type Operation,
} from "./document.js";

const v2 = "/platform/v2/workspaces/{workspaceId}";
const read = "200 401 403 404 429";
const listed = "200 401 403 404 429";
const created = "200 400 401 403 429";
const replaced = "200 400 401 403 404 429";
const deleted = "204 400 401 403 404 429";

/** Every operation there is to be: method, path, statuses besides `default`, and whether any of it is inferred. */
const expected: Readonly<
  Record<string, readonly [call: string, statuses: string, inferred: boolean]>
> = {
  createToken: ["post /oauth/token", "200 401 403", false],
  listFeeds: ["get /v1/workspace/{workspaceId}/partnerfeeds", listed, false],
  createFeed: [
    "post /v1/workspace/{workspaceId}/partnerfeeds",
    "201 400 401 403 404 422 429",
    false,
  ],
  getFeed: ["get /v1/partnerfeeds/{feedId}", read, false],
  updateFeed: [
    "put /v1/workspace/{workspaceId}/partnerfeeds/{feedId}",
    "202 400 401 403 404 422 429",
    false,
  ],
  listConnections: [`get ${v2}/connections`, listed, false],
  createConnection: [`post ${v2}/connections`, `${created} 505`, true],
  getConnection: [`get ${v2}/connections/{connectionId}`, read, true],
  updateConnection: [`put ${v2}/connections/{connectionId}`, `${replaced} 505`, true],
  deleteConnection: [`delete ${v2}/connections/{connectionId}`, deleted, true],
  listDataModels: [`get ${v2}/data-models`, listed, true],
  createDataModel: [`post ${v2}/data-models`, created, true],
  getDataModel: [`get ${v2}/data-models/{dataModelId}`, read, true],
  updateDataModel: [`put ${v2}/data-models/{dataModelId}`, replaced, true],
  deleteDataModel: [`delete ${v2}/data-models/{dataModelId}`, deleted, true],
  listFieldTransformations: [`get ${v2}/field-transformations`, listed, true],
  createFieldTransformation: [`post ${v2}/field-transformations`, created, true],
  getFieldTransformation: [`get ${v2}/field-transformations/{fieldTransformationId}`, read, true],
  updateFieldTransformation: [
    `put ${v2}/field-transformations/{fieldTransformationId}`,
    replaced,
    true,
  ],
  deleteFieldTransformation: [
    `delete ${v2}/field-transformations/{fieldTransformationId}`,
    deleted,
    true,
  ],
  listPipelines: [`get ${v2}/inbound-data-pipelines`, listed, true],
  createPipeline: [`post ${v2}/inbound-data-pipelines`, created, true],
  getPipeline: [`get ${v2}/inbound-data-pipelines/{pipelineId}`, read, true],
  updatePipeline: [`put ${v2}/inbound-data-pipelines/{pipelineId}`, replaced, true],
  deletePipeline: [`delete ${v2}/inbound-data-pipelines/{pipelineId}`, deleted, true],
  triggerPipeline: [`post ${v2}/inbound-data-pipelines/{pipelineId}/trigger`, replaced, true],
  getPipelineReport: [`get ${v2}/inbound-data-pipelines/{pipelineId}/report`, read, true],
  listPipelineRunReports: [`get ${v2}/inbound-data-pipelines/{pipelineId}/report/runs`, read, true],
  getPipelineRunReport: [
    `get ${v2}/inbound-data-pipelines/{pipelineId}/report/runs/{runId}`,
    read,
    true,
  ],
  listAudiences: ["get /v1/audiences", read, false],
  listWorkspaceAudiences: ["get /v1/workspace/{workspaceId}/audiences", read, false],
  deleteAudience: ["delete /v1/audiences/{audienceId}", "202 401 403 404 429", false],
  listServices: ["get /v1/services", read, false],
  listOutputConfigurations: [
    "get /v1/workspace/{workspaceId}/{moduleName}/serviceconfigurations",
    read,
    false,
  ],
  listFeedSubscriptions: ["get /v1/partnerfeeds/{feedId}/subscriptions", read, false],
  createFeedSubscription: [
    "post /v1/partnerfeeds/{feedId}/subscriptions",
    "201 400 401 403 404 422 429",
    false,
  ],
  listWorkspaces: ["get /v1/workspace", read, false],
  listDataPlans: [`get ${v2}/plans`, read, false],
};

let document: Node;
let operations: readonly Operation[];

beforeAll(async () => {
  document = await readDocument();
  operations = operationsOf(document);
});

function responsesOf({ node }: Operation): [string, Node][] {
  const responses = node["responses"] as Node;
  return Object.entries(responses).map(([status, value]) => [status, resolve(document, value)]);
}

describe("operations", () => {
  it("are the ones the API has, with the statuses it documents", () => {
    const found = operations.map((operation) => {
      const statuses = Object.keys(operation.node["responses"] as Node);
      expect(statuses, operation.id).toContain("default");
      return [
        operation.id,
        [
          `${operation.method} ${operation.path}`,
          statuses.filter((status) => status !== "default").join(" "),
          "x-unconfirmed" in operation.node,
        ],
      ];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it("have one declared tag, a summary and a description", () => {
    const tags = list(document["tags"]).map((tag) => (tag as Node)["name"]);
    const used = operations.map(({ id, node }) => {
      expect(node["tags"], id).toHaveLength(1);
      expect(node["summary"], id).toMatch(/^[A-Z].*[^.]$/);
      expect(String(node["description"]).length, id).toBeGreaterThan(40);
      return list(node["tags"])[0];
    });
    expect([...new Set(used)].sort()).toEqual([...tags].sort());
    expect(tags.slice(0, 9)).toEqual([
      "Auth",
      "Feeds",
      "Connections",
      "Data models",
      "Field transformations",
      "Pipelines",
      "Reports",
      "Audiences",
      "Outputs",
    ]);
  });

  it("describe and illustrate every parameter", () => {
    for (const { id, parameters } of operations) {
      for (const parameter of parameters) {
        const where = `${id} ${String(parameter["name"])}`;
        expect(String(parameter["description"]).length, where).toBeGreaterThan(10);
        expect(parameter, where).toHaveProperty("example");
      }
    }
  });

  it("illustrate every body, and share one default answer", () => {
    const named = (where: string, content: unknown): void => {
      for (const media of Object.values((content ?? {}) as Record<string, Node>)) {
        const examples = Object.values((media["examples"] ?? {}) as Node);
        expect(examples.length, where).toBeGreaterThan(0);
        for (const example of examples) {
          expect(String(resolve(document, example)["summary"]).length, where).toBeGreaterThan(5);
        }
      }
    };
    for (const operation of operations) {
      const body = operation.node["requestBody"];
      if (body !== undefined) named(`${operation.id} request`, resolve(document, body)["content"]);
      for (const [status, response] of responsesOf(operation)) {
        const where = `${operation.id} ${status}`;
        expect(String(response["description"]).length, where).toBeGreaterThan(8);
        const bare =
          status === "204" || operation.id === "deleteAudience" ? status.startsWith("2") : false;
        expect("content" in response, where).toBe(!bare);
        named(where, response["content"]);
        const headers = Object.keys((response["headers"] ?? {}) as Node);
        if (status === "429") expect(headers, where).toContain("Retry-After");
        if (status.startsWith("2") && operation.id !== "createToken") {
          expect(headers, where).toEqual(["X-mp-rate-limit-percentage-used"]);
        }
      }
    }
    const defaults = operations.map(({ node }) => (node["responses"] as Node)["default"]);
    expect(new Set(defaults.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it("have an example for each warehouse where bodies differ", () => {
    const warehouses = ["snowflake", "bigquery", "redshift", "databricks"];
    for (const id of [
      "createFeed",
      "createConnection",
      "updateConnection",
      "createDataModel",
      "createPipeline",
    ]) {
      const pointer = operations.find((operation) => operation.id === id)?.pointer ?? "";
      const media = at(document, `${pointer}/requestBody/content/application~1json`) as Node;
      expect(Object.keys(media["examples"] as Node), id).toEqual(
        expect.arrayContaining(warehouses),
      );
    }
  });
});

describe("security", () => {
  it("is one client-credentials scheme that says how its token call differs", () => {
    expect(document["security"]).toEqual([{ platform: [] }]);
    const scheme = at(document, "#/components/securitySchemes/platform") as Node;
    expect(scheme["type"]).toBe("oauth2");
    const flow = at(
      document,
      "#/components/securitySchemes/platform/flows/clientCredentials",
    ) as Node;
    expect(flow["x-token-request"]).toEqual({
      encoding: "json",
      parameters: { audience: "https://api.mparticle.com" },
    });
    const token = operations.find(({ id }) => id === "createToken");
    expect(token?.node["security"]).toEqual([]);
    const [server] = list(token?.node["servers"]) as Node[];
    expect(`${String(server?.["url"])}${token?.path ?? ""}`).toBe(flow["tokenUrl"]);
    for (const { id, node } of operations)
      if (id !== "createToken") expect(node, id).not.toHaveProperty("security");
  });

  it("marks every secret as a password that is only written", () => {
    const secrets = ["password", "client_secret", "service_account_key", "partner_feed_key"];
    const found: string[] = [];
    walk(document["components"], ({ properties }, pointer) => {
      if (!isNode(properties)) return;
      for (const [key, property] of Object.entries(properties)) {
        const { format, writeOnly } = property as Node;
        const secret = secrets.includes(key);
        if (secret) found.push(pointer);
        expect(writeOnly === true, `${pointer} ${key}`).toBe(secret);
        if (secret) expect(format, `${pointer} ${key}`).toBe("password");
      }
    });
    expect(found).toHaveLength(8);
  });
});

describe("what is inferred", () => {
  it("says why, in a sentence", () => {
    let marks = 0;
    walk(document, (node) => {
      if (!("x-unconfirmed" in node)) return;
      marks += 1;
      expect(node["x-unconfirmed"]).toMatch(/^[A-Z`].{20,}\.$/s);
    });
    expect(marks).toBeGreaterThan(100);
  });

  it("names the pipelines' path segment in the path keys only", () => {
    const paths = document["paths"] as Node;
    const others = { ...document, paths: Object.values(paths) };
    expect(
      Object.keys(paths).filter((path) => path.includes("inbound-data-pipelines")),
    ).toHaveLength(6);
    const outside: string[] = [];
    walk(others, (node, pointer) => {
      for (const [key, value] of Object.entries(node)) {
        // Redocly's bundling writes references into the paths; a hand would not.
        if (key !== "$ref" && typeof value === "string" && value.includes("inbound-data-pipelines"))
          outside.push(pointer);
      }
    });
    expect(outside).toEqual([]);
  });
});

describe("components", () => {
  it("are described, titled and all in use", () => {
    const components = at(document, "#/components/schemas") as Record<string, Node>;
    const referred = new Set<unknown>();
    walk(document, (node) => {
      referred.add(node["$ref"]);
      for (const value of Object.values((node["mapping"] ?? {}) as Node)) referred.add(value);
    });
    for (const [name, schema] of Object.entries(components)) {
      expect(schema, name).toHaveProperty("title");
      expect(schema, name).toHaveProperty("description");
      expect(referred.has(`#/components/schemas/${name}`), `${name} is used`).toBe(true);
    }
  });

  it("describe every property", () => {
    walk(at(document, "#/components/schemas"), ({ properties }, pointer) => {
      if (!isNode(properties) || /\/(if|not|then)$/.test(pointer)) return;
      for (const [key, property] of Object.entries(properties)) {
        const described = "description" in (property as Node) || "$ref" in (property as Node);
        expect(described, `${pointer} ${key}`).toBe(true);
      }
    });
  });

  it("tell a union's variants apart by a constant of their own", () => {
    let unions = 0;
    walk(at(document, "#/components/schemas"), (node, pointer) => {
      const discriminator = node["discriminator"];
      if (!isNode(discriminator)) return;
      unions += 1;
      const key = String(discriminator["propertyName"]);
      const mapping = Object.entries(discriminator["mapping"] as Node);
      expect(
        mapping.map(([, target]) => ({ $ref: target })),
        pointer,
      ).toEqual(node["oneOf"]);
      for (const [tag, target] of mapping) {
        const variant = at(document, String(target)) as {
          properties: Record<string, Node>;
          required: string[];
        };
        expect(variant.properties[key]?.["const"], pointer).toBe(tag);
        expect(variant.required, pointer).toContain(key);
      }
    });
    expect(unions).toBe(9);
  });
});
