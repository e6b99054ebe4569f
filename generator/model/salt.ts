import { createHash } from "node:crypto";

/** Eight hex digits of a name's own text: a suffix that no neighbour's coming or going changes. */
export function salt(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
