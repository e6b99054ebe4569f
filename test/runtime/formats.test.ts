import { describe, expect, test } from "vitest";
import * as z from "zod";
import * as formats from "../../templates/runtime/formats.js";

const cases: readonly (readonly [keyof typeof formats, readonly string[], readonly string[]])[] = [
  ["date", ["2024-02-29", "0000-01-01"], ["2023-02-29", "2024-13-01", "2024-1-1", "2024-02-29T"]],
  [
    "time",
    ["10:00:00Z", "10:00:00.5+02:00", "23:59:60z", "01:29:60+01:30"],
    ["10:00:00", "24:00:00Z", "10:00:60Z"],
  ],
  [
    "dateTime",
    ["2024-01-01T00:00:00Z", "2024-01-01t00:00:00.123-07:00", "1998-12-31T23:59:60Z"],
    ["2024-01-01 00:00:00Z", "2024-01-01T00:00:00", "2024-02-30T00:00:00Z"],
  ],
  ["duration", ["P1Y2M3DT4H5M6S", "PT0S", "P4W"], ["P", "PT", "P1Y2W", "P1", "1D"]],
  [
    "email",
    ["a.b+c@example.com", '"a b"@example.com', "a@[127.0.0.1]", "a@[IPv6:::1]"],
    ["a", "a@", ".a@b.c", "a@b_c"],
  ],
  ["idnEmail", ["실례@실례.테스트"], ["실례"]],
  ["hostname", ["example.com", "a", "xn--nxasmq6b"], ["-a.com", "a..b", "a_b", "a.".repeat(130)]],
  ["idnHostname", ["실례.테스트", "example.com"], ["-실례", "a_b"]],
  ["ipv4", ["127.0.0.1"], ["127.0.0.01", "256.0.0.1", "1.2.3"]],
  [
    "ipv6",
    ["::1", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4"],
    ["1:2:3", "1::2::3", "::12345", "1:2:3:4:5:6:7::8:9"],
  ],
  [
    "uri",
    ["https://u:p@example.com:80/a?b#c", "urn:isbn:1", "http://[::1]/"],
    ["/a", "http://a b", "http://a:b/", ":a"],
  ],
  ["uriReference", ["/a?b", "#c", "a/b:c", ""], ["\\a", "a b", "1:b"]],
  ["iri", ["http://ƒøø.ßår/?∂éœ=πîx"], ["/a"]],
  ["iriReference", ["//ƒøø.ßår", "⚪⚪⚪"], ["\\ƒ"]],
  ["uriTemplate", ["/a/{b}{?c,d*}{e:3}"], ["/a/{b", "{}"]],
  [
    "uuid",
    ["2EB8AA08-aa98-11ea-b4aa-73b441d16380", "00000000-0000-0000-0000-000000000000"],
    ["2eb8aa08aa9811eab4aa73b441d16380"],
  ],
  ["jsonPointer", ["", "/a~1b/~0"], ["a", "/~2"]],
  ["relativeJsonPointer", ["0#", "1/a"], ["/a", "01"]],
  ["regex", ["^a+$", "\\p{L}"], ["a(", "\\a"]],
  ["byte", ["", "YQ==", "YWJj"], ["a", "YQ"]],
];

describe.each(cases)("%s", (name, valid, invalid) => {
  const schema = z.string().check(formats[name]);

  test.each(valid)("accepts %j", (text) => {
    expect(schema.safeParse(text).success).toBe(true);
  });

  test.each(invalid)("refuses %j, and does not repeat it", (text) => {
    const issue = schema.safeParse(text).error?.issues[0];
    expect(issue?.code).toBe("invalid_format");
    if (text !== "") expect(issue?.message.split(" ")).not.toContain(text);
  });
});

test("every format has its cases", () => {
  expect(cases.map(([name]) => name).sort()).toEqual(Object.keys(formats).sort());
});
