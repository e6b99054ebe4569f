import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { Json, Sample } from "../../generator/index.js";
import type { BenchDocument } from "./documents.js";
import { importModule, type Imported } from "./modules.js";
import type { Output, Peers } from "./peers.js";
import { plainName } from "./subject.js";

/** Says whether a value is valid. May throw: some schemas of some generators do. */
export type Judge = (value: unknown) => boolean;

/** Somebody's validators of one document. */
export interface Contender {
  readonly name: string;
  /** The validator of a component; undefined where there is none. */
  judgeOf(sample: Sample): Judge | undefined;
}

/** The contenders of a document, and why some are not among them. */
export interface Field {
  readonly contenders: readonly Contender[];
  readonly absent: readonly { readonly name: string; readonly reason: string }[];
}

/** Ours first: as they are and compiled by zod; then the peers and Ajv. */
export async function contendersOf(
  document: BenchDocument,
  ours: Output,
  peers: Peers,
  canonical: Json,
): Promise<Field> {
  const contenders: Contender[] = [];
  const absent: { name: string; reason: string }[] = [];
  const add = (name: string, found: Imported, schemas: (exports: Exports) => Lookup): void => {
    if ("reason" in found) absent.push({ name, reason: found.reason });
    else contenders.push(zodContender(name, schemas(found.exports)));
  };

  const own = await load(ours, "src/schemas/registry.ts", `${document.name}-ours`);
  add("ours", own, ourLookup);
  if (!("reason" in own)) contenders.push(compiled(ourLookup(own.exports)));
  const hey = await load(peers("hey-api", document), "zod.gen.ts", `${document.name}-hey-api`);
  add("hey-api", hey, (exports) => lookup(exports, "z"));
  const orval = await load(peers("orval", document), "schemas/index.ts", `${document.name}-orval`);
  add("orval", orval, (exports) => lookup(exports, ""));
  contenders.push(ajvContender(canonical));
  return { contenders, absent };
}

type Exports = Readonly<Record<string, unknown>>;
type Lookup = (key: string) => z.ZodType | undefined;

async function load(output: Output, entry: string, name: string): Promise<Imported> {
  if ("reason" in output) return output;
  const file = join(output.folder, entry);
  return existsSync(file) ? importModule(file, name) : { reason: `has no ${entry}` };
}

function ourLookup({ componentSchemas }: Exports): Lookup {
  const schemas = componentSchemas as Readonly<Record<string, z.ZodType>>;
  return (key) => (Object.hasOwn(schemas, key) ? schemas[key] : undefined);
}

/** Peers case and abbreviate names as they like: letters and digits must agree, and lead to one export. */
function lookup(exports: Exports, prefix: string): Lookup {
  const found = new Map<string, unknown>();
  const twice = new Set<string>();
  for (const [name, value] of Object.entries(exports)) {
    if (!name.startsWith(prefix) || !isSchema(value)) continue;
    const plain = plainName(name.slice(prefix.length));
    if (found.has(plain)) twice.add(plain);
    found.set(plain, value);
  }
  return (key) => {
    const exact = exports[`${prefix}${key}`];
    if (isSchema(exact)) return exact;
    const plain = plainName(key);
    return twice.has(plain) ? undefined : (found.get(plain) as z.ZodType | undefined);
  };
}

function isSchema(value: unknown): value is z.ZodType {
  return value instanceof z.ZodType;
}

function zodContender(name: string, schemaOf: Lookup): Contender {
  return {
    name,
    judgeOf({ key }) {
      const schema = schemaOf(key);
      return schema === undefined ? undefined : (value) => schema.safeParse(value).success;
    },
  };
}

function compiled(schemaOf: Lookup): Contender {
  return zodContender("ours, compiled", (key) => {
    const schema = schemaOf(key);
    if (schema === undefined) return undefined;
    return z.compile(schema);
  });
}

// The default export of a CommonJS module, which TypeScript takes for a namespace.
const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;

/** Ajv as it comes, formats added: it stops at the first fault, zod finds them all. */
function ajvContender(canonical: Json): Contender {
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats(ajv);
  ajv.addSchema({ $id: "bench:document", ...(canonical as object) });
  return {
    name: "Ajv",
    judgeOf({ id }) {
      try {
        const validate = ajv.compile({ $ref: `bench:document${encodeURI(id)}` });
        return (value) => validate(value) as boolean;
      } catch {
        return undefined;
      }
    },
  };
}
