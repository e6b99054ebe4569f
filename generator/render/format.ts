import { format } from "prettier";

/**
 * Text laid out as people read it. The path is always given: without it prettier guesses, which on
 * long texts without quotes takes quadratic time.
 */
export function formatted(path: string, text: string): Promise<string> {
  return format(text, { filepath: path, printWidth: 100 });
}
