import { expect, it } from "vitest";
import { Memo } from "../../../generator/render/memo.js";

/** A memo and what was made for want of it. */
function counted() {
  const memo = new Memo();
  const made: unknown[] = [];
  const ask = async (decisive: unknown): Promise<string> => {
    const { content } = await memo.recall(decisive, () => {
      made.push(decisive);
      return Promise.resolve({ content: JSON.stringify(decisive), byPrettier: false });
    });
    return content;
  };
  return { memo, made, ask };
}

it("makes a text once, and again when anything that decides it differs", async () => {
  const { memo, made, ask } = counted();
  for (const decisive of [
    { path: "a", text: "x" },
    { path: "a", text: "y" },
    { path: "b", text: "x" },
  ]) {
    memo.begin("templates");
    expect(await ask(decisive)).toBe(JSON.stringify(decisive));
    expect(await ask(decisive)).toBe(JSON.stringify(decisive));
  }
  expect(made).toHaveLength(3);
});

it("forgets what a whole run did not ask for", async () => {
  const { memo, made, ask } = counted();
  memo.begin("templates");
  await ask(1);
  memo.begin("templates");
  await ask(1);
  memo.begin("templates");
  memo.begin("templates");
  await ask(1);
  expect(made).toEqual([1, 1]);
});
