import { describe, expect, test } from "vitest";
import { givenSecret } from "../../templates/runtime/given-secret.js";
import { TokenFault } from "../../templates/runtime/token-fault.js";

/** A function that gives `t1`, `t2`… */
function counting() {
  let asked = 0;
  const give = () => Promise.resolve(`t${String((asked += 1))}`);
  return { give, asked: () => asked };
}

describe("a secret that is given", () => {
  test("as a text cannot be renewed", async () => {
    const source = givenSecret("key", "t");
    expect(await source.get()).toBe("t");
    expect(source.refuse("t")).toBe(false);
  });
  test("by a function is kept until it is refused, and then asked for once", async () => {
    const { give, asked } = counting();
    const source = givenSecret("key", give);
    expect(await Promise.all([source.get(), source.get()])).toEqual(["t1", "t1"]);
    expect(await source.get()).toBe("t1");
    const renewed = await Promise.all(
      Array.from({ length: 50 }, () => {
        expect(source.refuse("t1")).toBe(true);
        return source.get();
      }),
    );
    expect(new Set(renewed)).toEqual(new Set(["t2"]));
    // Told late, by a call that was sent with the old one.
    source.refuse("t1");
    expect(await source.get()).toBe("t2");
    expect(asked()).toBe(2);
  });
  test("by a function that keeps it itself is asked for anew, once for calls that start together", async () => {
    const { give, asked } = counting();
    const source = givenSecret("key", give, false);
    expect(await Promise.all([source.get(), source.get()])).toEqual(["t1", "t1"]);
    expect(await source.get()).toBe("t2");
    expect(source.refuse("t2")).toBe(true);
    expect(asked()).toBe(2);
  });
  test("by a function that throws, or rejects, is a fault with its cause, and asked for again", async () => {
    const cause = new Error("vault is closed");
    let asked = 0;
    const source = givenSecret("key", () => {
      asked += 1;
      if (asked === 1) throw cause;
      return "open";
    });
    const error: unknown = await Promise.resolve(source.get()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TokenFault);
    expect(error).toMatchObject({ message: "auth.key: the function failed", cause });
    expect(await source.get()).toBe("open");
  });
});
