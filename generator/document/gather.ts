import type { Reporter } from "../diagnostics/reporter.js";
import type { Json } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { joinPointer, parsePointer, ROOT, valueAt } from "../source/pointer.js";
import type { Files } from "./files.js";
import { slotAt, type Slot } from "./grammar.js";
import { defaultMappingOf, isUriReference, mappingOf } from "./mapping.js";
import { phraseOf } from "./nouns.js";
import {
  dynamicRefOf,
  keyOf,
  refOf,
  resolve,
  resolveFully,
  type Address,
  type Resolution,
  type Settled,
  type Target,
} from "./resolve.js";
import { schemeReferences, schemesNamed } from "./requirements.js";
import type { Resources } from "./resources.js";
import { dynamicName, isEndless, type Scopes } from "./scopes.js";
import { mapChildren } from "./walk.js";

/** What is bundled: a document's files, and what `gather` found in them. */
export interface Gathered {
  readonly resources: Resources;
  readonly entry: string;
  readonly stays: Stays;
  readonly found: readonly Found[];
  /** Present where dynamic references are to be resolved. */
  readonly scopes: Scopes | undefined;
}

/** What references lead to, by the place it stands and what OpenAPI takes it for there. */
export interface Found extends Address {
  readonly slot: Slot;
}

/** Whether what a reference of this slot leads to can be referred to where it stands. */
export type Stays = (target: Address, slot: Slot) => boolean;

/**
 * Follows every reference from the entry document, reading the files that are needed, and reports
 * each one that leads nowhere. Returns the places reached, in document order. Without `scopes`, which
 * can be told only when all files are read, a `$dynamicRef` leads to all it may ever lead to.
 */
export async function gather(
  resources: Resources,
  entry: string,
  stays: Stays,
  reporter: Reporter,
  scopes?: Scopes,
): Promise<Found[]> {
  return new Gathering(resources, entry, stays, reporter, scopes).run();
}

type Queued = Target & { readonly slot: Slot };

class Gathering {
  readonly #resources: Resources;
  readonly #entry: string;
  readonly #stays: Stays;
  readonly #reporter: Reporter;
  readonly #scopes: Scopes | undefined;
  readonly #found: Found[] = [];
  readonly #seen = new Set<string>();
  readonly #settled: Settled = new Map();
  readonly #queue: Queued[] = [];
  /** References to resources that a file yet to be read may bring. */
  readonly #deferred: ReferencePlace[] = [];
  readonly #names = new Set<string>();
  /** The security schemes that the entry document names. */
  readonly #schemes: ReadonlySet<string>;

  constructor(
    resources: Resources,
    entry: string,
    stays: Stays,
    reporter: Reporter,
    scopes: Scopes | undefined,
  ) {
    this.#resources = resources;
    this.#entry = entry;
    this.#stays = stays;
    this.#reporter = reporter;
    this.#scopes = scopes;
    this.#schemes = schemesNamed(resources.files.root(entry));
  }

  async run(): Promise<Found[]> {
    const root = this.#resources.files.root(this.#entry);
    if (root === undefined) return [];
    this.#queue.push({ file: this.#entry, pointer: ROOT, slot: "document", value: root });
    for (let place = this.#next(); place !== undefined; place = this.#next()) {
      for (const reference of this.#referencesIn(place)) await this.#follow(reference, false);
      // One at a time, because the file that one brings may hold what the others name.
      while (this.#queue.length === 0 && this.#deferred.length > 0) {
        await this.#follow(this.#deferred.shift() as ReferencePlace, true);
      }
    }
    return this.#found;
  }

  #next(): Queued | undefined {
    const place = this.#queue.shift();
    if (place !== undefined || this.#scopes !== undefined) return place;
    for (const name of this.#names) {
      for (const anchor of this.#resources.dynamicallyAnchored(name)) this.#reach(anchor, "schema");
    }
    return this.#queue.shift();
  }

  async #follow(reference: ReferencePlace, last: boolean): Promise<void> {
    const { ref, slot, from, keyword } = reference;
    const { files } = this.#resources;
    const location = { file: files.shown(from.file), pointer: reference.pointer };
    const needed = { location, ref };
    const resolution = await this.#reading(needed, last, () => resolve(this.#resources, from, ref));
    if (isPremature(resolution) && !last) {
      this.#deferred.push(reference);
      return;
    }
    if (resolution.kind === "fault") return report(this.#reporter, resolution, location, ref);
    if (resolution.kind !== "found") return;
    if (resolution.beyond !== undefined) {
      const base = resolution.beyond.uri;
      this.#reporter.report("ref/beyond-resource", location, { ref, base });
    }
    if (resolution.meant !== undefined) {
      const { meant } = resolution;
      const pointer = joinPointer(ROOT, ...meant.tokens);
      const read = meant.file === from.file ? pointer : `${files.shown(meant.file)}${pointer}`;
      this.#reporter.report("repair/reference", location, { ref, read });
    }
    const end = await this.#reading(needed, last, () =>
      resolveFully(this.#resources, from, ref, this.#settled),
    );
    if (end.kind === "fault" && end.code === "ref/circular") {
      return report(this.#reporter, end, location, ref);
    }
    const target = this.#meant(resolution.target, reference);
    if (keyword === "$dynamicRef" && isEndless(this.#resources, this.#scopes, target)) {
      return this.#reporter.report("ref/circular", location, { ref });
    }
    const standing =
      target.file === this.#entry ? slotAt(parsePointer(target.pointer) ?? []) : undefined;
    if (standing === "requestBody" && slot === "response") {
      // Both say by `content` what is carried, and only a body says nothing else that is needed.
      this.#reporter.report("repair/body-as-response", location, { ref });
      this.#reach(target, slot);
    } else if (standing !== undefined && standing !== slot && !this.#stays(target, slot)) {
      const params = { ref, expected: phraseOf(slot), found: phraseOf(standing) };
      this.#reporter.report("ref/kind", location, params);
    } else this.#reach(target, slot);
  }

  /** What a reference leads to, once it is known by which way a value comes there. */
  #meant(target: Target, { ref, slot, from, keyword }: ReferencePlace): Target {
    const isDynamic = keyword === "$dynamicRef";
    const name = isDynamic ? dynamicName(this.#resources, target, ref) : undefined;
    if (name !== undefined) this.#names.add(name);
    if (this.#scopes === undefined || slot !== "schema") return target;
    return this.#scopes.meant(target, ref, isDynamic, from);
  }

  #reach(target: Address, slot: Slot): void {
    if (this.#stays(target, slot)) return;
    const key = `${slot} ${keyOf(target)}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const root = this.#resources.files.root(target.file);
    const value = root === undefined ? undefined : valueAt(root, target.pointer);
    if (value === undefined) return;
    this.#found.push({ ...target, slot });
    this.#queue.push({ ...target, value, slot });
  }

  async #reading(
    needed: Parameters<Files["read"]>[1],
    last: boolean,
    attempt: () => Resolution,
  ): Promise<Resolution> {
    let resolution = attempt();
    while (resolution.kind === "load" && (last || resolution.uri === undefined)) {
      await this.#resources.files.read(resolution.file, needed);
      if (resolution.uri !== undefined) this.#resources.retrieved(resolution.uri, resolution.file);
      resolution = attempt();
    }
    return resolution;
  }

  #referencesIn({ value, slot, ...place }: Queued): ReferencePlace[] {
    const references: ReferencePlace[] = [];
    const look = (node: Json, nodeSlot: Slot, from: Address): Json => {
      const add = (ref: string | undefined, keyword: Keyword, pointer: Pointer): void => {
        if (ref !== undefined) references.push({ ref, keyword, slot: nodeSlot, from, pointer });
      };
      for (const { ref, tokens } of schemeReferences(node, nodeSlot, this.#schemes)) {
        const pointer = joinPointer(from.pointer, ...tokens);
        references.push({ ref, keyword: "$ref", slot: "securityScheme", from, pointer });
      }
      add(refOf(node), "$ref", joinPointer(from.pointer, "$ref"));
      if (nodeSlot === "schema") {
        if (this.#resources.areRead) {
          add(dynamicRefOf(node), "$dynamicRef", joinPointer(from.pointer, "$dynamicRef"));
        }
        for (const [tag, mapped] of mappingOf(node)) {
          if (!isUriReference(mapped)) continue;
          add(mapped, "$ref", joinPointer(from.pointer, "discriminator", "mapping", tag));
        }
        const mapped = defaultMappingOf(node);
        if (mapped !== undefined && isUriReference(mapped))
          add(mapped, "$ref", joinPointer(from.pointer, "discriminator", "defaultMapping"));
      }
      return mapChildren(node, nodeSlot, from.pointer, (child, childSlot, pointer) => {
        const below = { file: from.file, pointer };
        const scoped = this.#scopes?.below(from, nodeSlot, below, childSlot) ?? below;
        return look(child, childSlot, scoped);
      });
    };
    look(value, slot, place);
    return references;
  }
}

/** Only a file that is read later can tell. */
function isPremature(resolution: Resolution): boolean {
  if (resolution.kind === "fault") return /^ref\/(?:remote|outside)$/.test(resolution.code);
  return resolution.kind === "load";
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

type Keyword = "$ref" | "$dynamicRef";

interface ReferencePlace {
  readonly ref: string;
  readonly keyword: Keyword;
  readonly slot: Slot;
  /** The object it stands in. */
  readonly from: Address;
  /** The text of the reference itself. */
  readonly pointer: Pointer;
}
