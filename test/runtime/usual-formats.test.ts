import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isHostname } from "../../templates/runtime/hosts.js";
import { labelsOf } from "../../templates/runtime/idna.js";
import { isDate, isDateTime, isTime } from "../../templates/runtime/moments.js";
import { isIri, isUri } from "../../templates/runtime/uris.js";

/** Texts of an alphabet in which valid and nearly valid ones are likely. */
const text = (alphabet: readonly string[], most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...alphabet), { maxLength: most }).map((parts) => parts.join(""));
const RUNS = { numRuns: 5_000, seed: 1 };

/** Expressions that answer for the usual texts decide as the rules do. */
describe("what is decided at a glance", () => {
  test("is each day there is, and no other", () => {
    const wrong: string[] = [];
    for (const year of ["0000", "0004", "1900", "2000", "2023", "2024", "2100", "2400", "9999"]) {
      const days = new Set<string>();
      const date = new Date(0);
      date.setUTCFullYear(Number(year), 0, 1);
      while (date.getUTCFullYear() === Number(year)) {
        days.add(`${year}-${date.toISOString().slice(5, 10)}`);
        date.setUTCDate(date.getUTCDate() + 1);
      }
      for (let month = 0; month <= 13; month += 1) {
        for (let day = 0; day <= 32; day += 1) {
          const two = (number: number): string => String(number).padStart(2, "0");
          const text = `${year}-${two(month)}-${two(day)}`;
          if (isDate(text) !== days.has(text)) wrong.push(text);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("is a moment of a day and a time", () => {
    const date = fc.constantFrom(
      "2024-02-29",
      "2023-02-29",
      "2016-12-31",
      "2024-04-31",
      "0000-01-01",
    );
    const time = text(["23", "10", "60", "59", ":", ":", ".", "5", "Z", "z", "+", "-", "00"], 9);
    const likely = fc.constantFrom("23:59:60Z", "10:10:10Z", "10:59:60+00:00", "00:59:60+01:00");
    const property = fc.property(
      date,
      fc.constantFrom("T", "t", " "),
      fc.oneof(time, likely),
      (day, t, at) => {
        const wanted = isDate(day) && t !== " " && isTime(at);
        expect(isDateTime(`${day}${t}${at}`), `${day}${t}${at}`).toBe(wanted);
      },
    );
    fc.assert(property, RUNS);
  });

  test("is a host name of labels", () => {
    const names = text(["a", "Z", "0", "-", ".", "xn--", "nxasmm1c", "_", "é", "a".repeat(60)], 12);
    const property = fc.property(names, (name) => {
      expect(isHostname(name), name).toBe(labelsOf(name, /\./, false) !== undefined);
    });
    fc.assert(property, RUNS);
  });

  test("is an address that the wider rules of RFC 3987 allow too", () => {
    const parts = [
      "a",
      "http",
      ":",
      "//",
      "/",
      "?",
      "#",
      "%41",
      "%",
      "@",
      "[",
      "]",
      "1",
      "-",
      "^",
      "\\",
      " ",
    ];
    const property = fc.property(text(parts, 10), (address) => {
      // Of ASCII alone, both grammars have the same sentences.
      expect(isUri(address), address).toBe(isIri(address));
    });
    fc.assert(property, RUNS);
  });
});
