const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
/** Letters, digits, marks, hyphens, and the exceptions of RFC 5892, section 2.6; no mark or hyphen first, no hyphen last. */
const IDN_LABEL =
  /^(?![\p{M}-])(?:[\p{L}\p{N}\p{M}-]|\u00b7|\u0375|\u05f3|\u05f4|\u06fd|\u06fe|\u0f0b|\u200c|\u200d|\u30fb)+(?<!-)$/u;
const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const IDN_ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\u{10ffff}-]+";
const QUOTED = '"(?:[ !#-\\[\\]-~]|\\\\[ -~])*"';
const IDN_QUOTED = '"(?:[ !#-\\[\\]-~\\u0080-\\u{10ffff}]|\\\\[ -~])*"';
const LOCAL = new RegExp(`^(?:${ATOM}(?:\\.${ATOM})*|${QUOTED})$`, "i");
const IDN_LOCAL = new RegExp(`^(?:${IDN_ATOM}(?:\\.${IDN_ATOM})*|${IDN_QUOTED})$`, "iu");

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

/** @see https://www.rfc-editor.org/rfc/rfc1123#section-2.1 */
export function isHostname(text: string): boolean {
  if (text.length > 253) return false;
  return text.split(".").every((label) => LABEL.test(label) && isPlainOrAce(label));
}

/** Hyphens in third and fourth place are kept for `xn--`. @see https://www.rfc-editor.org/rfc/rfc5891#section-4.2.3.1 */
function isPlainOrAce(label: string): boolean {
  return label.slice(2, 4) !== "--" || /^xn--[a-z0-9-]*[a-z0-9]$/i.test(label);
}

/**
 * Internationalised names, by the properties of their characters. The contextual rules of RFC 5892
 * are those of its appendix A; Unicode normalisation is not looked at.
 */
export function isIdnHostname(text: string): boolean {
  const labels = text.split(/[.\u3002\uff0e\uff61]/);
  return text.length <= 253 && labels.every(isIdnLabel);
}

function isIdnLabel(label: string): boolean {
  if (LABEL.test(label)) return isPlainOrAce(label);
  if (!IDN_LABEL.test(label) || label.length > 63 || label.slice(2, 4) === "--") return false;
  return contextRules.every((rule) => rule(label));
}

/** @see https://www.rfc-editor.org/rfc/rfc5892#appendix-A */
const contextRules: readonly ((label: string) => boolean)[] = [
  (label) => !/\u0640|\u07fa|\u302e|\u302f|[\u3031-\u3035]|\u303b/.test(label),
  (label) => !label.replaceAll("l\u00b7l", "ll").includes("\u00b7"),
  (label) => !/\u0375(?!\p{Script=Greek})/u.test(label),
  (label) => !/(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u.test(label),
  (label) =>
    !label.includes("\u30fb") ||
    /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(label.replaceAll("\u30fb", "")),
  (label) => !(/[\u0660-\u0669]/.test(label) && /[\u06f0-\u06f9]/.test(label)),
  (label) =>
    !/(?<![\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])\u200d/.test(label),
];

/** @see https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2 */
export function isEmail(text: string): boolean {
  return isMailbox(text, LOCAL, isHostname);
}

/** @see https://www.rfc-editor.org/rfc/rfc6531#section-3.3 */
export function isIdnEmail(text: string): boolean {
  return isMailbox(text, IDN_LOCAL, isIdnHostname);
}

function isMailbox(text: string, local: RegExp, isDomain: (text: string) => boolean): boolean {
  const at = text.lastIndexOf("@");
  if (at < 1 || !local.test(text.slice(0, at))) return false;
  const domain = text.slice(at + 1);
  const literal = /^\[(.*)\]$/.exec(domain)?.[1];
  if (literal === undefined) return isDomain(domain);
  return isIpv4(literal) || (/^ipv6:/i.test(literal) && isIpv6(literal.slice(5)));
}
