import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

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

// A run generates everything first, which takes a slow machine a while.
describe("npm start", { timeout: 240_000 }, () => {
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
    expect(outcome.out).not.toMatch(/invented-|invented\./);
  });

  it("ends with a diagnostic, not a stack trace, when nothing answers", async () => {
    // Port 9 discards what it gets, where anything listens there at all.
    const server = [
      "--base-url",
      "http://127.0.0.1:9",
      "--token-url",
      "http://127.0.0.1:9/oauth/token",
    ];
    const ids = ["--account-id", "11", "--workspace-id", "22"];
    const names = [
      "CLIENT_ID",
      "CLIENT_SECRET",
      "DATABRICKS_PROVIDER",
      "DATABRICKS_SCHEMA",
      "DATABRICKS_SQL_QUERY",
    ];
    const variables = Object.fromEntries(
      names.map((name) => [`WAREHOUSE_SYNC_${name}`, "invented-value"]),
    );
    const outcome = await start(["--yes", "--warehouse", "databricks", ...server, ...ids], {
      ...variables,
      WAREHOUSE_SYNC_DATABRICKS_MAPPINGS: "[]",
    });
    expect(outcome.code).toBe(1);
    expect(outcome.err).toMatch(/^error tutorial\/step-failed: createFeed: /);
    expect(outcome.err).not.toMatch(/^\s+at /m);
    expect(outcome.out + outcome.err).not.toContain("invented-value");
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
