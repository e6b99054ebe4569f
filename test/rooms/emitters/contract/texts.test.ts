import { describe, expect, it } from "vitest";
import { Texts } from "../../../../generator/emitters/contract/texts.js";

describe("texts of many repetitions", () => {
  it.each([
    ["uri", "a:", true],
    ["uri", "a", false],
    ["uri-reference", "a", true],
    ["hostname", "a", false],
    ["hostname", "a.", false],
    ["ipv6", "1:", true],
    ["uuid", "a", false],
  ])("are of the format %s as one that was looked through: %s", (format, text, isOf) => {
    const texts = new Texts();
    const times = 20_000;
    const whole = texts.repeated(text, times);
    expect(whole).toBe(text.repeat(times));
    expect(texts.isOf(format, whole)).toBe(isOf);
    // This one was never said to be made of repetitions.
    expect(new Texts().isOf(format, text.repeat(times))).toBe(isOf);
  });

  it("are counted in characters", () => {
    const texts = new Texts();
    const whole = texts.repeated("\u{1F600}", 5_000);
    expect(texts.isShorter(whole, 5_000)).toBe(false);
    expect(texts.isShorter(whole, 5_001)).toBe(true);
  });
});
