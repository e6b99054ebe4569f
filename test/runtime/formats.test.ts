import { describe, expect, test } from "vitest";
import * as z from "zod";
import { FORMATS, isAsserted } from "../../generator/model/formats.js";
import * as formats from "../../templates/runtime/formats.js";

type Name = keyof typeof formats;
type NumberName = "int64" | "uint64";
type TextName = Exclude<Name, NumberName>;

const numbers: readonly (readonly [NumberName, readonly number[], readonly number[]])[] = [
  ["int64", [0, -(2 ** 53), 1e18, -(2 ** 63)], [1.5, 1e19, -1e19]],
  ["uint64", [0, 2 ** 53, 1e19], [-1, 0.5, 1e20]],
];

const cases: readonly (readonly [TextName, readonly string[], readonly string[]])[] = [
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
  ["timeLocal", ["10:00:00", "23:59:60.25"], ["10:00:00Z", "24:00:00", "10:00"]],
  [
    "dateTimeLocal",
    ["2024-02-29T10:00:00", "2024-02-29t10:00:00.5"],
    ["2024-02-30T10:00:00", "2024-02-29T10:00:00Z", "2024-02-29 10:00:00"],
  ],
  [
    "httpDate",
    [
      "Sun, 06 Nov 1994 08:49:37 GMT",
      "Sunday, 06-Nov-94 08:49:37 GMT",
      "Sun Nov  6 08:49:37 1994",
      "Tue, 29 Feb 2000 23:59:60 GMT",
    ],
    [
      "Sun, 6 Nov 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 08:49:37 UTC",
      "Sun, 06 nov 1994 08:49:37 GMT",
      "Wed, 29 Feb 1900 00:00:00 GMT",
      "Sun, 00 Nov 1994 08:49:37 GMT",
      "Sun Nov 31 08:49:37 1994",
    ],
  ],
  ["duration", ["P1Y2M3DT4H5M6S", "PT0S", "P4W"], ["P", "PT", "P1Y2W", "P1", "1D"]],
  [
    "email",
    ["a.b+c@example.com", '"a b"@example.com', "a@[127.0.0.1]", "a@[IPv6:::1]"],
    ["a", "a@", ".a@b.c", "a@b_c"],
  ],
  ["idnEmail", ["실례@실례.테스트"], ["실례"]],
  [
    "hostname",
    ["example.com", "a", "a--b", "xn--nxasmq6b", "XN--NXASMQ6B", "xn--fa-hia.de", "1.2.3"],
    ["-a.com", "a..b", "a_b", "ab--c", "a.".repeat(130), "xn--", "xn--a-", "xn--x", "실례.테스트"],
  ],
  [
    "idnHostname",
    ["실례.테스트", "example.com", "faß.de", "حبر.ab", "می\u200cخواهم", "日本。jp", "\u06f0"],
    ["-실례", "a_b", "Faß.de", "cafe\u0301", "دا\u200cر", "ab.1א", "é".repeat(60), "☃"],
  ],
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
  ["base64url", ["", "YQ==", "YQ", "_-8", "YWI="], ["a", "+/8=", "YQ=", "YWJj="]],
  [
    "mediaRange",
    ["*/*", "text/*", "a/b; q=0.5", 'a/b;c="d\\"e" ; f=g', "a/b;"],
    ["*", "a/b c", "a/b;c", "a/b;c=d e", "a"],
  ],
  ["sfString", ['""', '"a b"', '"\\"\\\\"'], ["a", '"', '"a"b"', '"é"', '"\\a"', '"\t"']],
  ["sfToken", ["*", "a", "a/b:c", "A1!"], ["", "1a", "a b", '"a"']],
  ["sfBinary", ["::", ":dGV4dA==:"], ["", ":", "dGV4dA==", ":a-b:"]],
  ["sfBoolean", ["?0", "?1"], ["", "?", "?2", "true", "1"]],
];

describe.each(cases)("%s", (name, valid, invalid) => {
  const schema = formats[name];

  test.each(valid)("accepts %j", (text) => {
    expect(schema.safeParse(text).success).toBe(true);
  });

  test.each(invalid)("refuses %j, and does not repeat it", (text) => {
    const issue = schema.safeParse(text).error?.issues[0];
    expect(issue?.code).toBe("invalid_format");
    if (text !== "") expect(issue?.message.split(" ")).not.toContain(text);
  });
});

describe.each(numbers)("%s", (name, valid, invalid) => {
  const schema = z.number().check(formats[name]);

  test.each(valid)("accepts %d", (value) => {
    expect(schema.safeParse(value).success).toBe(true);
  });

  test.each(invalid)("refuses %d, and does not repeat it", (value) => {
    const issue = schema.safeParse(value).error?.issues[0];
    expect(issue).toMatchObject({ code: "custom", params: { keyword: "format" } });
    expect(issue?.message).not.toContain(String(value));
  });
});

test("every format has its cases", () => {
  const names = [...cases, ...numbers].map(([name]) => name);
  expect(names.sort()).toEqual(Object.keys(formats).sort());
});

describe("the table of formats", () => {
  test("lists every check of the runtime once, and none that is not there", () => {
    const checks = FORMATS.flatMap(({ check }) => check ?? []);
    expect([...checks].sort()).toEqual(Object.keys(formats).sort());
    expect(new Set(FORMATS.map(({ name }) => name)).size).toBe(FORMATS.length);
  });

  test("calls each check as its findings do, and shows a text it accepts", () => {
    for (const { name, type, check, sample } of FORMATS) {
      if (check === undefined || type === "number") continue;
      const schema = formats[check as TextName];
      expect(schema.safeParse(sample).success, name).toBe(true);
      const [, , invalid] = cases.find(([known]) => known === check) ?? [];
      expect(schema.safeParse(invalid?.[0]).error?.issues[0], name).toMatchObject({ format: name });
    }
  });

  test("names for each a document that defines it", () => {
    for (const { name, source } of FORMATS) {
      expect(source.title, name).toMatch(
        /^(?:RFC \d+, (?:section|appendix) |OpenAPI |WHATWG |ECMA-262|Relative)/,
      );
      expect(source.url, name).toMatch(/^https:\/\//);
    }
  });

  test("holds strings by a check, numbers by one where zod has no word", () => {
    for (const { name, type, check } of FORMATS.filter(isAsserted)) {
      const isWide = numbers.some(([wide]) => wide === name);
      expect(check !== undefined, name).toBe(type === "string" || isWide);
    }
  });
});
