import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ApiModel } from "../../generator/index.js";
import { packageOf } from "../../scripts/contract/session.js";
import { readScript } from "../../scripts/contract/stateful/scenario.js";
import type { ClientPackage } from "../../scripts/contract/package.js";
import { stepping } from "../../scripts/sandbox/clock.js";
import { rehearse } from "../../scripts/sandbox/rehearse.js";
import { startSandbox, type Sandbox } from "../../scripts/sandbox/sandbox.js";
import { DOCUMENT, PACKAGE, readOwnModel } from "../contract/package-under-test.js";

let model: ApiModel;
let pack: ClientPackage;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  model = await readOwnModel();
  pack = await packageOf({ input: DOCUMENT, client: PACKAGE });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

it("plays every shipped scenario as it is written", async () => {
  const results = await rehearse(model, pack);
  expect(results.length).toBeGreaterThan(7);
  expect(results.filter(({ fault }) => fault !== undefined)).toEqual([]);
});

describe("the sandbox's own manners", () => {
  const CREDENTIAL = {
    client_id: "id",
    client_secret: "kept-from-files",
    audience: "https://api.mparticle.com",
    grant_type: "client_credentials",
  };

  async function send(
    sandbox: Sandbox,
    method: string,
    path: string,
    body?: unknown,
    token = "",
  ): Promise<Response> {
    return fetch(sandbox.url + path, {
      method,
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  async function tokenOf(sandbox: Sandbox): Promise<string> {
    const answer = (await (await send(sandbox, "POST", "/oauth/token", CREDENTIAL)).json()) as {
      access_token: string;
    };
    return answer.access_token;
  }

  it("keeps what was made in a file, and neither tokens nor credentials", async () => {
    const file = join(folder, "state.json");
    const model1 = { id: "__proto__", name: "Odd", type: "sql", sql_query: "SELECT 1" };
    const path = "/platform/v2/workspaces/7/data-models";
    const first = await startSandbox({ model, pack, clock: stepping(0), file });
    const token = await tokenOf(first);
    expect((await send(first, "POST", path, model1, token)).status).toBe(200);
    await first.stop();
    const text = await readFile(file, "utf8");
    expect(text).not.toContain(token);
    expect(text).not.toContain("kept-from-files");
    const second = await startSandbox({ model, pack, clock: stepping(0), file });
    expect((await send(second, "GET", `${path}/__proto__`, undefined, token)).status).toBe(401);
    const found = await send(second, "GET", `${path}/__proto__`, undefined, await tokenOf(second));
    expect(await found.json()).toMatchObject({ name: "Odd" });
    await second.stop();
  });

  it("refuses what is no request of the document", async () => {
    const sandbox = await startSandbox({ model, pack, clock: stepping(0) });
    const token = await tokenOf(sandbox);
    const statuses = await Promise.all(
      [
        send(sandbox, "GET", "/nowhere", undefined, token),
        send(sandbox, "POST", "/platform/v2/workspaces/7/connections", "{", token),
        send(sandbox, "POST", "/platform/v2/workspaces/7/connections", { id: "a" }, token),
        send(sandbox, "GET", "/platform/v2/workspaces/zero/connections", undefined, token),
        send(sandbox, "GET", "/platform/v2/workspaces/7/connections", undefined, "other"),
      ].map(async (answer) => (await answer).status),
    );
    expect(statuses).toEqual([404, 400, 400, 400, 401]);
    await sandbox.stop();
  });
});

it("reads scenarios, and says what is none", () => {
  expect(
    readScript("[{ name: a, steps: [{ wait: 1 }] }, { prepare: b, with: { body: {} } }]"),
  ).toEqual({
    scenarios: [{ name: "a", steps: [{ wait: 1 }] }],
    preparations: new Map([["b", { steps: [], with: { body: {} }, then: [] }]]),
  });
  expect(() => readScript("[{ prepare: b, steps: {} }]")).toThrow("prepares b has no list");
  expect(() => readScript("{}")).toThrow("no list");
  expect(() => readScript("[{ name: a, steps: [] }]")).toThrow("a has no steps");
  expect(() => readScript("[{ name: a, steps: [{}] }]")).toThrow(
    "a, step 1 has neither call nor wait",
  );
  expect(() => readScript("[{ name: a, steps: [{ call: b, expect: {} }] }]")).toThrow(
    "expects no status",
  );
});
