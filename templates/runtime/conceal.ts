import { REDACTED } from "./redact.js";

const INSPECT = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");

/** Has an answer shown without what is secret in it, members and headers of these names. Its data stay as they are. */
export type Conceal = (answer: Shown, names: readonly string[]) => void;

interface Shown {
  readonly call?: unknown;
  readonly requestId?: string | undefined;
  readonly data: unknown;
  readonly headers?: unknown;
}

/**
 * Covers members at any depth, of the answer in consoles and as JSON, of its data in consoles alone:
 * as JSON data are written to be kept.
 */
export const conceal: Conceal = (answer, names) => {
  const show = () => covered(plainly(answer), names);
  Object.defineProperties(answer, { toJSON: { value: show }, [INSPECT]: { value: show } });
  hide([answer.data, answer.headers], names);
};

/** Covers all of the data: no name says what of them is secret. */
export const concealWhole: Conceal = (answer, names) => {
  const show = () => covered({ ...plainly(answer), data: REDACTED }, names);
  Object.defineProperties(answer, { toJSON: { value: show }, [INSPECT]: { value: show } });
  hide(answer.headers, names);
  const { data } = answer;
  if (typeof data === "object" && data !== null)
    Object.defineProperty(data, INSPECT, { value: () => REDACTED });
};

/** What of an answer is shown. */
function plainly({ call, requestId, data, headers }: Shown): object {
  return { call, requestId, data, headers };
}

function covered(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => covered(item, names));
  // Streams, bytes and numbers kept exact show themselves.
  if (!isPlain(value)) return isForm(value) ? covered(Object.fromEntries(value), names) : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      names.includes(name) ? REDACTED : covered(member, names),
    ]),
  );
}

/** Objects that hold a secret themselves show it nowhere, wherever they are shown. */
function hide(value: unknown, names: readonly string[]): void {
  const members = isPlain(value) ? Object.entries(value) : isForm(value) ? [...value] : [];
  if (members.some(([name]) => names.includes(name)))
    Object.defineProperty(value, INSPECT, { value: () => covered(value, names) });
  for (const member of Array.isArray(value) ? (value as unknown[]) : members.map(([, one]) => one))
    hide(member, names);
}

function isPlain(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

function isForm(value: unknown): value is Iterable<[string, unknown]> & object {
  return value instanceof URLSearchParams || value instanceof FormData;
}
