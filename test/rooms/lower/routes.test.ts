import { expect, test } from "vitest";
import { routeOf } from "../../../generator/lower/routes.js";

test.each([
  ["/pets/{petId}", "/pets/{petId}"],
  ["/a b/{c d}", "/a%20b/{c d}"],
  // A URL's parser takes one for a slash and drops the other.
  ["/a\\b\nc", "/a%5Cb%0Ac"],
  ["/100%/%41%2f", "/100%25/%41%2f"],
  ["/a?b=[c]", "/a?b=%5Bc%5D"],
  // A fragment is never sent, and a query behind it would be lost with it.
  ["/files/{id}#add", "/files/{id}"],
  ["/a?b=c#{d}#e", "/a?b=c"],
  ["/{a#b}/c#d", "/{a#b}/c"],
  ["/é/😀", "/%C3%A9/%F0%9F%98%80"],
  ["/!$&'()*+,;=:@~", "/!$&'()*+,;=:@~"],
])("%j is sent as %j", (path, route) => {
  expect(routeOf(path)).toBe(route);
});
