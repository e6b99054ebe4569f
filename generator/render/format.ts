import { laidOut } from "./layout/layout.js";

/**
 * Text laid out as people read it, 100 columns wide: by our own printer where it knows all that the
 * text holds, else by prettier, which says the same and takes twenty times as long. prettier is
 * loaded when it is needed.
 *
 * The path is always given: without it prettier guesses, which on long texts without quotes takes
 * quadratic time.
 */
export async function formatted(path: string, text: string): Promise<string> {
  const own = path.endsWith(".ts") ? laidOut(text) : undefined;
  if (own !== undefined) return own;
  const { format } = await import("prettier");
  return format(text, { filepath: path, printWidth: 100 });
}
