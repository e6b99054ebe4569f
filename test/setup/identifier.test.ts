import { describe, expect, it } from "vitest";
import {
  identifier,
  shellWord,
  sqlString,
  UnquotableIdentifier,
  type Dialect,
} from "../../scripts/setup/identifier.js";

describe("identifiers", () => {
  it.each<[Dialect, string, string]>([
    ["snowflake", "SYNC_WH", "SYNC_WH"],
    ["snowflake", "sync_wh", "sync_wh"],
    ["snowflake", "_a$1", "_a$1"],
    ["snowflake", "my schema", '"my schema"'],
    ["snowflake", "1st", '"1st"'],
    ["snowflake", "a.b", '"a.b"'],
    ["snowflake", "TABLE", '"TABLE"'],
    ["snowflake", "Größe", '"Größe"'],
    ["snowflake", 'x"; DROP TABLE users; --', '"x""; DROP TABLE users; --"'],
    ["redshift", "mp_sync", "mp_sync"],
    ["redshift", "user", '"user"'],
    ["redshift", "user-data", '"user-data"'],
    ["bigquery", "crm", "crm"],
    ["bigquery", "acme-prod", "`acme-prod`"],
    ["bigquery", "select", "`select`"],
    ["databricks", "main", "main"],
    ["databricks", "a-b", "`a-b`"],
    ["databricks", "a`b", "`a``b`"],
  ])("%s: %s → %s", (dialect, name, want) => {
    expect(identifier(name, dialect)).toBe(want);
  });

  it.each<[Dialect, string, RegExp]>([
    ["snowflake", "", /empty/],
    ["snowflake", "a\nb", /control characters/],
    ["snowflake", "a\u0000b", /control characters/],
    ["snowflake", "a\u2028b", /control characters/],
    ["snowflake", "a\ud800b", /Unicode/],
    ["snowflake", "x".repeat(256), /at most 255 characters/],
    ["redshift", "é".repeat(64), /at most 127 bytes/],
    ["bigquery", "a`b", /no quoting allows/],
    ["databricks", "a.b", /no quoting allows/],
  ])("%s refuses %j", (dialect, name, message) => {
    expect(() => identifier(name, dialect)).toThrow(UnquotableIdentifier);
    expect(() => identifier(name, dialect)).toThrow(message);
  });
});

describe("strings", () => {
  it.each([
    ["plain", "'plain'"],
    ["it's", "'it''s'"],
    ["a\\' OR 1", "'a\\\\'' OR 1'"],
  ])("SQL: %s", (given, want) => {
    expect(sqlString(given)).toBe(want);
  });

  it.each([
    ["acme-prod", "acme-prod"],
    ["a b", "'a b'"],
    ["$(x)'", "'$(x)'\\'''"],
  ])("shell: %s", (given, want) => {
    expect(shellWord(given)).toBe(want);
  });
});
