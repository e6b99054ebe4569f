import { describe, expect, it } from "vitest";
import { nameComponents } from "../../../generator/document/component-names.js";
import type { Address } from "../../../generator/document/resolve.js";

function names(addresses: readonly string[], taken: readonly string[] = []): string[] {
  const given = addresses.map((address): Address => {
    const [file = "", pointer = ""] = address.split("#");
    return { file, pointer: `#${pointer}` };
  });
  const named = nameComponents(given, taken);
  return given.map((address) => named.get(address) ?? "");
}

describe("nameComponents", () => {
  it.each([
    ["the pointer's last token", ["schemas.yaml#/defs/Pet"], [], ["Pet"]],
    ["the file's name", ["schemas/pet.v1.yaml"], [], ["pet.v1"]],
    ["characters a component may have", ["my schemas/große Katze.json"], [], ["gro_e_Katze"]],
    ["the nearest keeps a shared name", ["a/b/pet.yaml", "pet.yaml"], [], ["a-b-pet", "pet"]],
    ["a name of the entry is taken", ["a/pet.yaml"], ["pet"], ["a-pet"]],
  ])("%s", (_, addresses, taken, want) => {
    expect(names(addresses, taken)).toEqual(want);
  });

  it("does not depend on the order of finding", () => {
    const forth = names(["a/x.yaml", "b/x.yaml", "c/x.yaml"]);
    const back = names(["c/x.yaml", "b/x.yaml", "a/x.yaml"]);
    expect(back.reverse()).toEqual(forth);
    expect(new Set(forth).size).toBe(3);
  });

  it("tells apart what cleaning makes equal", () => {
    const [first, second] = names(["a b/x y.yaml", "a_b/x_y.yaml"], ["x_y", "a_b-x_y"]);
    expect(first).toMatch(/^a_b-x_y-[0-9a-f]{8}$/);
    expect(second).toMatch(/^a_b-x_y-[0-9a-f]{8}$/);
    expect(first).not.toBe(second);
  });
});
