import { parsePointer, ROOT } from "../source/pointer.js";
import { keyOf, type Address } from "./resolve.js";
import { salt } from "../model/salt.js";

/**
 * Names for parts of other files that become components, unique beside `taken`. The last name of
 * an address is its own; where several share it, the shortest address keeps it and the others are
 * called by their whole path, so that a neighbour coming or going renames nothing else.
 */
export function nameComponents(
  addresses: readonly Address[],
  taken: Iterable<string>,
): Map<Address, string> {
  const used = new Set(taken);
  const names = new Map<Address, string>();
  const ordered = [...addresses].sort(
    (a, b) => pathOf(a).length - pathOf(b).length || compare(keyOf(a), keyOf(b)),
  );
  for (const address of ordered) {
    const path = pathOf(address).map(clean);
    const scope = scopeOf(address).map(clean);
    const candidates = [[...scope, path.at(-1) ?? ""].join("-"), [...path, ...scope].join("-")];
    const free = candidates.find((candidate) => candidate !== "" && !used.has(candidate));
    const name = free ?? `${candidates[1]}-${salt(keyOf(address))}`;
    used.add(name);
    names.set(address, name);
  }
  return names;
}

/** Folders, the file's name without its extension, then the pointer's tokens. */
function pathOf(address: Address): string[] {
  const file = address.file.replace(/\.(ya?ml|json)$/i, "").split("/");
  const tokens = parsePointer(address.pointer) ?? [];
  return [...file, ...tokens];
}

/** What a copy is for: the components, operations or files that its dynamic references lead into. */
function scopeOf({ scope }: Address): string[] {
  const owners = [...(scope?.anchors.values() ?? [])].map(({ file, pointer }) => {
    const [section, inner = "", name = ""] = parsePointer(pointer) ?? [];
    if (section === "components") return name;
    const isOperation = section === "paths" || section === "webhooks";
    return isOperation ? `${name}/${inner}` : (pathOf({ file, pointer: ROOT }).at(-1) ?? "");
  });
  return [...new Set(owners)];
}

/** @see https://spec.openapis.org/oas/v3.1.0#components-object for the characters of a component's name. */
function clean(name: string): string {
  return name.replace(/[^a-zA-Z0-9._-]+/g, "_");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
