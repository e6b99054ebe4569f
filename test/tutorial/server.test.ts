import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Catalogue } from "../../scripts/tutorial/catalogue.js";
import { loadGenerated, type Generated } from "../../scripts/tutorial/generated.js";
import { Printer } from "../../scripts/tutorial/print.js";
import { rehearsing } from "../../scripts/tutorial/rehearsal.js";
import { readSettings, targetOf } from "../../scripts/tutorial/settings.js";
import { MissingVariables, runTutorial } from "../../scripts/tutorial/tutorial.js";
import { ownCatalogue } from "./catalogue.js";

/** A server that is not the mock: it answers with the document's examples, whatever it is sent. */
const received: { line: string; headers: IncomingHttpHeaders; body: string }[] = [];
let respond: (url: string, init: RequestInit) => Promise<Response>;
let url: string;
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => (body += text));
  request.on("end", () => {
    const { method = "GET", url: path = "/", headers } = request;
    received.push({ line: `${method} ${path.replace(/\?.*/, "")}`, headers, body });
    void respond(`${url}${path}`, { method }).then(async (answer) => {
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(await answer.text());
    });
  });
});

let catalogue: Catalogue;
let generated: Generated;
beforeAll(async () => {
  catalogue = await ownCatalogue();
  generated = await loadGenerated(fileURLToPath(new URL("../../generated", import.meta.url)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
beforeEach(() => {
  received.length = 0;
  respond = rehearsing(catalogue, { baseUrl: url, tokenUrl: `${url}/oauth/token` }, "redshift");
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

/** Walks on the server above; what was printed, with the fault if there was one. */
async function walkOn(
  flags: readonly string[],
  env: Record<string, string> = variables,
): Promise<{ printed: string; fault?: unknown }> {
  const args = [
    ...["--warehouse", "redshift", "--base-url", url, "--token-url", `${url}/oauth/token`],
    ...["--account-id", "11", "--workspace-id", "22", "--prefix", "lantern", ...flags],
  ];
  const lines: string[] = [];
  const printer = new Printer((line) => lines.push(line));
  const settings = readSettings(args, env);
  const target = targetOf(settings, undefined, catalogue.tokenUrl);
  const tutorial = { settings, env, catalogue, generated, target, printer, send: globalThis.fetch };
  try {
    await runTutorial(tutorial);
    return { printed: lines.join("\n") };
  } catch (fault) {
    printer.fault(fault);
    return { printed: lines.join("\n"), fault };
  }
}

function expectNoSecrets(printed: string): void {
  for (const secret of [...Object.values(secrets), "invented.access.token"]) {
    expect(printed).not.toContain(secret);
    expect(printed).not.toContain(JSON.stringify(secret).slice(1, -1));
  }
}

describe("on a server", () => {
  it("only shows what it would send", async () => {
    const { printed, fault } = await walkOn([]);
    expect(fault).toBeUndefined();
    expect(received).toEqual([]);
    expect(printed).toContain(`would send  POST ${url}/oauth/token`);
    expect(printed).toContain('"id": "lantern-redshift-connection"');
    expect(printed).toContain('"password": "[redacted]"');
    expect(printed).toContain("Authorization: Bearer [redacted]");
    expect(printed).toContain(`Nothing was sent. Add --yes to send this to ${url}.`);
    expectNoSecrets(printed);
  });

  it("names what the environment lacks, and sends nothing without it", async () => {
    const shown = await walkOn([], {});
    expect(shown.printed).toContain(
      "Not set: WAREHOUSE_SYNC_CLIENT_ID, WAREHOUSE_SYNC_CLIENT_SECRET,",
    );
    const { fault } = await walkOn(["--yes"], {});
    expect(fault).toBeInstanceOf(MissingVariables);
    expect((fault as MissingVariables).names).toEqual(Object.keys(variables).sort(asAsked));
    expect(received).toEqual([]);
  });

  it("sends with --yes, without Prefer and without showing a secret", async () => {
    const { printed, fault } = await walkOn(["--yes"]);
    expect(fault).toBeUndefined();
    const base = "/platform/v2/workspaces/22";
    // The server calls the pipeline by a name of its own, so that it shows whose ids are repeated.
    const pipeline = `${base}/inbound-data-pipelines/harborlight-loyalty-pipeline`;
    expect(received.map(({ line }) => line)).toEqual([
      "POST /oauth/token",
      "POST /v1/workspace/22/partnerfeeds",
      `POST ${base}/connections`,
      `POST ${base}/data-models`,
      `POST ${base}/inbound-data-pipelines`,
      `GET ${pipeline}/report`,
      `POST ${pipeline}/trigger`,
      `GET ${pipeline}/report/runs`,
    ]);
    for (const { line, headers } of received) {
      expect(headers, line).not.toHaveProperty("prefer");
      const token = line.endsWith("/oauth/token") ? undefined : "Bearer invented.access.token";
      expect(headers.authorization, line).toBe(token);
    }
    const body = (index: number): unknown => JSON.parse(received[index]?.body ?? "");
    expect(body(2)).toMatchObject({
      id: "lantern-redshift-connection",
      config: { host: "warehouse.example", password: secrets.WAREHOUSE_SYNC_REDSHIFT_PASSWORD },
    });
    expect(body(4)).toMatchObject({
      id: "lantern-loyalty-pipeline",
      partner_feed_id: 48512,
      connection_id: "harborlight-redshift-connection",
      sync_mode: { type: "incremental", iterator_field: "changed" },
      schedule: { type: "on_demand" },
      environment: "development",
    });
    expect(printed).toContain("Walked Redshift: 8 requests as intended");
    expectNoSecrets(printed);
  });

  it("reports a refusal, even one that repeats a secret", async () => {
    const asExample = respond;
    respond = (address, init) => {
      if (!address.endsWith("/connections")) return asExample(address, init);
      const message = `Login with ${secrets.WAREHOUSE_SYNC_REDSHIFT_PASSWORD} failed.`;
      return Promise.resolve(Response.json({ errors: [{ message }] }, { status: 505 }));
    };
    const { printed } = await walkOn(["--yes"]);
    expect(printed).toMatch(/^error tutorial\/step-failed: createConnection: 505 from POST /m);
    expect(printed).toContain("said Login with [redacted] failed.");
    expectNoSecrets(printed);
  });

  it("reports an answer that the document does not allow", async () => {
    const asExample = respond;
    respond = (address, init) =>
      address.endsWith("/data-models")
        ? Promise.resolve(Response.json({ id: 7 }))
        : asExample(address, init);
    const { printed } = await walkOn(["--yes"]);
    expect(printed).toMatch(
      /^error tutorial\/step-failed: createDataModel: the response is not valid/m,
    );
  });
});

/** Our own order is that in which the walk asks. */
function asAsked(a: string, b: string): number {
  const order = [
    "CLIENT_ID",
    "CLIENT_SECRET",
    "DATABASE",
    "HOST",
    "USER",
    "ARN",
    "PASSWORD",
    "FIELD",
    "TYPE",
    "QUERY",
  ];
  const rank = (name: string): number => order.findIndex((end) => name.endsWith(end));
  return rank(a) - rank(b);
}
