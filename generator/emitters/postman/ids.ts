import { createHash } from "node:crypto";

/**
 * A UUID made from a name: the same wherever and whenever it is made, so that importing a newer
 * collection updates the older one.
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8
 */
export function uuidOf(...names: readonly string[]): string {
  const bytes = createHash("sha256").update(JSON.stringify(names)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
