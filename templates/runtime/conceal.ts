import { REDACTED } from "./redact.js";

const INSPECT = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");

/** Has an answer shown, by consoles and as JSON, without the members of these names. Its data stay as they are. */
export type Conceal = (answer: { readonly data: unknown }, names: readonly string[]) => void;

/** Covers them at any depth: what a document calls secret in an answer. */
export const conceal: Conceal = (answer, names) => {
  const covered = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(covered);
    // Streams, bytes and numbers kept exact show themselves.
    if (typeof value !== "object" || value === null) return value;
    if (Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        names.includes(name) ? REDACTED : covered(member),
      ]),
    );
  };
  const show = () => ({ ...answer, data: covered(answer.data) });
  Object.defineProperties(answer, { toJSON: { value: show }, [INSPECT]: { value: show } });
};
