import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../scripts/setup.js";
import { readPods } from "../../scripts/setup/pods.js";
import { warehouses } from "../../scripts/setup/warehouses.js";

let out: string;
let err: string;
beforeEach(() => {
  out = "";
  err = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((err += String(text)), true));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const SNOWFLAKE = [
  ...["snowflake", "--pod", "US1", "--org-id", "3301", "--account-id", "7742", "--database", "CRM"],
  ...["--schema", "My Schema", "--table", "USERS", "--table", "order", "--view", "ACTIVE"],
  ...["--warehouse", "SYNC_WH", "--role", "MP_ROLE", "--user", "MP_USER", "--integration", "MP_S3"],
];
const REDSHIFT = [
  ...["redshift", "--pod", "EU1", "--org-id", "3301", "--account-id", "7742"],
  ...["--schema", "crm", "--table", "users", "--user", "mp_sync"],
];

/** The arguments without an option and its value. */
function without(option: string, args: readonly string[]): string[] {
  return args.filter((arg, index) => arg !== option && args[index - 1] !== option);
}

describe("setup prints", () => {
  it("the SQL for Snowflake", async () => {
    expect(await main(SNOWFLAKE)).toBe(0);
    expect(out)
      .toBe(`-- Run as ACCOUNTADMIN. Statements may be repeated: they replace what they made before.
CREATE ROLE IF NOT EXISTS MP_ROLE;
GRANT USAGE ON WAREHOUSE SYNC_WH TO ROLE MP_ROLE;
GRANT USAGE ON DATABASE CRM TO ROLE MP_ROLE;
GRANT USAGE ON SCHEMA CRM."My Schema" TO ROLE MP_ROLE;
GRANT SELECT ON TABLE CRM."My Schema".USERS TO ROLE MP_ROLE;
GRANT SELECT ON TABLE CRM."My Schema"."order" TO ROLE MP_ROLE;
GRANT SELECT ON VIEW CRM."My Schema".ACTIVE TO ROLE MP_ROLE;

-- LEGACY_SERVICE keeps a user who logs in by password out of the rule that people need a second factor.
CREATE OR REPLACE USER MP_USER
  PASSWORD = '<choose a password>'
  TYPE = LEGACY_SERVICE
  DEFAULT_ROLE = MP_ROLE;
GRANT ROLE MP_ROLE TO USER MP_USER;

-- Lets Snowflake write to the bucket where mParticle picks the rows up.
CREATE OR REPLACE STORAGE INTEGRATION MP_S3
  TYPE = EXTERNAL_STAGE
  STORAGE_PROVIDER = 'S3'
  ENABLED = TRUE
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::338661164609:role/ingest-pipeline-data-external-3301-7742'
  STORAGE_AWS_OBJECT_ACL = 'bucket-owner-full-control'
  STORAGE_ALLOWED_LOCATIONS = ('s3://us1-ingest-pipeline-data/3301/7742');
GRANT USAGE ON INTEGRATION MP_S3 TO ROLE MP_ROLE;
`);
  });

  it("an IAM policy of its own for Redshift, which parses", async () => {
    expect(await main([...REDSHIFT, "--part", "policy"])).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      Statement: [
        { Resource: "arn:aws:iam::583371261087:role/ingest-pipeline-data-external-3301-7742" },
      ],
    });
  });

  it("several parts under headings", async () => {
    expect(await main(REDSHIFT)).toBe(0);
    expect(out).toContain("=== sql ===\n\nCREATE USER mp_sync PASSWORD '<choose a password>';\n");
    expect(out).toContain("\n=== policy ===\n\n{\n");
  });

  it("commands and SQL for BigQuery", async () => {
    expect(
      await main(["bigquery", "--pod", "AU1", "--project", "acme-prod", "--dataset", "crm"]),
    ).toBe(0);
    const member = "serviceAccount:mparticle-sync@acme-prod.iam.gserviceaccount.com";
    expect(out).toContain(`--member=${member} \\\n  --role=roles/bigquery.jobUser`);
    expect(out).toContain(`ON SCHEMA \`acme-prod\`.crm TO "${member}";`);
  });

  it("the share for Databricks", async () => {
    const args = [
      "--pod",
      "us2",
      "--org-id",
      "3301",
      "--account-id",
      "7742",
      "--catalog",
      "main",
      "--schema",
      "crm share",
    ];
    expect(await main(["databricks", ...args])).toBe(2);
    expect(err).toContain('error option/invalid: "--schema": no quoting allows " " here');
    expect(await main(["databricks", ...args.slice(0, -1), "crm-share"])).toBe(0);
    expect(out).toContain(
      "CREATE RECIPIENT IF NOT EXISTS mParticle_us2 USING ID 'aws:us-east-1:e92fd7c1-",
    );
    expect(out).toContain("ALTER SHARE mparticle_3301_7742 ADD SCHEMA main.`crm-share`;");
  });

  it("JSON", async () => {
    expect(await main([...REDSHIFT, "--format", "json"])).toBe(0);
    const { parts } = JSON.parse(out) as { parts: { name: string }[] };
    expect(parts.map(({ name }) => name)).toEqual(["sql", "policy"]);
  });

  it("the values of every pod", async () => {
    const pods = await readPods(new URL("../../spec/pods.yaml", import.meta.url));
    expect(pods.map(({ name }) => name)).toEqual(["US1", "US2", "EU1", "AU1"]);
    for (const { name, awsAccountId, bucket } of pods) {
      out = "";
      expect(await main(SNOWFLAKE.map((arg) => (arg === "US1" ? name : arg)))).toBe(0);
      expect(out).toContain(`iam::${awsAccountId}:role`);
      expect(out).toContain(`s3://${bucket}/`);
    }
  });

  it("help with examples that work", async () => {
    for (const { name, example } of warehouses) {
      out = "";
      expect(await main([name, "--help"])).toBe(0);
      expect(out).toContain(example);
      out = "";
      expect(await main([name, ...example.split(" ")])).toBe(0);
      expect(out).not.toBe("");
    }
  });
});

describe("setup refuses", () => {
  it.each([
    "--pod",
    "--org-id",
    "--account-id",
    "--database",
    "--schema",
    "--warehouse",
    "--role",
    "--user",
  ])("Snowflake without %s", async (option) => {
    expect(await main(without(option, SNOWFLAKE))).toBe(2);
    expect([out, err.trimEnd()]).toEqual(["", `error option/required: "${option}" is required`]);
  });

  it.each([
    [
      ["databricks", "--pod", "US9"],
      'error option/invalid: "--pod": there is no pod "US9"; known are US1, US2, EU1, AU1',
    ],
    [
      SNOWFLAKE.map((arg) => (arg === "3301" ? "0; DROP" : arg)),
      'error option/invalid: "--org-id": it must be a positive whole number',
    ],
    [
      SNOWFLAKE.map((arg) => (arg === "CRM" ? "a\nb" : arg)),
      'error option/invalid: "--database": an identifier cannot contain control characters',
    ],
    [
      without("--view", without("--table", SNOWFLAKE)),
      'error option/invalid: "--table": name a table, or a view with --view',
    ],
    [
      ["bigquery", "--pod", "US1", "--project", "x'; rm", "--dataset", "a"],
      'error option/invalid: "--project": a project id has 6 to 30 lower-case letters, digits and dashes',
    ],
    [
      [...REDSHIFT, "--part", "nothing"],
      'error option/invalid: "--part": there is no part "nothing"; known are sql, policy',
    ],
    [
      ["snowflake", "--pood", "US1"],
      'error option/unknown: there is no option "--pood"\n  hint did you mean "--pod"?',
    ],
    [
      ["mysql"],
      'error option/unknown-command: there is no command "mysql"\n  hint --help lists them',
    ],
  ])("%j", async (args, message) => {
    expect(await main(args)).toBe(2);
    expect([out, err.trimEnd()]).toEqual(["", message]);
  });
});
