import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Addresses } from "../../generator/index.js";
import { CommandLineFault } from "../fault.js";

/** What a page is of. */
export interface Subject {
  readonly kind: "operation" | "webhook" | "schema";
  /** As its document calls it: `POST /pets`, `Pet`. */
  readonly name: string;
  /** Its page, a path below the reference: `operations/create-pet.md`. */
  readonly page: string;
}

/** A page of the reference by its path; the alphabet is closed, and nothing climbs. */
const PAGE = /^(?:operations|webhooks|schemas)\/[a-z0-9-]+\.md$/;

/** Pages that every version has. */
const COMMON = ["index.md", "authentication.md", "validation.md"];

/** Where the pages of one version of a reference are. */
export class AddressBook {
  readonly version: string;
  /** By what outlives a new name: an operation by method and path, a schema by its key. */
  readonly #subjects = new Map<string, Subject>();
  readonly #keys = new Map<string, string>();

  /** Throws `RangeError` for an address that is none of a page. */
  constructor({ version, operations, webhooks, schemas }: Addresses) {
    this.version = version;
    this.#add("operation", operations);
    this.#add("webhook", webhooks);
    this.#add("schema", schemas);
  }

  /** What its pages are of, each with a key that other versions know it by. */
  get subjects(): ReadonlyMap<string, Subject> {
    return this.#subjects;
  }

  has(page: string): boolean {
    return this.#keys.has(page) || COMMON.includes(page);
  }

  /** The page here that is of the same as a page of another version; undefined where there is none. */
  counterpart(page: string, { keys }: AddressBook): string | undefined {
    if (COMMON.includes(page)) return page;
    const key = keys.get(page);
    return key === undefined ? undefined : this.#subjects.get(key)?.page;
  }

  private get keys(): ReadonlyMap<string, string> {
    return this.#keys;
  }

  #add(kind: Subject["kind"], pages: Readonly<Record<string, string>>): void {
    for (const [name, page] of Object.entries(pages)) {
      if (!PAGE.test(page)) throw new RangeError(`${JSON.stringify(page)} is no page`);
      const key = `${kind} ${keyOf(kind, name)}`;
      this.#subjects.set(key, { kind, name, page });
      this.#keys.set(page, key);
    }
  }
}

/** What the parameters of a path are called is no part of what it is. */
function keyOf(kind: Subject["kind"], name: string): string {
  return kind === "operation" ? name.replace(/\{[^{}]*\}/g, "{}") : name;
}

/**
 * The addresses of a generated reference, of its `addresses.json`. None where there is no such file:
 * then the pages stand for themselves. Throws `CommandLineFault` for one that we did not write.
 */
export function readAddresses(docs: string): AddressBook | undefined {
  const file = join(docs, "addresses.json");
  if (!existsSync(file)) return undefined;
  try {
    const { version, ...pages } = JSON.parse(readFileSync(file, "utf8")) as Addresses;
    if (typeof version !== "string") throw new RangeError("it says no version");
    return new AddressBook({ version, ...pages });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandLineFault("option/invalid", { option: file, reason });
  }
}
