import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { createRequire } from "node:module";
import { beforeAll, afterAll, describe, expect, it } from "vitest";
import type { Json } from "../../generator/model/json.js";
import type { MediaType } from "../../generator/model/model.js";
import { startPrism, type Mock } from "../../scripts/prism.js";
import {
  generatePostman,
  isFolder,
  requestCalled,
  requestsOf,
  valuesOf,
  type Generated,
} from "./collection.js";
import { failuresOf, runCollection } from "./newman.js";

const DOCUMENT = "spec/openapi.yaml";

/** What a user fills in; the private key's JSON holds quotes and a line break, as real ones do. */
const credentials = {
  PLATFORM_API_CLIENT_ID: "invented-client",
  PLATFORM_API_CLIENT_SECRET: 'invented "secret"',
  WORKSPACE_ID: "90417",
  ACCOUNT_ID: "7742",
  SNOWFLAKE_PASSWORD: "invented-{{snowflake}}-password",
  BIG_QUERY_SERVICE_ACCOUNT_ID: "mp-sync@harborlight-prod.iam.gserviceaccount.com",
  BIG_QUERY_SERVICE_ACCOUNT_KEY: '{"type":"service_account","private_key":"a\\nb"}\n',
  REDSHIFT_USER: "mp_sync",
  REDSHIFT_PASSWORD: "invented-redshift-password",
  REDSHIFT_AWS_IAM_ROLE_ARN: "arn:aws:iam::444455556666:role/mparticle_redshift_role",
  PARTNER_FEED_KEY: "invented-feed-key",
};

let generated: Generated;

beforeAll(async () => {
  generated = await generatePostman(DOCUMENT);
});

describe("the Warehouse Sync collection", () => {
  it("has the tutorial's name, folders, requests and variables", () => {
    const { collection, environment } = generated;
    expect(collection.info.name).toBe("Warehouse Sync API");
    expect(environment.name).toBe("Warehouse Sync API");
    const folders = collection.item.filter(isFolder).map(({ name }) => name);
    expect(folders).toEqual(
      expect.arrayContaining(["Feeds", "Connections", "Data Models", "Pipelines"]),
    );
    const names = requestsOf(collection).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        "Create Warehouse Sync Feed",
        "Create Snowflake Connection",
        "Create BigQuery Connection",
        "Create Redshift Connection",
        "Create Databricks Connection",
        "Create Data Model",
        "Create Pipeline",
        "Get Pipeline Report",
      ]),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(environment.values.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        "API_URL",
        "OAUTH_URL",
        "OAUTH_AUDIENCE",
        "ACCESS_TOKEN",
        ...Object.keys(credentials),
      ]),
    );
    expect(collection.variable.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        "INGEST_PIPELINE_SLUG",
        "INGEST_PIPELINE_NAME",
        "SQL_QUERY",
        "PARTNER_FEED_ID",
      ]),
    );
  });

  it("has a request for every operation", () => {
    const { collection, model } = generated;
    const sent = new Set(
      requestsOf(collection).map(
        ({ request: { method, url } }) => `${method} /${(url.path ?? []).join("/")}`,
      ),
    );
    const missing = model.operations
      .map(({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`)
      // The token's URL is a variable of its own, which includes the path.
      .filter((line) => line !== "POST /oauth/token" && !sent.has(line));
    expect(missing).toEqual([]);
    expect(requestCalled(collection, "Create Token").request.url.raw).toBe("{{OAUTH_URL}}");
  });

  it("keeps secrets out of both files", () => {
    const { environment, collection } = generated;
    const secrets = environment.values.filter(({ type }) => type === "secret");
    expect(secrets.map(({ value }) => value)).toEqual(secrets.map(() => ""));
    expect(secrets.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        "PLATFORM_API_CLIENT_SECRET",
        "ACCESS_TOKEN",
        "SNOWFLAKE_PASSWORD",
        "REDSHIFT_PASSWORD",
      ]),
    );
    const text = JSON.stringify(collection);
    for (const secret of [
      "invented-client-secret",
      "invented-snowflake-password",
      "another-invented-password",
      "invented-feed-key",
      "private_key",
    ])
      expect(text).not.toContain(secret);
  });

  it("sends bodies that are valid, once variables are filled in", () => {
    const { collection, model } = generated;
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    ajv.addSchema(model.document as object, "document");
    const values = valuesOf(generated, { ...credentials, PARTNER_FEED_ID: "48213" });
    let judged = 0;
    for (const item of requestsOf(collection)) {
      if (item.request.body?.mode !== "raw") continue;
      const content = contentOf(item.request.method, item.request.url.path ?? [], item.name);
      const body: unknown = JSON.parse(filledIn(item.request.body.raw, values));
      const validate = ajv.getSchema(`document${content.schema ?? ""}`);
      expect(validate?.(body), `${item.name}: ${ajv.errorsText(validate?.errors)}`).toBe(true);
      judged++;
    }
    expect(judged).toBeGreaterThan(20);

    function contentOf(method: string, path: readonly string[], name: string): MediaType {
      const operation = model.operations.find((one) =>
        path.length === 0
          ? one.name === "createToken"
          : one.method === method.toLowerCase() &&
            one.path.replace(/\{(\w+)\}/g, ":$1") === `/${path.join("/")}`,
      );
      const content = operation?.requestBody?.content[0];
      if (content === undefined)
        throw new Error(`${name} sends a body its operation does not take`);
      return content;
    }
  });

  it("is a collection to Postman's own reader", () => {
    const sdk = createRequire(import.meta.url)("postman-collection") as {
      Collection: new (json: unknown) => {
        toJSON(): { info: { name: string } };
        forEachItem(
          visit: (item: { name: string; request: { url: { toString(): string } } }) => void,
        ): void;
      };
    };
    const names: string[] = [];
    new sdk.Collection(structuredClone(generated.collection)).forEachItem((item) =>
      names.push(item.name),
    );
    expect(names).toEqual(requestsOf(generated.collection).map(({ name }) => name));
  });

  it("comes out the same every time, with ids that differ", async () => {
    const again = await generatePostman(DOCUMENT);
    expect(again.collection).toEqual(generated.collection);
    const ids = requestsOf(generated.collection).flatMap(({ id, response }) => [
      id,
      ...response.map((one) => one.id),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe("Newman runs it against the mock", () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startPrism(DOCUMENT);
  });
  afterAll(async () => {
    await mock.stop();
  });

  it("all green, with a token of its own fetching", async () => {
    const { collection, environment } = generated;
    const given = { ...credentials, API_URL: mock.url, OAUTH_URL: `${mock.url}/oauth/token` };
    const summary = await runCollection(collection, environment, given);
    expect(failuresOf(summary)).toEqual([]);
    const requests = requestsOf(collection);
    // One more than the collection holds: the token, fetched once for all of them.
    expect(summary.run.stats.requests.total).toBe(requests.length + 1);
    expect(summary.run.stats.assertions.total).toBeGreaterThanOrEqual(requests.length);
    for (const { item, assertions = [] } of summary.run.executions)
      expect(
        assertions.map(({ assertion }) => assertion),
        item.name,
      ).toContain("the status is a documented success");
    expect(summary.environment.get("ACCESS_TOKEN")).toBe("invented.access.token");
    const reads = summary.run.executions.filter(({ item }) => item.name === "Create Pipeline");
    expect(reads[0]?.request.body?.toString()).toContain('"partner_feed_id": 48213');
  });

  it("red where the mock refuses what a user forgot to fill in", async () => {
    const { collection, environment } = generated;
    const given = {
      ...credentials,
      API_URL: mock.url,
      OAUTH_URL: `${mock.url}/oauth/token`,
      WORKSPACE_ID: "replace_me",
    };
    const summary = await runCollection(collection, environment, given);
    const failed = failuresOf(summary);
    expect(failed.join("\n")).toContain("Get Connections: the status is a documented success");
  });
});

/** Substitutes as Postman does after the collection's own script has escaped what stands inside JSON texts. */
function filledIn(raw: string, values: Readonly<Record<string, string>>): string {
  const value = (name: string): string => {
    const found = values[name];
    if (found === undefined) throw new Error(`nothing declares {{${name}}}`);
    return found;
  };
  const escaped = raw.replace(/"(?:[^"\\]|\\.)*"/gs, (text) =>
    text.replace(/\{\{([A-Za-z0-9_.-]+)\}\}/g, (_, name: string) =>
      JSON.stringify(value(name) satisfies Json).slice(1, -1),
    ),
  );
  return escaped.replace(/: \{\{([A-Za-z0-9_.-]+)\}\}/g, (_, name: string) => `: ${value(name)}`);
}
