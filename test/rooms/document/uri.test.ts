import { describe, expect, it } from "vitest";
import { resolveUri, splitFragment } from "../../../generator/document/uri.js";

const BASE = "http://a/b/c/d;p?q";

describe("resolving references", () => {
  // RFC 3986, 5.4: the examples without a fragment.
  it.each([
    ["g:h", "g:h"],
    ["g", "http://a/b/c/g"],
    ["./g", "http://a/b/c/g"],
    ["g/", "http://a/b/c/g/"],
    ["/g", "http://a/g"],
    ["//g", "http://g"],
    ["?y", "http://a/b/c/d;p?y"],
    ["g?y", "http://a/b/c/g?y"],
    [";x", "http://a/b/c/;x"],
    ["g;x?y", "http://a/b/c/g;x?y"],
    ["", "http://a/b/c/d;p?q"],
    [".", "http://a/b/c/"],
    ["./", "http://a/b/c/"],
    ["..", "http://a/b/"],
    ["../", "http://a/b/"],
    ["../g", "http://a/b/g"],
    ["../..", "http://a/"],
    ["../../g", "http://a/g"],
    ["../../../g", "http://a/g"],
    ["/./g", "http://a/g"],
    ["/../g", "http://a/g"],
    ["g.", "http://a/b/c/g."],
    ["..g", "http://a/b/c/..g"],
    ["./../g", "http://a/b/g"],
    ["./g/.", "http://a/b/c/g/"],
    ["g/../h", "http://a/b/c/h"],
    ["g;x=1/../y", "http://a/b/c/y"],
  ])("%s", (reference, want) => {
    expect(resolveUri(BASE, reference)).toBe(want);
  });

  it.each([
    ["urn:uuid:1", "urn:uuid:2", "urn:uuid:2"],
    ["urn:uuid:1", "", "urn:uuid:1"],
    ["http://a", "g", "http://a/g"],
    ["document:/openapi.yaml", "schemas/pet", "document:/schemas/pet"],
    ["document:/a/b.yaml", "../c.yaml", "document:/c.yaml"],
    ["HTTP://A/%7Ea", "b", "HTTP://A/b"],
  ])("from %s to %s", (base, reference, want) => {
    expect(resolveUri(base, reference)).toBe(want);
  });
});

describe("splitting off the fragment", () => {
  it.each([
    ["a", ["a"]],
    ["a#", ["a", ""]],
    ["#/b", ["", "/b"]],
    ["a#b#c", ["a", "b#c"]],
  ])("%s", (reference, want) => {
    expect(splitFragment(reference)).toEqual(want);
  });
});
