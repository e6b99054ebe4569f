import { JSDOM, VirtualConsole } from "jsdom";
import { CANARY } from "./canary.js";

/** What readers and their mice do to an element, and what a browser tells it. */
export const EVENTS = ["load", "error", "click", "mouseover", "focus", "toggle", "animationstart"];

/**
 * Loads pages in one document that runs scripts, visits every element, and tells whether a script
 * has run. One page may hide another's; each is judged for its elements besides.
 */
export function runsScript(pages: readonly string[]): boolean {
  let ran = false;
  const html = pages.map((page) => `<section>${page}</section>`).join("\n");
  const { window } = new JSDOM(`<!doctype html><body>${html}</body>`, {
    runScripts: "dangerously",
    pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(),
    beforeParse: (shown) => {
      Object.defineProperty(shown, CANARY, { set: () => (ran = true), get: () => (ran = true) });
    },
  });
  for (const element of window.document.querySelectorAll("*")) {
    for (const type of EVENTS) element.dispatchEvent(new window.Event(type));
  }
  window.close();
  return ran;
}
