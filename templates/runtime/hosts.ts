import { labelsOf } from "./idna.js";

const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const IDN_ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\u{10ffff}-]+";
const QUOTED = '"(?:[ !#-\\[\\]-~]|\\\\[ -~])*"';
const IDN_QUOTED = '"(?:[ !#-\\[\\]-~\\u0080-\\u{10ffff}]|\\\\[ -~])*"';
const LOCAL = new RegExp(`^(?:${ATOM}(?:\\.${ATOM})*|${QUOTED})$`, "i");
const IDN_LOCAL = new RegExp(`^(?:${IDN_ATOM}(?:\\.${IDN_ATOM})*|${IDN_QUOTED})$`, "iu");

/** A name of ASCII labels in which no `xn--` can hide: most are. */
const PLAIN_HOST =
  /^(?!.*--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** Dotted quad, without leading zeros. @see https://www.rfc-editor.org/rfc/rfc2673#section-3.2 */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

/** @see https://www.rfc-editor.org/rfc/rfc4291#section-2.2 */
export function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [index, half] of halves.entries()) {
    const pieces = half === "" ? [] : half.split(":");
    for (const [at, piece] of pieces.entries()) {
      const last = index === halves.length - 1 && at === pieces.length - 1;
      if (/^[0-9a-f]{1,4}$/i.test(piece)) groups += 1;
      else if (last && isIpv4(piece)) groups += 2;
      else return false;
    }
  }
  return halves.length === 2 ? groups < 8 : groups === 8;
}

/**
 * Letters, digits and hyphens; `xn--` must be followed by the Punycode of a label that IDNA allows.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1123#section-2.1
 * @see https://www.rfc-editor.org/rfc/rfc5890#section-2.3.2.1
 */
export function isHostname(text: string): boolean {
  if (text.length <= 253 && PLAIN_HOST.test(text)) return true;
  return labelsOf(text, /\./, false) !== undefined;
}

/**
 * Labels of a host name, or Unicode ones; ideographic full stops separate them too.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5890#section-2.3.2.3
 */
export function isIdnHostname(text: string): boolean {
  return labelsOf(text, /[.\u3002\uff0e\uff61]/, true) !== undefined;
}

/** @see https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2 */
export function isEmail(text: string): boolean {
  return isMailbox(text, LOCAL, isHostname);
}

/** @see https://www.rfc-editor.org/rfc/rfc6531#section-3.3 */
export function isIdnEmail(text: string): boolean {
  // Who looks a name up composes it first: https://www.rfc-editor.org/rfc/rfc5891#section-5.2
  return isMailbox(text, IDN_LOCAL, (domain) => isIdnHostname(domain.normalize("NFC")));
}

function isMailbox(text: string, local: RegExp, isDomain: (text: string) => boolean): boolean {
  const at = text.lastIndexOf("@");
  if (at < 1 || !local.test(text.slice(0, at))) return false;
  const domain = text.slice(at + 1);
  const literal = /^\[(.*)\]$/.exec(domain)?.[1];
  if (literal === undefined) return isDomain(domain);
  return isIpv4(literal) || (/^ipv6:/i.test(literal) && isIpv6(literal.slice(5)));
}
