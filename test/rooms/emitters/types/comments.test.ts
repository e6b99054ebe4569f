import { expect, test } from "vitest";
import { withoutDirectives } from "../../../../generator/emitters/types/comments.js";

test("a comment that is a directive is none any more, a literal stays", () => {
  const text = `export interface A {
  /** @ts-expect-error */
  a: "/** @ts-ignore */";
  /** @description @ts-ignore */
  b: 1;
}
`;
  expect(withoutDirectives(text)).toBe(text.replace("/** @ts-expect", "/** \\@ts-expect"));
  expect(withoutDirectives("export type A = 1;\n")).toBe("export type A = 1;\n");
});
