import type { TokenSource } from "./token.js";
import { TokenFault } from "./token-fault.js";

/** A text, or where to get one. */
export type Given = string | (() => string | Promise<string>);

/**
 * A secret the caller provides. A function is asked when the secret is first needed, once for calls
 * that start together, and again when the server has refused what it gave; without `keeps`, anew for
 * each call. `name` is the scheme's, for messages.
 */
export function givenSecret(name: string, given: Given, keeps = true): TokenSource {
  if (typeof given === "string") {
    return { get: () => given, refuse: () => false };
  }
  let known: Promise<string> | undefined;
  let value: string | undefined;
  const ask = async () => {
    value = undefined;
    try {
      return (value = await given());
    } catch (cause) {
      throw new TokenFault({ message: `auth.${name}: the function failed`, cause });
    }
  };
  return {
    get() {
      if (known !== undefined) return known;
      const asked = ask();
      const forget = () => {
        if (known === asked) known = undefined;
      };
      known = asked;
      asked.then(keeps ? undefined : forget, forget);
      return asked;
    },
    // Of many calls refused with one secret the first forgets it; the others find the next one.
    refuse(refused) {
      if (keeps && value === refused) known = undefined;
      return true;
    },
  };
}
