import { describe, expect, it } from "vitest";
import { isPlural, isUncounted, singular } from "../../../generator/lower/nouns.js";

describe("one of many", () => {
  it.each([
    ["pets", "pet"],
    ["Policies", "Policy"],
    ["Boxes", "Box"],
    ["branches", "branch"],
    ["caches", "cache"],
    ["addresses", "address"],
    ["statuses", "status"],
    ["clauses", "clause"],
    ["Warehouses", "Warehouse"],
    ["responses", "response"],
    ["databases", "database"],
    ["aliases", "alias"],
    ["analyses", "analysis"],
    ["Indices", "Index"],
    ["People", "Person"],
    ["movies", "movie"],
    ["photos", "photo"],
    ["schemas", "schema"],
    ["apis", "api"],
    ["menus", "menu"],
    ["ids", "id"],
  ])("%s is %s", (many, one) => {
    expect([isPlural(many), singular(many)]).toEqual([true, one]);
    expect([isPlural(one), singular(one)]).toEqual([false, one]);
  });

  it.each(["status", "address", "analysis", "alias", "canvas", "DNS", "sms", "os", "data", ""])(
    "%s is one already",
    (word) => {
      expect([isPlural(word), singular(word)]).toEqual([false, word]);
    },
  );

  it.each(["news", "Series"])("%s is one and many", (word) => {
    expect([isUncounted(word), isPlural(word), singular(word)]).toEqual([true, false, word]);
  });
});
