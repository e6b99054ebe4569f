import { describe, expect, it } from "vitest";
import { detailPairs } from "./detail-pairs.js";
import { documentPairs } from "./document-pairs.js";
import type { Pair } from "./pairs.js";
import { changesOf, diffOf } from "./read.js";
import { schemaPairs } from "./schema-pairs.js";

const named = (pairs: readonly Pair[]): (readonly [string, Pair])[] =>
  pairs.map((pair) => [pair.name, pair]);

describe.each([
  ["schemas", schemaPairs],
  ["documents", documentPairs],
  ["details", detailPairs],
] as const)("%s that changed", (_, pairs) => {
  it.each(named(pairs))("%s", async (_name, { before, after, changes }) => {
    expect(await changesOf(before, after, "2026-06-01")).toEqual([...changes].sort());
  });
});

describe("every change", () => {
  it("has a reason, a place and, where it breaks, advice", async () => {
    for (const { before, after } of [...schemaPairs, ...documentPairs, ...detailPairs]) {
      for (const change of await diffOf(before, after, "2026-06-01")) {
        expect(change.reason).not.toBe("");
        expect(change.before ?? change.after).toBeDefined();
        expect(change.id).toMatch(/^[a-z0-9-]+$/);
        expect(change.severity === "error" ? change.bump : "major").toBe("major");
      }
    }
  });

  it("keeps its fingerprint, which no two share", async () => {
    const pair = documentPairs.find(({ name }) => name === "another server");
    if (pair === undefined) throw new Error("no such pair");
    const [once, twice] = [
      await diffOf(pair.before, pair.after),
      await diffOf(pair.before, pair.after),
    ];
    const prints = once.map(({ fingerprint }) => fingerprint);
    expect(twice.map(({ fingerprint }) => fingerprint)).toEqual(prints);
    expect(new Set(prints).size).toBe(prints.length);
  });
});
