import type { Reporter } from "../diagnostics/reporter.js";
import type { Json } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { joinPointer, ROOT } from "../source/pointer.js";
import type { Files } from "./files.js";
import { slotAt, type Slot } from "./grammar.js";
import { isUriReference, mappingOf } from "./mapping.js";
import { refOf, resolve, resolveFully, type Address, type Resolution } from "./resolve.js";
import { mapChildren } from "./walk.js";
import { parsePointer } from "../source/pointer.js";

/** What references lead to, by the place it stands and what OpenAPI takes it for there. */
export interface Found extends Address {
  readonly slot: Slot;
}

/** Whether what a reference of this slot leads to can be referred to where it stands. */
export type Stays = (target: Address, slot: Slot) => boolean;

/**
 * Follows every reference from the entry document, reading the files that are needed, and reports
 * each one that leads nowhere. Returns the places reached, in document order.
 */
export async function gather(
  files: Files,
  entry: string,
  stays: Stays,
  reporter: Reporter,
): Promise<Found[]> {
  const found: Found[] = [];
  const seen = new Set<string>();
  const settled = new Set<string>();
  const queue: (Found & { value: Json })[] = [];
  const root = files.root(entry);
  if (root !== undefined) queue.push({ file: entry, pointer: ROOT, slot: "document", value: root });

  // The queue grows while it is walked.
  for (const place of queue) {
    for (const reference of referencesIn(place.value, place.slot, place.pointer)) {
      const { ref, slot, pointer } = reference;
      const location = { file: files.shown(place.file), pointer };
      const needed = { location, ref };
      const resolution = await reading(files, needed, () => resolve(files, place.file, ref));
      if (resolution.kind === "fault") {
        report(reporter, resolution, location, ref);
        continue;
      }
      if (resolution.kind !== "found") continue;
      const { target } = resolution;
      const end = await reading(files, needed, () => resolveFully(files, place.file, ref, settled));
      if (end.kind === "fault" && end.code === "ref/circular") {
        report(reporter, end, location, ref);
        continue;
      }
      const standing =
        target.file === entry ? slotAt(parsePointer(target.pointer) ?? []) : undefined;
      if (stays(target, slot)) continue;
      if (standing !== undefined && standing !== slot) {
        reporter.report("ref/kind", location, {
          ref,
          expected: nounOf(slot),
          found: nounOf(standing),
        });
        continue;
      }
      const key = `${slot} ${target.file}${target.pointer}`;
      if (seen.has(key)) continue;
      seen.add(key);
      found.push({ file: target.file, pointer: target.pointer, slot });
      queue.push({ ...target, slot });
    }
  }
  return found;
}

async function reading(
  files: Files,
  needed: Parameters<Files["read"]>[1],
  attempt: () => Resolution,
): Promise<Resolution> {
  let resolution = attempt();
  while (resolution.kind === "load") {
    await files.read(resolution.file, needed);
    resolution = attempt();
  }
  return resolution;
}

function report(
  reporter: Reporter,
  fault: Extract<Resolution, { kind: "fault" }>,
  location: { file: string; pointer: Pointer },
  ref: string,
): void {
  if (fault.code === "ref/unresolved") {
    const params = fault.nearest === undefined ? { ref } : { ref, nearest: fault.nearest };
    reporter.report("ref/unresolved", location, params);
  } else if (fault.code === "ref/invalid") {
    reporter.report("ref/invalid", location, { ref, reason: fault.reason });
  } else reporter.report(fault.code, location, { ref });
}

interface ReferencePlace {
  readonly ref: string;
  readonly slot: Slot;
  /** The text of the reference itself. */
  readonly pointer: Pointer;
}

function referencesIn(value: Json, slot: Slot, at: Pointer): ReferencePlace[] {
  const references: ReferencePlace[] = [];
  const look = (node: Json, nodeSlot: Slot, pointer: Pointer): Json => {
    const ref = refOf(node);
    if (ref !== undefined) {
      references.push({ ref, slot: nodeSlot, pointer: joinPointer(pointer, "$ref") });
    }
    if (nodeSlot === "schema") {
      for (const [tag, mapped] of mappingOf(node)) {
        if (!isUriReference(mapped)) continue;
        const mappedAt = joinPointer(pointer, "discriminator", "mapping", tag);
        references.push({ ref: mapped, slot: "schema", pointer: mappedAt });
      }
    }
    return mapChildren(node, nodeSlot, pointer, look);
  };
  look(value, slot, at);
  return references;
}

/** `list:parameter` → "a list of parameter objects", `requestBody` → "a request body". */
function nounOf(slot: Slot): string {
  const [container, kind] = slot.split(":");
  const noun = (kind ?? slot).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  if (kind !== undefined) return `a ${container} of ${noun} objects`;
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
