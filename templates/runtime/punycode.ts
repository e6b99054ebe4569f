/**
 * Unicode labels in the letters of host names.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3492
 */

/** @see https://www.rfc-editor.org/rfc/rfc3492#section-5 */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 0x80;
const DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** @see https://www.rfc-editor.org/rfc/rfc3492#section-6.1 */
function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function threshold(k: number, bias: number): number {
  return Math.min(Math.max(k - bias, T_MIN), T_MAX);
}

/**
 * The label that lower-case Punycode stands for, without `xn--` before it; undefined where it
 * stands for none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3492#section-6.2
 */
export function decodePunycode(text: string): string | undefined {
  const delimiter = text.lastIndexOf("-");
  const points = [...text.slice(0, Math.max(delimiter, 0))].map((letter) => letter.charCodeAt(0));
  let n = INITIAL_N;
  let bias = INITIAL_BIAS;
  let i = 0;
  for (let at = delimiter < 1 ? 0 : delimiter + 1; at < text.length;) {
    const before = i;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = at < text.length ? DIGITS.indexOf(text.charAt(at)) : -1;
      at += 1;
      if (digit < 0) return undefined;
      i += digit * weight;
      if (i > 0x7fffffff) return undefined;
      const t = threshold(k, bias);
      if (digit < t) break;
      weight *= BASE - t;
    }
    const length = points.length + 1;
    bias = adapt(i - before, length, before === 0);
    n += Math.floor(i / length);
    i %= length;
    if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) return undefined;
    points.splice(i, 0, n);
    i += 1;
  }
  return String.fromCodePoint(...points);
}

/**
 * A label in Punycode, without `xn--` before it. Meant for labels, which are short.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3492#section-6.3
 */
export function encodePunycode(label: string): string {
  const points = [...label].map((character) => character.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < INITIAL_N);
  let text = String.fromCharCode(...basic) + (basic.length > 0 ? "-" : "");
  let n = INITIAL_N;
  let bias = INITIAL_BIAS;
  let delta = 0;
  for (let handled = basic.length; handled < points.length;) {
    const next = Math.min(...points.filter((point) => point >= n));
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n) delta += 1;
      if (point !== n) continue;
      let rest = delta;
      for (let k = BASE; ; k += BASE) {
        const t = threshold(k, bias);
        if (rest < t) break;
        text += DIGITS.charAt(t + ((rest - t) % (BASE - t)));
        rest = Math.floor((rest - t) / (BASE - t));
      }
      text += DIGITS.charAt(rest);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    n += 1;
  }
  return text;
}
