import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseExact, printExact } from "../../templates/runtime/exact-json.js";
import { ExactNumber } from "../../templates/runtime/exact-number.js";

// The same values each time: a test that fails says what broke, not what was drawn.
fc.configureGlobal({ seed: 1 });

const long = (literal: string): ExactNumber => new ExactNumber(literal);

/** Equality of values, `ExactNumber`s by their literals. */
function shown(value: unknown): unknown {
  if (value instanceof ExactNumber) return `exact ${value.toString()}`;
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value).map(([key, member]) => [key, shown(member)]);
}

describe("parseExact", () => {
  test.each<[string, unknown]>([
    ["0", 0],
    ["-0", -0],
    ["9007199254740991", 9007199254740991],
    ["-9007199254740991", -9007199254740991],
    ["9007199254740992", 9007199254740992n],
    ["9007199254740993", 9007199254740993n],
    ["-9223372036854775808", -9223372036854775808n],
    ["18446744073709551615", 18446744073709551615n],
    ["1000000000000000000000", 1000000000000000000000n],
    ["12345678901234567890.0", 12345678901234567890n],
    ["1.2345678901234567890e19", 12345678901234567890n],
    ["1e16", 1e16],
    ["1e21", 1e21],
    ["1.10", 1.1],
    ["0.1", 0.1],
    ["123456789012.34", 123456789012.34],
    ["1.7976931348623157e308", Number.MAX_VALUE],
    ["5e-324", Number.MIN_VALUE],
    ["0.30000000000000004", 0.1 + 0.2],
    ["0.1000000000000000055", long("0.1000000000000000055")],
    ["79228162514264337593543950335.5", long("79228162514264337593543950335.5")],
    ["1e400", 10n ** 400n],
    ["1e-400", long("1e-400")],
    ["1E+99999999999999999999", long("1E+99999999999999999999")],
    ["9".repeat(1_000), BigInt("9".repeat(1_000))],
    [`-${"9".repeat(1_000)}`, -BigInt("9".repeat(1_000))],
    ["9".repeat(1_001), long("9".repeat(1_001))],
  ])("reads %s", (text, value) => {
    expect(shown(parseExact(text))).toStrictEqual(shown(value));
    expect(shown(parseExact(`{"a":[${text}]}`))).toStrictEqual(shown({ a: [value] }));
  });

  test("leaves strings and keys alone, whatever they look like", () => {
    const text = String.raw`{"12345678901234567890":"12345678901234567890","a\"1":"\\\" 9007199254740993","b":9007199254740993}`;
    expect(parseExact(text)).toEqual({
      "12345678901234567890": "12345678901234567890",
      'a"1': '\\" 9007199254740993',
      b: 9007199254740993n,
    });
  });

  test("keeps the last of repeated keys, and __proto__ as a key of its own", () => {
    expect(parseExact('{"a":"9007199254740993","a":9007199254740993}')).toEqual({
      a: 9007199254740993n,
    });
    expect(parseExact('{"a":9007199254740993,"a":"x"}')).toEqual({ a: "x" });
    const value = parseExact('{"__proto__":9007199254740993,"b":{"__proto__":{"c":1e400}}}');
    expect(Object.keys(value as object)).toEqual(["__proto__", "b"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(printExact(value)).toBe(
      `{"__proto__":9007199254740993,"b":{"__proto__":{"c":1${"0".repeat(400)}}}}`,
    );
  });

  test("overflows no stack", () => {
    const depth = 200_000;
    let value = parseExact(`${"[".repeat(depth)}9007199254740993${"]".repeat(depth)}`);
    for (let level = 0; level < depth; level += 1) value = (value as unknown[])[0];
    expect(value).toBe(9007199254740993n);
    expect(parseExact(`["${'\\"'.repeat(3_000_000)}",1e400]`)).toHaveLength(2);
  });

  test("gives what JSON.parse gives where nothing is rounded", () => {
    const short = fc.json().map((text) => text.replaceAll(/[0-9]{16,}/g, "7"));
    fc.assert(
      fc.property(short, (text) => {
        expect(parseExact(text)).toStrictEqual(JSON.parse(text));
      }),
    );
  });

  test("keeps the value of every literal", () => {
    const digits = fc.stringMatching(
      /^(?:0|[1-9][0-9]{0,40})(?:\.[0-9]{1,40})?(?:e-?[0-9]{1,3})?$/,
    );
    fc.assert(
      fc.property(digits, fc.boolean(), (literal, negative) => {
        const text = (negative ? "-" : "") + literal;
        const value = parseExact(text) as number | bigint | ExactNumber;
        expect(long(text).equals(value)).toBe(true);
        expect(long(printExact(value)).equals(long(text))).toBe(true);
        if (typeof value === "bigint")
          expect(value > 2n ** 53n - 1n || value < -(2n ** 53n) + 1n).toBe(true);
      }),
    );
  });

  test.each<[string, number]>([
    ["", 0],
    [" ", 1],
    ['{"password": "hunter2", x}', 24],
    ['{"a":1,}', 7],
    ["[1,]", 3],
    ["[1 2]", 3],
    ["[1}", 2],
    ['{"a" 1}', 5],
    ["01", 1],
    ["1.", 1],
    ["+1", 0],
    ["tru", 0],
    ["nul", 0],
    ["[] []", 3],
    ['"a\nb"', 2],
    ['"\\x"', 1],
    ['"\\u12"', 1],
    ['"a', 2],
    ["[[[", 3],
    ['{"a":', 5],
    ["NaN", 0],
    ["\ufeff1", 0],
    ["}", 0],
    ["{1:2}", 1],
  ])("says where %j stops being JSON, and nothing of what it holds", (text, offset) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    const reason = offset >= text.length ? "the text ends too soon" : "unexpected character";
    expect(() => parseExact(text)).toThrow(
      new SyntaxError(`not JSON: ${reason} at position ${String(offset)}`),
    );
  });

  test("finds the fault of every text that JSON.parse refuses", () => {
    const broken = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom("", ",", "]", "}", '"', "\\", "x"),
    );
    fc.assert(
      fc.property(broken, ([json, place, mark]) => {
        const at = place % (json.length + 1);
        const text = json.slice(0, at) + mark + json.slice(at + 1);
        const reads = (parse: (text: string) => unknown): boolean => {
          try {
            parse(text);
            return true;
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError);
            return false;
          }
        };
        expect(reads(parseExact)).toBe(reads(JSON.parse));
      }),
      { numRuns: 500 },
    );
  });
});

describe("printExact", () => {
  test("prints long numbers as numbers", () => {
    const value = { a: 9007199254740993n, b: [long("0.10"), 1.5, -0n], c: "9007199254740993" };
    expect(printExact(value)).toBe(
      '{"a":9007199254740993,"b":[0.10,1.5,0],"c":"9007199254740993"}',
    );
    expect(printExact(2n ** 64n)).toBe("18446744073709551616");
  });

  test("prints everything else as JSON.stringify does", () => {
    const odd = {
      undefined,
      null: null,
      nan: NaN,
      infinite: [Infinity, -0, 1e21],
      function: () => 1,
      symbol: Symbol("a"),
      list: [undefined, () => 1, Symbol("a")],
      holes: [1, , 2],
      date: new Date(0),
      toJSON: { toJSON: (key: string) => ({ key }) },
      gone: { toJSON: () => undefined },
      boxed: [new Number(1), new String("a"), new Boolean(false)],
      text: 'a"\u2028\ud800',
      map: new Map([[1, 2]]),
      'ke"y': { nested: {} },
      [Symbol("hidden")]: 1,
    };
    expect(printExact(odd)).toBe(JSON.stringify(odd));
    fc.assert(
      fc.property(fc.anything({ withDate: true, withNullPrototype: true }), (value) => {
        const text = JSON.stringify(value) as string | undefined;
        if (text === undefined) expect(() => printExact(value)).toThrow(TypeError);
        else expect(printExact(value)).toBe(text);
      }),
    );
  });

  test("asks toJSON first, and prints what it gives exactly", () => {
    expect(printExact({ a: { toJSON: () => 2n ** 60n } })).toBe('{"a":1152921504606846976}');
  });

  test("refuses cycles, not repetition, and values that JSON has no text for", () => {
    const cycle: { self?: unknown } = {};
    cycle.self = [cycle];
    const twice = { a: 1 };
    expect(() => printExact(cycle)).toThrow(TypeError);
    expect(printExact([twice, twice])).toBe('[{"a":1},{"a":1}]');
    for (const value of [undefined, Symbol("a"), () => 1])
      expect(() => printExact(value)).toThrow(TypeError);
  });
});
