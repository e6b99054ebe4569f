import { readFile } from "node:fs/promises";
import {
  diagnose,
  readSource,
  type Diagnostic,
  type Json,
  type LocatedChange,
  type Result,
} from "../../generator/index.js";
import { reasonOf } from "../disk.js";
import { CommandLineFault } from "../fault.js";
import type { Judged } from "./report.js";

/** A change that is let pass, with the reason. */
interface Ignore {
  readonly id: string;
  readonly operation?: string;
  /** A pointer in either document. */
  readonly at?: string;
  readonly fingerprint?: string;
  readonly reason: string;
  readonly index: number;
}

export interface Ignores {
  readonly file: string;
  readonly entries: readonly Ignore[];
  readonly faults: readonly Diagnostic[];
  readonly sources: Result["sources"];
}

const MEMBERS = ["id", "operation", "at", "fingerprint", "reason"];

/** Reads an ignore file, YAML or JSON: a list of entries. Throws `CommandLineFault` where there is none to read. */
export async function readIgnores(file: string): Promise<Ignores> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new CommandLineFault("option/invalid", {
      option: "--ignore",
      reason: `${file}: ${reasonOf(error)}`,
    });
  });
  const { source, diagnostics } = readSource(file, text);
  const sources = new Map([[file, source]]);
  const { value } = source;
  const faults: Diagnostic[] = [...diagnostics];
  if (value !== undefined && !Array.isArray(value))
    faults.push(
      diagnose(
        "ignore/invalid",
        { file, pointer: "#" },
        { reason: "it must be a list of entries" },
      ),
    );
  const listed = Array.isArray(value) ? (value as readonly Json[]) : [];
  const entries = listed.flatMap((entry, index): Ignore[] => {
    const reason = faultOf(entry);
    if (reason === undefined) return [{ ...(entry as unknown as Ignore), index }];
    faults.push(diagnose("ignore/invalid", { file, pointer: `#/${String(index)}` }, { reason }));
    return [];
  });
  return { file, entries, faults, sources };
}

function faultOf(entry: Json): string | undefined {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry))
    return "it must be an object";
  const members = Object.entries(entry as { readonly [name: string]: Json });
  const unknown = members.find(([name]) => !MEMBERS.includes(name));
  if (unknown !== undefined) return `there is no member ${JSON.stringify(unknown[0])}`;
  if (members.some(([, value]) => typeof value !== "string" || value.trim() === ""))
    return "every member is a text";
  const missing = ["id", "reason"].find((name) => !members.some(([own]) => own === name));
  return missing === undefined ? undefined : `${JSON.stringify(missing)} is missing`;
}

/** Changes with the reasons why they are let pass, and entries that let nothing pass. */
export function applyIgnores(
  changes: readonly LocatedChange[],
  ignores: Ignores | undefined,
): { readonly judged: readonly Judged[]; readonly faults: readonly Diagnostic[] } {
  if (ignores === undefined) return { judged: changes, faults: [] };
  const used = new Set<Ignore>();
  const judged = changes.map((change): Judged => {
    const entry = ignores.entries.find((one) => matches(one, change));
    if (entry === undefined) return change;
    used.add(entry);
    return { ...change, ignored: entry.reason };
  });
  const unused = ignores.entries
    .filter((entry) => !used.has(entry))
    .map(({ id, index }) =>
      diagnose("ignore/unused", { file: ignores.file, pointer: `#/${String(index)}` }, { id }),
    );
  return { judged, faults: [...ignores.faults, ...unused] };
}

function matches({ id, operation, at, fingerprint }: Ignore, change: LocatedChange): boolean {
  return (
    id === change.id &&
    // One that all its operations share is let pass for all of them, or not at all.
    (operation === undefined || change.operations.every((one) => one === operation)) &&
    (at === undefined || at === change.before?.pointer || at === change.after?.pointer) &&
    (fingerprint === undefined || fingerprint === change.fingerprint)
  );
}
