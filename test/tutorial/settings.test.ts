import { describe, expect, it } from "vitest";
import { readSettings } from "../../scripts/tutorial/settings.js";

const ids = ["--account-id", "7742", "--workspace-id", "90417"];

describe("the command line", () => {
  it("walks all warehouses on the mock by default", () => {
    expect(readSettings([], {})).toEqual({
      warehouses: ["snowflake", "bigquery", "redshift", "databricks"],
      yes: false,
      sandbox: false,
      prefix: "tutorial",
    });
  });

  it("takes warehouses with commas and repeated, each once", () => {
    const args = ["--warehouse", "redshift,bigquery", "-w", "redshift"];
    expect(readSettings(args, {}).warehouses).toEqual(["redshift", "bigquery"]);
  });

  it("fills in from the environment, flags first", () => {
    const env = {
      WAREHOUSE_SYNC_BASE_URL: "https://api.example/",
      WAREHOUSE_SYNC_TOKEN_URL: "https://sso.example/oauth/token",
      WAREHOUSE_SYNC_ACCOUNT_ID: "1",
      WAREHOUSE_SYNC_WORKSPACE_ID: "2",
      WAREHOUSE_SYNC_PREFIX: "",
    };
    expect(readSettings(["--workspace-id", "3"], env)).toMatchObject({
      server: { baseUrl: "https://api.example", tokenUrl: "https://sso.example/oauth/token" },
      accountId: 1,
      workspaceId: 3,
      prefix: "tutorial",
      yes: false,
      sandbox: false,
    });
  });

  it.each([
    [["--base-url", "https://api.example"], '"--account-id" is required'],
    [["--base-url", "http://api.example", ...ids], "use https"],
    [["--base-url", "https://user:word@api.example", ...ids], "leave out user"],
    [["--base-url", "ftp://api.example", ...ids], "no web address"],
    [["--token-url", "https://sso.example"], "it goes with --base-url"],
    [["--account-id", "-1"], "it is a positive number"],
    [["--prefix", "a b"], "use up to 40 letters"],
  ])("refuses %j", (args, message) => {
    expect(() => readSettings(args, {})).toThrow(message);
  });

  it("lets a server on this machine go without https", () => {
    const { server } = readSettings(["--base-url", "http://127.0.0.1:4010", ...ids], {});
    expect(server?.baseUrl).toBe("http://127.0.0.1:4010");
  });
});
