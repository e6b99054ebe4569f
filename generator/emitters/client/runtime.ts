/** Texts that take the place of others of the same name where schemas are written for zod/mini. */
const MINI = "mini/";

/**
 * The runtime that a package gets, by file name, from the texts of `templates/runtime/`. All of it
 * but the types of whole schemas holds for both interfaces of zod, which build schemas by the same
 * names; `zod.ts` exports the one that the package's schemas are written in, so that a bundle has no
 * other.
 *
 * @see https://zod.dev/packages/mini
 */
export function runtimeFor(
  zod: "classic" | "mini",
  texts: Readonly<Record<string, string>>,
): Record<string, string> {
  const shared = Object.entries(texts).filter(([name]) => !name.startsWith(MINI));
  if (zod === "classic") return Object.fromEntries(shared);
  return Object.fromEntries(shared.map(([name, text]) => [name, texts[`${MINI}${name}`] ?? text]));
}
