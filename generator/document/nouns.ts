import type { Kind, Slot } from "./grammar.js";

/** What an object of OpenAPI is called in a message: `requestBody` → "request body". */
export function nounOf(kind: Kind): string {
  const noun = kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  // The protocol writes its name in a way no rule yields.
  return kind === "oauthFlows" || kind === "oauthFlow" ? kind.replace("oauthF", "OAuth f") : noun;
}

/** `list:parameter` → "a list of parameter objects", `operation` → "an operation". */
export function phraseOf(slot: Slot): string {
  const [container, kind] = slot.split(":");
  if (kind !== undefined) return `a ${container} of ${nounOf(kind as Kind)} objects`;
  return withArticle(nounOf(slot as Kind));
}

/** A noun after `a` or `an`. */
export function withArticle(noun: string): string {
  return /^[aeiou]/i.test(noun) ? `an ${noun}` : `a ${noun}`;
}
