import { laidOut } from "./layout/layout.js";

/** A text as it goes to disk, and whether prettier had to see to that. */
export interface Rendering {
  readonly content: string;
  readonly byPrettier: boolean;
}

/**
 * Text laid out as people read it, 100 columns wide: by our own printer where it knows all that the
 * text holds, else by prettier, which says the same and takes twenty times as long. prettier is
 * loaded when it is needed.
 *
 * The path is always given: without it prettier guesses, which on long texts without quotes takes
 * quadratic time.
 */
export async function formatted(path: string, text: string): Promise<Rendering> {
  const own = path.endsWith(".ts") ? laidOut(text) : undefined;
  if (own !== undefined) return { content: own, byPrettier: false };
  const { format } = await import("prettier");
  return { content: await format(text, { filepath: path, printWidth: 100 }), byPrettier: true };
}
