/**
 * Internationalised domain names as registries take them, IDNA 2008. Which characters a label may
 * have is derived from their Unicode properties, as RFC 5892 derives it, so the verdicts are those
 * of the engine's version of Unicode.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5891
 */
import { decodePunycode, encodePunycode } from "./punycode.js";

/** Letters, digits and hyphens. @see https://www.rfc-editor.org/rfc/rfc1123#section-2.1 */
const LDH = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * The Unicode labels of a name, from labels that are ASCII (`xn--` decoded) or, where they may be,
 * Unicode already; undefined when one of them is neither.
 */
export function labelsOf(name: string, separator: RegExp, unicode: boolean): string[] | undefined {
  const labels: string[] = [];
  let length = -1;
  for (const label of name.split(separator)) {
    const found = LDH.test(label) ? asciiLabel(label) : unicode ? unicodeLabel(label) : undefined;
    if (found === undefined) return undefined;
    labels.push(found.unicode);
    length += found.ascii.length + 1;
  }
  return length <= 253 && followsBidiRule(labels) ? labels : undefined;
}

interface Label {
  readonly ascii: string;
  readonly unicode: string;
}

/** Hyphens in third and fourth place are kept for `xn--`. @see https://www.rfc-editor.org/rfc/rfc5891#section-4.2.3.1 */
function asciiLabel(ascii: string): Label | undefined {
  if (ascii.slice(2, 4) !== "--") return { ascii, unicode: ascii };
  const lower = ascii.toLowerCase();
  const unicode = lower.startsWith("xn--") ? decodePunycode(lower.slice(4)) : undefined;
  if (unicode === undefined) return undefined;
  // What is all ASCII, or written otherwise than it would be encoded, is not the label's one form.
  return unicodeLabel(unicode)?.ascii === lower ? { ascii, unicode } : undefined;
}

/** @see https://www.rfc-editor.org/rfc/rfc5891#section-4.2 */
function unicodeLabel(unicode: string): Label | undefined {
  if (unicode.length > 63 || !/[^\0-\x7f]/.test(unicode)) return undefined;
  if (unicode.startsWith("-") || unicode.endsWith("-") || unicode.slice(2, 4) === "--")
    return undefined;
  if (unicode !== unicode.normalize("NFC") || /^\p{M}/u.test(unicode)) return undefined;
  if (!isPermitted(unicode) || !CONTEXT.every((rule) => rule(unicode))) return undefined;
  const ascii = `xn--${encodePunycode(unicode)}`;
  return ascii.length <= 63 ? { ascii, unicode } : undefined;
}

/**
 * What is letter, digit or mark and changes under no folding, but for ignorable blocks, conjoining
 * jamo and the exceptions.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5892#section-3
 */
const LETTER_DIGIT = /^[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]$/u;
const UNSTABLE = /^[\p{Changes_When_NFKC_Casefolded}\p{Default_Ignorable_Code_Point}]$/u;
const EXCLUDED =
  /^(?:[\u0640\u07fa\u3031-\u3035\u303b\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]|[\u302e\u302f]|[\u20d0-\u20ff]|[\u{1d100}-\u{1d24f}])$/u;
const INCLUDED =
  /^[-\u00b7\u00df\u0375\u03c2\u05f3\u05f4\u06fd\u06fe\u0f0b\u3007\u30fb\p{Join_Control}]$/u;

function isPermitted(label: string): boolean {
  for (const character of label) {
    if (INCLUDED.test(character)) continue;
    if (!LETTER_DIGIT.test(character) || UNSTABLE.test(character)) return false;
    if (EXCLUDED.test(character)) return false;
  }
  return true;
}

/** Marks of the canonical combining class 9, which ECMAScript has no property for. */
const VIRAMA =
  "[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u0e3a\\u0eba\\u0f84\\u1039\\u103a\\u1714\\u1715\\u1734\\u17d2\\u1a60\\u1b44\\u1baa\\u1bab\\u1bf2\\u1bf3\\u2d7f\\ua806\\ua82c\\ua8c4\\ua953\\ua9c0\\uaaf6\\uabed\\u{10a3f}\\u{11046}\\u{11070}\\u{1107f}\\u{110b9}\\u{11133}\\u{11134}\\u{111c0}\\u{11235}\\u{112ea}\\u{1134d}\\u{11442}\\u{114c2}\\u{115bf}\\u{1163f}\\u{116b6}\\u{1172b}\\u{11839}\\u{1193d}\\u{1193e}\\u{119e0}\\u{11a34}\\u{11a47}\\u{11a99}\\u{11c3f}\\u{11d44}\\u{11d45}\\u{11d97}\\u{11f41}\\u{11f42}]";
/** Letters of the scripts that join their letters. */
const JOINING =
  "[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Nko}\\p{Script=Mandaic}\\p{Script=Mongolian}\\p{Script=Phags_Pa}\\p{Script=Manichaean}\\p{Script=Adlam}\\p{Script=Hanifi_Rohingya}\\p{Script=Sogdian}]";
/** Those of Arabic and Syriac that join nothing after them. */
const NOT_ONWARD =
  "[\\u0621-\\u0625\\u0627\\u0629\\u062f-\\u0632\\u0648\\u0671-\\u0677\\u0688-\\u0699\\u06c0\\u06c3-\\u06cb\\u06cd\\u06cf\\u06d2\\u06d3\\u06d5\\u06ee\\u06ef\\u0710\\u0715-\\u0719\\u071e\\u0728\\u072a\\u072c\\u072f\\u074d\\u0759-\\u075b\\u076b\\u076c\\u0771\\u0773\\u0774\\u0778\\u0779\\u08aa-\\u08ac\\u08ae\\u08b1\\u08b2\\u08b9]";
const JOINER_PLACE = `(?<=${VIRAMA})`;
const BETWEEN_JOINED = `(?<=(?!${NOT_ONWARD})(?=\\p{L})${JOINING}\\p{Mn}*)\\u200c(?=\\p{Mn}*(?=\\p{L})(?!\\u0621|\\u0674)${JOINING})`;
const JOINER = new RegExp(`${JOINER_PLACE}\\u200d`, "gu");
const NON_JOINER = new RegExp(`${JOINER_PLACE}\\u200c|${BETWEEN_JOINED}`, "gu");

/** Every rule holds at every occurrence of its character. @see https://www.rfc-editor.org/rfc/rfc5892#appendix-A */
const CONTEXT: readonly ((label: string) => boolean)[] = [
  (label) => !label.includes("\u200c") || !label.replace(NON_JOINER, "").includes("\u200c"),
  (label) => !label.includes("\u200d") || !label.replace(JOINER, "").includes("\u200d"),
  (label) => !/(?<!l)\u00b7|\u00b7(?!l)/.test(label),
  (label) => !/\u0375(?!\p{Script=Greek})/u.test(label),
  (label) => !/(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u.test(label),
  (label) =>
    !label.includes("\u30fb") ||
    /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(label.replaceAll("\u30fb", "")),
  (label) => !(/[\u0660-\u0669]/.test(label) && /[\u06f0-\u06f9]/.test(label)),
];

/** The blocks Unicode gives to scripts that run from right to left; digits and marks are told apart first. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ARABIC_NUMBER = /[\u0660-\u0669\u{10d30}-\u{10d39}]/u;
const EUROPEAN_NUMBER = /[0-9\u06f0-\u06f9]/;
const NEUTRAL = /[-\u00b7\u0375\u30fb\p{Join_Control}]/u;

/** The bidirectional class of a character, as far as a label can have it and the rule asks. */
function directionOf(character: string): "L" | "R" | "AN" | "EN" | "NSM" | "ON" {
  if (ARABIC_NUMBER.test(character)) return "AN";
  if (EUROPEAN_NUMBER.test(character)) return "EN";
  if (/\p{Mn}/u.test(character)) return "NSM";
  if (NEUTRAL.test(character)) return "ON";
  return RIGHT_TO_LEFT.test(character) ? "R" : "L";
}

/** One label that runs from right to left puts all of them under the rule. @see https://www.rfc-editor.org/rfc/rfc5893#section-2 */
function followsBidiRule(labels: readonly string[]): boolean {
  const classes = labels.map((label) => [...label].map(directionOf));
  if (!classes.some((label) => label.includes("R") || label.includes("AN"))) return true;
  return classes.every((directions) => {
    const last = directions.filter((direction) => direction !== "NSM").at(-1);
    const has = (direction: typeof last): boolean =>
      direction !== undefined && directions.includes(direction);
    switch (directions[0]) {
      case "R":
        return !has("L") && !(has("EN") && has("AN")) && last !== "ON";
      case "L":
        return !has("R") && !has("AN") && last !== "ON";
      default:
        return false;
    }
  });
}
