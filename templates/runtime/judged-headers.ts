import type { HeaderDescriptor } from "./descriptor.js";
import { pointerTo } from "./pointer.js";
import { readScalar } from "./response-headers.js";
import type { HeaderJudge, ValidationIssue, Validator } from "./validation.js";

/** What the document says of the headers of one answer: a schema of their values by their names, and how each is read. */
export interface DescribedAnswer {
  readonly schema: Validator;
  readonly read: readonly HeaderDescriptor[];
}

/**
 * Judges the headers of answers, which are described by `200`, `4XX` or `default`. One that did not
 * come is missing only where it would be seen: browsers hide most headers of other origins, and all
 * cookies.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#header-object
 */
export function headerJudge(described: {
  readonly [status: string]: DescribedAnswer;
}): HeaderJudge {
  return (status, response, issuesOf) => {
    const { schema, read = [] } = described[status] ?? {};
    const values: Record<string, unknown> = {};
    const issues: ValidationIssue[] = [];
    const unasked: string[] = [];
    for (const header of read) {
      const { key } = header;
      const text = response.headers.get(key);
      const value = text === null ? undefined : headerValue(header, text, response.headers);
      if (value !== undefined) values[key] = value;
      else if (text === null && !isHidden(key, response)) continue;
      else unasked.push(key);
      if (value === undefined && text !== null)
        issues.push({ in: "header", pointer: pointerTo([key]), message: "must be JSON" });
    }
    const found = issuesOf(schema, values);
    return [...issues, ...found.filter((issue) => !unasked.some((key) => isMissing(key, issue)))];
  };
}

/** Whether an issue is that the header has no value; validators say it of the member, or of the whole. */
function isMissing(key: string, { pointer, message }: ValidationIssue): boolean {
  return pointer === pointerTo([key]) || message === `must have ${JSON.stringify(key)}`;
}

/** As `readHeaders` reads it; what is not of its type there is left a text, for the schema to refuse where it stands. */
export function headerValue(header: HeaderDescriptor, text: string, headers: Headers): unknown {
  const { list, members = {}, read, type } = header;
  if (read === undefined) return typed(text, type);
  const value = read({ ...header, list: "text", members: {} }, text, headers);
  if (list !== undefined) return (value as readonly string[]).map((item) => typed(item, list));
  if (header.members === undefined) return value;
  const named = Object.entries(value as Readonly<Record<string, string>>);
  return Object.fromEntries(
    named.map(([name, one]) => [
      name,
      typed(one, Object.hasOwn(members, name) ? members[name] : "text"),
    ]),
  );
}

function typed(text: string, type: HeaderDescriptor["type"]): unknown {
  return readScalar(text, type) ?? text;
}

/** Those that every origin may see. @see https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
const SAFELISTED =
  /^(?:cache-control|content-(?:language|length|type)|expires|last-modified|pragma)$/i;

/** Whether a platform may keep from the program that a header came. */
function isHidden(key: string, { type, headers }: Response): boolean {
  const name = key.toLowerCase();
  if (name === "set-cookie")
    return !new Response(null, { headers: { [name]: "a" } }).headers.has(name);
  if (type !== "cors" || SAFELISTED.test(name)) return false;
  const exposed = headers.get("access-control-expose-headers")?.toLowerCase().split(",") ?? [];
  return !exposed.some((one) => one.trim() === name);
}
