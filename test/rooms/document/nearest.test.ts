import { describe, expect, it } from "vitest";
import { nearest } from "../../../generator/document/nearest.js";

describe("nearest", () => {
  it.each([
    ["Pets", ["Owner", "Pet"], "Pet"],
    ["pet", ["Pet", "Pets"], "Pet"],
    ["petID", ["id", "petId"], "petId"],
    ["schema", ["schemas", "responses"], "schemas"],
    ["id", ["ok", "at"], undefined],
    ["Pet", [], undefined],
    ["Cat", ["Car", "Bat"], "Car"],
    ["x".repeat(1000), ["x".repeat(1001)], undefined],
  ])("%.20s", (name, candidates, want) => {
    expect(nearest(name, candidates)).toBe(want);
  });
});
