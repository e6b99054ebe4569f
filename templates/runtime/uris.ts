import { isIpv4, isIpv6 } from "./hosts.js";

/** With a host that is a name or an address of version 4, and without a user: most are. */
const USUAL_URI = usualUri();
const SCHEME = /^([a-z][a-z0-9+.-]*):(.*)$/is;
/** `ucschar`, and the private characters that RFC 3987 allows in queries. */
const INTERNATIONAL =
  "\\u00a0-\\ud7ff\\ue000-\\uf8ff\\uf900-\\ufdcf\\ufdf0-\\uffef\\u{10000}-\\u{10fffd}";
const uriRules = rulesOf("");
const iriRules = rulesOf(INTERNATIONAL);

interface Rules {
  readonly user: RegExp;
  readonly host: RegExp;
  readonly path: RegExp;
  readonly query: RegExp;
}

function rulesOf(more: string): Rules {
  const unreserved = `a-z0-9._~${more}!$&'()*+,;=`;
  const run = (others: string): RegExp =>
    new RegExp(`^(?:[-${unreserved}${others}]|%[0-9a-f]{2})*$`, "iu");
  return { user: run(":"), host: run(""), path: run(":@/"), query: run(":@/?") };
}

function usualUri(): RegExp {
  const run = (others: string): string => `(?:[-a-z0-9._~!$&'()*+,;=:@/${others}]|%[0-9a-f]{2})*`;
  const end = `(?:\\?${run("?")})?(?:#${run("?")})?`;
  return new RegExp(`^[a-z][a-z0-9+.-]*://[a-z0-9.-]+(?::[0-9]*)?(?:/${run("")})?${end}$`, "i");
}

/** @see https://www.rfc-editor.org/rfc/rfc3986#section-3 */
export function isUri(text: string): boolean {
  return USUAL_URI.test(text) || isAbsolute(text, uriRules);
}

/** @see https://www.rfc-editor.org/rfc/rfc3986#section-4.1 */
export function isUriReference(text: string): boolean {
  return isAbsolute(text, uriRules) || isRelative(text, uriRules);
}

/** @see https://www.rfc-editor.org/rfc/rfc3987#section-2.2 */
export function isIri(text: string): boolean {
  return isAbsolute(text, iriRules);
}

/** @see https://www.rfc-editor.org/rfc/rfc3987#section-2.2 */
export function isIriReference(text: string): boolean {
  return isAbsolute(text, iriRules) || isRelative(text, iriRules);
}

function isAbsolute(text: string, rules: Rules): boolean {
  const match = SCHEME.exec(text);
  return match !== null && isHierarchical(match[2] ?? "", rules);
}

function isRelative(text: string, rules: Rules): boolean {
  // The first segment of a relative path has no colon: it would be read as a scheme.
  const first = /^[^/?#]*/.exec(text)?.[0] ?? "";
  return !first.includes(":") && isHierarchical(text, rules);
}

function isHierarchical(text: string, rules: Rules): boolean {
  const [, authority, path = "", query = "", fragment = ""] =
    /^(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text) ?? [];
  if (authority !== undefined && !isAuthority(authority, rules)) return false;
  if (authority === undefined && path.startsWith("//")) return false;
  return rules.path.test(path) && rules.query.test(query) && rules.query.test(fragment);
}

function isAuthority(text: string, rules: Rules): boolean {
  const at = text.lastIndexOf("@");
  if (at >= 0 && !rules.user.test(text.slice(0, at))) return false;
  const [, literal, name = "", rest = ""] =
    /^(?:\[([^\]]*)\]|([^:[\]]*))(.*)$/s.exec(text.slice(at + 1)) ?? [];
  if (!/^(?::[0-9]*)?$/.test(rest)) return false;
  if (literal === undefined) return isIpv4(name) || rules.host.test(name);
  return isIpv6(literal) || /^v[0-9a-f]+\.[a-z0-9._~!$&'()*+,;=:-]+$/i.test(literal);
}

const VARIABLE =
  "(?:[a-z0-9_]|%[0-9a-f]{2})(?:\\.?(?:[a-z0-9_]|%[0-9a-f]{2}))*(?::[1-9][0-9]{0,3}|\\*)?";
const EXPRESSION = `\\{[+#./;?&=,!@|]?${VARIABLE}(?:,${VARIABLE})*\\}`;
const LITERAL = `[!#$&'()*+,./0-9:;=?@A-Z\\[\\]_a-z~${INTERNATIONAL}-]|%[0-9a-f]{2}`;
const TEMPLATE = new RegExp(`^(?:${LITERAL}|${EXPRESSION})*$`, "iu");

/** @see https://www.rfc-editor.org/rfc/rfc6570#section-2 */
export function isUriTemplate(text: string): boolean {
  return TEMPLATE.test(text);
}
