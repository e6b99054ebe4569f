import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Auth, Body, Item } from "../../generator/emitters/postman/collection.js";
import { startPrism, type Mock } from "../../scripts/prism.js";
import {
  generatePostman,
  isFolder,
  requestCalled,
  requestsOf,
  type Generated,
} from "./collection.js";
import { failuresOf, runCollection } from "./newman.js";

const DOCUMENT = "test/postman/fixtures/shop.yaml";

let shop: Generated;
beforeAll(async () => {
  shop = await generatePostman(DOCUMENT);
});

function request(name: string): Item["request"] {
  return requestCalled(shop.collection, name).request;
}

function attribute(auth: Auth | undefined, key: string): string | undefined {
  const list = auth === undefined ? undefined : auth[auth.type];
  return typeof list === "object" ? list.find((one) => one.key === key)?.value : undefined;
}

function rawOf(body: Body | undefined): string {
  if (body?.mode !== "raw") throw new Error("not a raw body");
  return body.raw;
}

describe("requests", () => {
  it("stand in the folder of their tag, or beside the folders", () => {
    const shape = shop.collection.item.map((item) =>
      isFolder(item) ? [item.name, item.item.length] : item.name,
    );
    expect(shape).toEqual([["Orders", 5], "Issue a token", "Add a photo", "Set stock"]);
  });

  it("are one for each named example and media type", () => {
    const names = requestsOf(shop.collection).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        "A plain order",
        "An order with { {braces}}",
        "Create an order (application/x-www-form-urlencoded)",
      ]),
    );
  });

  it("carry query parameters in the document's style, optional ones switched off", () => {
    const { url } = request("List { {orders}}");
    expect(url.query).toEqual([
      { key: "state", value: "open" },
      { key: "state", value: "a%26b%3Dc" },
      { key: "sort", value: "date,id", disabled: true },
      { key: "filter%5Bsize%5D", value: "%7B%7BL%7D%7D%20100%25" },
    ]);
    expect(url.raw).toBe(
      "{{baseUrl}}/orders?state=open&state=a%26b%3Dc&filter%5Bsize%5D=%7B%7BL%7D%7D%20100%25",
    );
  });

  it("carry headers and cookies", () => {
    expect(request("List { {orders}}").header).toEqual([
      { key: "Accept", value: "application/json" },
      { key: "X-Trace", value: "trace-1" },
      { key: "X-Mood", value: "{ {good}}", description: "How you feel.", disabled: true },
      { key: "Cookie", value: "session=s-1" },
    ]);
  });

  it("write a parameter that is a whole segment as Postman's own, others in place", () => {
    const { url } = request("Get lines");
    expect(url.path).toEqual(["orders", ":orderId", "lines.csv"]);
    expect(url.variable).toEqual([{ key: "orderId", value: "7", description: "Which order." }]);
    expect(request("Set stock").url.path).toEqual(["stock:batch"]);
  });

  it("have bodies by media type", () => {
    expect(request("Issue a token").body).toEqual({
      mode: "urlencoded",
      urlencoded: [
        { key: "grant_type", value: "client_credentials" },
        { key: "client_id", value: "invented-id", description: "Who asks." },
        { key: "client_secret", value: "{{client_secret}}" },
      ],
    });
    expect(request("Add a photo").body).toEqual({
      mode: "formdata",
      formdata: [{ key: "title", value: "A cup", type: "text", description: "Shown below." }],
    });
    expect(rawOf(request("Set stock").body)).toBe("cup 3");
    expect(JSON.parse(rawOf(request("A plain order").body))).toEqual({ id: 7, note: "one\ntwo" });
  });
});

describe("braces of the document", () => {
  it("are escaped in JSON, which means the same to who receives it", () => {
    const raw = rawOf(request("An order with { {braces}}").body);
    expect(raw).not.toContain("{{");
    expect(JSON.parse(raw)).toEqual({ id: 8, note: '{{shop_key}} and {{{"$guid"}}}' });
  });

  it("name no variable anywhere", () => {
    const known = new Set(
      [...shop.environment.values, ...shop.collection.variable].map(({ key }) => key),
    );
    // Saved answers are only shown: nothing is ever replaced in them.
    const { event: _, item: __, ...rest } = shop.collection;
    const sent = requestsOf(shop.collection).map(({ name, request: one }) => ({ name, one }));
    const mentioned = [...JSON.stringify({ rest, sent }).matchAll(/\{\{([^{}]*)\}\}/g)].map(
      ([, name = ""]) => name,
    );
    expect(mentioned.filter((name) => !known.has(name))).toEqual([]);
    expect(mentioned).toContain("baseUrl");
  });

  it("are reported where they had to be parted", () => {
    const found = shop.diagnostics.filter(({ code }) => code === "postman/braces");
    expect(
      found.map(({ message, location }) => [message.split(" ")[0], location?.pointer]),
    ).toEqual([['"X-Mood"', "#/paths/~1orders/get/parameters/4"]]);
  });
});

describe("authorization", () => {
  it("is the most common one for the collection, its own for each other request", () => {
    expect(shop.collection.auth?.type).toBe("bearer");
    expect(attribute(shop.collection.auth, "token")).toBe("{{machine_token}}");
    expect(request("List { {orders}}").auth).toBeUndefined();
    expect(request("Issue a token").auth).toEqual({ type: "noauth" });
    const key = request("Get lines").auth;
    expect([
      key?.type,
      attribute(key, "key"),
      attribute(key, "in"),
      attribute(key, "value"),
    ]).toEqual(["apikey", "X-Key", "header", "{{key_key}}"]);
    const clerk = request("Add a photo").auth;
    expect([clerk?.type, attribute(clerk, "username"), attribute(clerk, "password")]).toEqual([
      "basic",
      "{{clerk_username}}",
      "{{clerk_password}}",
    ]);
    expect(attribute(request("Set stock").auth, "in")).toBe("query");
  });

  it("keeps its secrets empty in the environment", () => {
    const secrets = shop.environment.values.filter(({ type }) => type === "secret");
    expect(secrets.map(({ key, value }) => `${key}=${value}`).sort()).toEqual(
      [
        "clerk_password=",
        "client_secret=",
        "key_key=",
        "machine_client_secret=",
        "machine_token=",
        "queryKey_key=",
      ].sort(),
    );
  });
});

describe("saved answers", () => {
  it("are those of the request's example, and hide secrets", () => {
    const plain = requestCalled(shop.collection, "A plain order");
    expect(
      plain.response.map(({ code, status, body }) => [
        code,
        status,
        body === "" ? "" : (JSON.parse(body) as unknown),
      ]),
    ).toEqual([
      [201, "Created", { id: 7, note: "one\ntwo" }],
      [204, "No Content", ""],
    ]);
    const [token] = requestCalled(shop.collection, "Issue a token").response;
    expect(token?.body).not.toContain("invented-token");
    const names = requestCalled(shop.collection, "List { {orders}}").response.map(
      ({ name }) => name,
    );
    expect(names).toEqual(["200 Some orders", "200 No orders", "401 Who are you?"]);
  });
});

describe("scripts", () => {
  it("are the same for every document, but for one JSON text", async () => {
    const other = await generatePostman("spec/openapi.yaml");
    expect(shop.collection.event).toEqual(other.collection.event);
    for (const { event } of requestsOf(shop.collection)) {
      expect(event).toHaveLength(1);
      const lines = event[0]?.script.exec ?? [];
      expect(lines).toHaveLength(1);
      const [, text = ""] =
        /^pm\.variables\.set\("documented", ("(?:[^"\\]|\\.)*")\);$/.exec(lines[0] ?? "") ?? [];
      const expectations = JSON.parse(JSON.parse(text) as string) as { statuses: string[] };
      expect(expectations.statuses.length).toBeGreaterThan(0);
    }
  });
});

describe("Newman", () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startPrism(DOCUMENT);
  });
  afterAll(async () => {
    await mock.stop();
  });

  const given = (url: string): Record<string, string> => ({
    baseUrl: url,
    client_secret: "invented-secret",
    machine_client_id: "invented-id",
    machine_client_secret: "invented-secret",
    machine_token_url: `${url}/token`,
    clerk_username: "dana",
    clerk_password: "invented-password",
    key_key: "invented-key",
    queryKey_key: "invented-key",
  });

  it("runs it all green against the mock, token by form and scope", async () => {
    const summary = await runCollection(shop.collection, shop.environment, given(mock.url));
    expect(failuresOf(summary)).toEqual([]);
    expect(summary.run.stats.requests.total).toBe(requestsOf(shop.collection).length + 1);
    expect(summary.environment.get("machine_token")).toBe("invented-token");
  });

  it("uses a token that was filled in by hand", async () => {
    const summary = await runCollection(shop.collection, shop.environment, {
      ...given(mock.url),
      machine_token: "mine",
    });
    expect(failuresOf(summary)).toEqual([]);
    expect(summary.run.stats.requests.total).toBe(requestsOf(shop.collection).length);
    expect(summary.environment.get("machine_token")).toBe("mine");
  });

  it("says so when the token endpoint refuses, without the credential", async () => {
    const summary = await runCollection(shop.collection, shop.environment, {
      ...given(mock.url),
      machine_token_url: `${mock.url}/nowhere`,
    });
    const failures = failuresOf(summary).join("\n");
    expect(failures).toContain("the token endpoint answered 404");
    expect(failures).not.toContain("invented-secret");
  });
});
