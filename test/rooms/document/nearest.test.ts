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
    ["tpye", ["title", "type"], "type"],
    ["Pte", ["Pet"], "Pet"],
    ["ytpe-of-teh-pet", ["type-of-the-pet"], "type-of-the-pet"],
    ["x".repeat(1000), ["x".repeat(1001)], undefined],
  ])("%.20s", (name, candidates, want) => {
    expect(nearest(name, candidates)).toBe(want);
  });

  it("allows as many slips as it is told", () => {
    expect(nearest("propertes", ["property"], 1)).toBeUndefined();
    expect(nearest("propertes", ["property"], 2)).toBe("property");
  });
});
