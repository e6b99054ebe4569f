import { readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { codeOf, makeFolder } from "./disk.js";
import { OutputFault } from "./fault.js";

/** How long a run waits for another to finish with the same folder, in milliseconds. */
const PATIENCE = 10_000;

/** This machine, in characters that every file system takes. */
const HOST = hostname().replace(/[^A-Za-z0-9.-]/g, "-");

/** Who is at work in a folder. */
export interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When that process began, as its system counts; a number used again does not pass for it. */
  readonly born: string;
}

/**
 * Runs `use` while no other run does for the same folder, and returns what it returns.
 *
 * Every run enters a file of its own name and then looks who else is there, so that of two that come
 * at once at least one sees the other. No name is ever used again: what a killed process left may be
 * swept away by anyone at any time. Throws `OutputFault` `output/busy` after `patience` milliseconds.
 */
export async function alone<T>(
  folder: string,
  use: () => Promise<T>,
  patience = PATIENCE,
): Promise<T> {
  const own = nameOf({ host: HOST, pid: process.pid, born: await bornOf(process.pid) });
  for (const end = Date.now() + patience; ;) {
    const other = await enter(folder, own);
    if (other === undefined) break;
    if (Date.now() >= end) {
      const { host, pid } = other;
      throw new OutputFault("output/busy", { path: folder, host, pid });
    }
    // Two that gave way to each other do not come back together.
    await wait(20 + Math.random() * 80);
  }
  try {
    return await use();
  } finally {
    await leave(folder, own);
  }
}

/** Who is at work in the folder, if that does not end within `patience` milliseconds. Changes nothing. */
export async function holderOf(folder: string, patience = PATIENCE): Promise<Holder | undefined> {
  for (const end = Date.now() + patience; ;) {
    const { living } = await holders(folder);
    const [holder] = living;
    if (holder === undefined || Date.now() >= end) return holder;
    await wait(50);
  }
}

/** Enters the folder; another holder, if there is one, in whose favour it has been left again. */
async function enter(folder: string, own: string): Promise<Holder | undefined> {
  await makeFolder(folder);
  try {
    await writeFile(join(folder, own), "", { flag: "wx" });
  } catch (error) {
    if (codeOf(error) === "EEXIST") return parse(own);
    // Whoever left last took the folder away in between.
    if (codeOf(error) === "ENOENT") return enter(folder, own);
    throw error;
  }
  const { living, dead } = await holders(folder);
  for (const name of dead) await rm(join(folder, name), { force: true });
  const other = living.find((holder) => nameOf(holder) !== own);
  if (other !== undefined) await leave(folder, own);
  return other;
}

async function leave(folder: string, own: string): Promise<void> {
  await rm(join(folder, own), { force: true });
  await rmdir(folder).catch(() => undefined);
}

/** Everyone who has entered the folder: who is still running, and the names that others left. */
async function holders(folder: string): Promise<{ living: Holder[]; dead: string[] }> {
  const living: Holder[] = [];
  const dead: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const holder = parse(name);
    if (holder === undefined) continue;
    if (await isLiving(holder)) living.push(holder);
    else dead.push(name);
  }
  return { living, dead };
}

/** Of another machine's processes nothing can be known: they count as living. */
async function isLiving({ host, pid, born }: Holder): Promise<boolean> {
  if (host !== HOST) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === "ESRCH") return false;
  }
  return (await bornOf(pid)) === born;
}

/**
 * When a process began, in ticks since the system did; empty where that cannot be read.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html field 22
 */
async function bornOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${String(pid)}/stat`, "utf8").catch(() => "");
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

const nameOf = ({ host, pid, born }: Holder): string => `lock ${String(pid)} ${born} ${host}`;

function parse(name: string): Holder | undefined {
  const [, pid, born = "", host = ""] = /^lock (\d+) (\d*) ([^ ]+)$/.exec(name) ?? [];
  return pid === undefined ? undefined : { host, pid: Number(pid), born };
}
