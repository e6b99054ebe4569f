import { METHODS } from "./model.js";

/**
 * A method as requests have it: the fields of a path item in capitals, additional ones as the
 * document spells them.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#path-item-object
 */
export function sentMethod(method: string): string {
  return (METHODS as readonly string[]).includes(method) ? method.toUpperCase() : method;
}

/** Whether `fetch` sends a method of `METHODS`. @see https://fetch.spec.whatwg.org/#forbidden-method */
export function isSendable(method: string): boolean {
  return method !== "trace";
}
