import { describe, expect, it } from "vitest";
import { matchesGlob } from "../../../generator/document/glob.js";

describe("matchesGlob", () => {
  it.each([
    ["/pets", "/pets", true],
    ["/pets", "/pets/{id}", false],
    ["/pets/*", "/pets/{id}", true],
    ["/pets/*", "/pets", false],
    ["/pets/*", "/pets/{id}/toys", false],
    ["/pets/**", "/pets/{id}/toys", true],
    ["/pets**", "/pets", true],
    ["**/toys", "/pets/{id}/toys", true],
    ["/pets/{id}", "/pets/{id}", true],
    ["/pets/{a,b}", "/pets/a", false],
    ["/p?ts", "/pets", true],
    ["/pet?", "/pet/", false],
    ["/v1.0/[x]", "/v1.0/[x]", true],
    ["/v1.0", "/v1x0", false],
    ["**", "", true],
  ])("%s on %s", (glob, path, want) => {
    expect(matchesGlob(glob, path)).toBe(want);
  });

  it("takes no exponential time", () => {
    expect(matchesGlob("**a".repeat(40), `${"a".repeat(400)}b`)).toBe(false);
  });
});
