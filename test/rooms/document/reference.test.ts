import { describe, expect, it } from "vitest";
import { parseReference } from "../../../generator/document/reference.js";

describe("parseReference", () => {
  it.each([
    ["#/a/b", { kind: "local", file: "paths/pets.yaml", fragment: "#/a/b" }],
    ["", { kind: "local", file: "paths/pets.yaml", fragment: "#" }],
    ["#/a%20b%7Bc%7D", { kind: "local", file: "paths/pets.yaml", fragment: "#/a b{c}" }],
    ["pet.yaml", { kind: "local", file: "paths/pet.yaml", fragment: "#" }],
    ["./x/../pet.yaml#/A", { kind: "local", file: "paths/pet.yaml", fragment: "#/A" }],
    ["../schemas/pet%20one.yaml", { kind: "local", file: "schemas/pet one.yaml", fragment: "#" }],
    ["..\\schemas\\pet.yaml", { kind: "local", file: "schemas/pet.yaml", fragment: "#" }],
    ["../../pet.yaml", { kind: "outside" }],
    ["x/../../../pet.yaml", { kind: "outside" }],
    ["%2e%2e/%2e%2e/pet.yaml", { kind: "outside" }],
    ["..%2f..%2fpet.yaml", { kind: "outside" }],
    ["..\\..\\pet.yaml", { kind: "outside" }],
    ["/etc/passwd", { kind: "outside" }],
    ["\\etc", { kind: "outside" }],
    ["C:\\pet.yaml", { kind: "outside" }],
    ["c:/pet.yaml", { kind: "outside" }],
    ["file:///pet.yaml", { kind: "outside" }],
    ["http://example.com/pet.yaml", { kind: "remote" }],
    ["HTTPS://example.com#/a", { kind: "remote" }],
    ["//example.com/pet.yaml", { kind: "remote" }],
    ["\\\\host\\share", { kind: "remote" }],
    ["urn:example:pet", { kind: "remote" }],
  ])("%s", (given, want) => {
    expect(parseReference(given, "paths/pets.yaml")).toEqual(want);
  });

  const allowed = {
    allowOutside: ["../shared", "../../all"],
    allowNetwork: ["https://example.com"],
  };

  it.each([
    ["../../shared/pet.yaml#/A", { kind: "local", file: "../shared/pet.yaml", fragment: "#/A" }],
    ["../../sharedtoo/pet.yaml", { kind: "outside" }],
    ["../../shared/../pet.yaml", { kind: "outside" }],
    ["../../shared", { kind: "outside" }],
    ["/shared/pet.yaml", { kind: "outside" }],
    [
      "https://example.com/a/../pet.yaml#/A",
      { kind: "local", file: "https://example.com/pet.yaml", fragment: "#/A" },
    ],
    [
      "HTTPS://EXAMPLE.COM:443/pet.yaml",
      { kind: "local", file: "https://example.com/pet.yaml", fragment: "#" },
    ],
    ["http://example.com/pet.yaml", { kind: "remote" }],
    ["https://example.com.evil.example/pet.yaml", { kind: "remote" }],
    ["https://example.com@evil.example/pet.yaml", { kind: "remote" }],
    ["//example.com/pet.yaml", { kind: "remote" }],
    ["https:pet.yaml", { kind: "remote" }],
  ])("%s, where something is allowed", (given, want) => {
    expect(parseReference(given, "paths/pets.yaml", allowed)).toEqual(want);
  });

  it.each([
    ["pet.yaml", { kind: "local", file: "https://example.com/a/pet.yaml", fragment: "#" }],
    ["/pet.yaml", { kind: "local", file: "https://example.com/pet.yaml", fragment: "#" }],
    [
      "//example.com/pet.yaml",
      { kind: "local", file: "https://example.com/pet.yaml", fragment: "#" },
    ],
    [
      "../../../etc/passwd",
      { kind: "local", file: "https://example.com/etc/passwd", fragment: "#" },
    ],
    ["//evil.example/pet.yaml", { kind: "remote" }],
    ["file:///etc/passwd", { kind: "outside" }],
  ])("%s, from the network", (given, want) => {
    expect(parseReference(given, "https://example.com/a/b.yaml", allowed)).toEqual(want);
  });

  it.each(["%ZZ", "a\0b.yaml", "#/%E0%A4%A"])("%j is none", (given) => {
    expect(parseReference(given, "openapi.yaml").kind).toBe("invalid");
  });
});
