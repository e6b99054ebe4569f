import { Unknown } from "./doc.js";
import { parseStatements } from "./parse-statement.js";
import { printed } from "./paper.js";
import { Scanner } from "./scanner.js";
import { statementsDoc } from "./statements.js";

/**
 * TypeScript laid out as prettier does at a width of 100, byte for byte, for the constructs we
 * print. It knows no others.
 *
 * @returns undefined where the text holds one of those
 */
export function laidOut(text: string): string | undefined {
  try {
    const statements = parseStatements(new Scanner(text), "");
    return statements.length === 0 ? "" : `${printed(statementsDoc(statements))}\n`;
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}
