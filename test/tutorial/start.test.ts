import { spawn } from "node:child_process";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rehearsing } from "../../scripts/tutorial/rehearsal.js";
import { ownCatalogue } from "./catalogue.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const own = /^WAREHOUSE_SYNC_/;

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `npm start` without npm, in an environment that holds none of our variables but these. */
function start(args: readonly string[], variables: Record<string, string> = {}): Promise<Outcome> {
  const rest = Object.entries(process.env).filter(([name]) => !own.test(name));
  const env = { ...Object.fromEntries(rest), ...variables };
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts", ...args], {
    cwd: root,
    env,
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

/** A server that is not the mock: it answers with the document's examples. */
const received: { line: string; headers: IncomingHttpHeaders; body: string }[] = [];
let refuse: { status: number; body: object } | undefined;
let url: string;
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => (body += text));
  request.on("end", () => {
    const { method = "GET", url: path = "/", headers } = request;
    received.push({ line: `${method} ${path.replace(/\?.*/, "")}`, headers, body });
    void answer(method, `${url}${path}`).then(({ status, text }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(text);
    });
  });
});

let respond: (input: string, init: RequestInit) => Promise<Response>;
async function answer(method: string, address: string): Promise<{ status: number; text: string }> {
  if (refuse !== undefined && address.endsWith("/connections")) {
    return { status: refuse.status, text: JSON.stringify(refuse.body) };
  }
  const response = await respond(address, { method });
  return { status: response.status, text: await response.text() };
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const target = { baseUrl: url, tokenUrl: `${url}/oauth/token` };
  respond = rehearsing(await ownCatalogue(), target, "redshift");
});
beforeEach(() => {
  received.length = 0;
  refuse = undefined;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const secrets = {
  WAREHOUSE_SYNC_CLIENT_SECRET: "invented-Client-Secret-1",
  WAREHOUSE_SYNC_REDSHIFT_PASSWORD: 'invented "Redshift" password 2',
};
const variables = {
  ...secrets,
  WAREHOUSE_SYNC_CLIENT_ID: "an-invented-id",
  WAREHOUSE_SYNC_REDSHIFT_DATABASE: "analytics",
  WAREHOUSE_SYNC_REDSHIFT_HOST: "warehouse.example",
  WAREHOUSE_SYNC_REDSHIFT_USER: "mp_sync",
  WAREHOUSE_SYNC_REDSHIFT_AWS_IAM_ROLE_ARN: "arn:aws:iam::444455556666:role/invented",
  WAREHOUSE_SYNC_REDSHIFT_SQL_QUERY: "SELECT t.changed, t.email FROM a.b.t t",
  WAREHOUSE_SYNC_REDSHIFT_ITERATOR_FIELD: "changed",
  WAREHOUSE_SYNC_REDSHIFT_ITERATOR_DATA_TYPE: "timestamptz",
};
const onServer = (): string[] => [
  ...["--warehouse", "redshift", "--base-url", url, "--token-url", `${url}/oauth/token`],
  ...["--account-id", "11", "--workspace-id", "22", "--prefix", "lantern"],
];

function expectNoSecrets({ out, err }: Outcome): void {
  for (const secret of [
    ...Object.values(secrets),
    "invented.access.token",
    "invented-client-secret",
  ]) {
    expect(out + err).not.toContain(secret);
    expect(out + err).not.toContain(JSON.stringify(secret).slice(1, -1));
  }
}

describe("npm start", () => {
  it("walks a warehouse on the mock, one line a step, and ends", async () => {
    const outcome = await start(["--warehouse", "databricks"]);
    expect(outcome.err).toBe("");
    expect(outcome.code).toBe(0);
    const lines = outcome.out.split("\n").filter((line) => /^ {2}\d{3} /.test(line));
    const base = "/platform/v2/workspaces/90417";
    const pipeline = `${base}/inbound-data-pipelines/harborlight-orders-pipeline`;
    expect(lines.map((line) => line.trim().replace(/:.*/, ""))).toEqual([
      "200 POST /oauth/token",
      "201 POST /v1/workspace/90417/partnerfeeds?accountId=7742",
      `200 POST ${base}/connections`,
      `200 POST ${base}/data-models`,
      `200 POST ${base}/field-transformations`,
      `200 POST ${base}/inbound-data-pipelines`,
      `404 GET  ${pipeline}/report`,
      `200 GET  ${pipeline}/report`,
      `200 POST ${pipeline}/trigger`,
      expect.stringMatching(/^200 GET {2}.*\/report\/runs\?currentPage=1/) as string,
    ]);
    expect(outcome.out).toContain("Walked Databricks: 10 requests as intended");
    expectNoSecrets(outcome);
  });

  it("only shows what it would send to a server", async () => {
    const outcome = await start(onServer(), variables);
    expect(outcome.err).toBe("");
    expect(outcome.code).toBe(0);
    expect(received).toEqual([]);
    expect(outcome.out).toContain(`would send  POST ${url}/oauth/token`);
    expect(outcome.out).toContain('"id": "lantern-redshift-connection"');
    expect(outcome.out).toContain('"password": "[redacted]"');
    expect(outcome.out).toContain(`Nothing was sent. Add --yes to send this to ${url}.`);
    expectNoSecrets(outcome);
  });

  it("names what the environment lacks, and sends nothing without it", async () => {
    const shown = await start(onServer());
    expect(shown.code).toBe(0);
    expect(shown.out).toContain("Not set: WAREHOUSE_SYNC_CLIENT_ID, WAREHOUSE_SYNC_CLIENT_SECRET,");
    const sent = await start([...onServer(), "--yes"]);
    expect(sent.code).toBe(2);
    expect(sent.err).toContain("WAREHOUSE_SYNC_REDSHIFT_PASSWORD");
    expect(received).toEqual([]);
  });

  it("walks on a server with --yes, without Prefer and without showing a secret", async () => {
    const outcome = await start([...onServer(), "--yes"], variables);
    expect(outcome.err).toBe("");
    expect(outcome.code).toBe(0);
    expect(received.map(({ line }) => line)).toEqual([
      "POST /oauth/token",
      "POST /v1/workspace/22/partnerfeeds",
      "POST /platform/v2/workspaces/22/connections",
      "POST /platform/v2/workspaces/22/data-models",
      "POST /platform/v2/workspaces/22/inbound-data-pipelines",
      "GET /platform/v2/workspaces/22/inbound-data-pipelines/harborlight-loyalty-pipeline/report",
      "POST /platform/v2/workspaces/22/inbound-data-pipelines/harborlight-loyalty-pipeline/trigger",
      "GET /platform/v2/workspaces/22/inbound-data-pipelines/harborlight-loyalty-pipeline/report/runs",
    ]);
    for (const { line, headers } of received) {
      expect(headers, line).not.toHaveProperty("prefer");
      const token = line.endsWith("/oauth/token") ? undefined : "Bearer invented.access.token";
      expect(headers.authorization, line).toBe(token);
    }
    const connection = JSON.parse(received[2]?.body ?? "") as { config: { password: string } };
    expect(connection.config.password).toBe(secrets.WAREHOUSE_SYNC_REDSHIFT_PASSWORD);
    expectNoSecrets(outcome);
  });

  it("reports a refusal without a stack trace, even one that repeats a secret", async () => {
    const message = `Login with ${secrets.WAREHOUSE_SYNC_REDSHIFT_PASSWORD} failed.`;
    refuse = { status: 505, body: { statusCode: 505, errors: [{ message }] } };
    const outcome = await start([...onServer(), "--yes"], variables);
    expect(outcome.code).toBe(1);
    expect(outcome.err).toMatch(/^error tutorial\/step-failed: createConnection: 505 from POST /);
    expect(outcome.err).toContain("said Login with [redacted] failed.");
    expect(outcome.err).not.toMatch(/^\s+at /m);
    expectNoSecrets(outcome);
  });

  it("has help with examples, and refuses what it does not know", async () => {
    const help = await start(["--help"]);
    expect(help.code).toBe(0);
    expect(help.out).toContain("npm start -- --warehouse redshift");
    const unknown = await start(["--nonsense"]);
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain("--nonsense");
    const warehouse = await start(["--warehouse", "oracle"]);
    expect(warehouse.code).toBe(2);
    expect(warehouse.err).toContain("Known are: snowflake, bigquery, redshift, databricks.");
  });
});
