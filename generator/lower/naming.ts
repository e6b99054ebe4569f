import type { Declaration, Pointer, SchemaId } from "../model/schema.js";
import type { Tag } from "../model/model.js";
import { isUnfitMember, nameMembers, UNTAGGED } from "./members.js";
import { derivedName } from "./derived-names.js";
import { fileNames, Names } from "./names.js";
import type { UnnamedOperation } from "./operations.js";
import { isOurType, isReserved } from "./reserved.js";
import { readViewKey, viewWords } from "./views/view.js";
import { camelCase, kebabCase, pascalCase } from "./words.js";

/** Two claims of one name, for the report. */
export interface Collision {
  readonly kind: "schema" | "operation" | "group";
  readonly key: string;
  /** The name it would have liked, which another has. */
  readonly wish: string;
  readonly name: string;
  readonly pointer: Pointer;
}

/** The names of one operation, by its pointer. */
export interface OperationNames {
  readonly name: string;
  readonly typeName: string;
  readonly member: string;
  readonly group: string;
  readonly file: string;
  readonly links: string;
}

/** An operation that is called by what it does. */
export interface Derived {
  readonly id: string;
  readonly name: string;
  readonly pointer: Pointer;
}

export interface Naming {
  readonly declarations: ReadonlyMap<SchemaId, Declaration>;
  readonly operations: ReadonlyMap<Pointer, OperationNames>;
  readonly groups: ReadonlyMap<string, Pick<Tag, "group" | "file">>;
  readonly collisions: readonly Collision[];
  /** In the document's order. */
  readonly derived: readonly Derived[];
}

interface Component {
  readonly key: string;
  readonly id: SchemaId;
}

/** Every identifier and file name of the output, allocated once. Operation ids are unique by now. */
export function nameAll(
  components: readonly Component[],
  operations: readonly UnnamedOperation[],
  tags: readonly string[],
): Naming {
  const collisions: Collision[] = [];
  const declarations = nameComponents(components, collisions);
  const names = new Set([...declarations.values()].map(({ name }) => name));
  const groups = nameGroups(tags, collisions);
  const spoken = spokenNames(operations);
  return {
    declarations,
    operations: nameOperations(operations, spoken, groups, names, collisions),
    groups,
    collisions,
    derived: operations.flatMap(({ id, pointer }) => {
      const name = spoken.get(id);
      return name === undefined ? [] : [{ id, name, pointer }];
    }),
  };
}

/** File names in `src/schemas` that are ours. */
const OUR_FILES = [
  "index",
  "registry",
  "validators",
  "webhooks",
  "callbacks",
  "operations",
  "referenced",
];

/** Readings of components come after all that the document declares, and so rename none of it. */
function nameComponents(
  components: readonly Component[],
  collisions: Collision[],
): Map<SchemaId, Declaration> {
  const isReading = ({ key }: Component): boolean => readViewKey(key) !== undefined;
  const types = new Names({ refused: isReserved });
  const declarations = new Map<SchemaId, Declaration>();
  const usedFiles = [...OUR_FILES];
  for (const some of [components.filter((one) => !isReading(one)), components.filter(isReading)]) {
    const { names, collided } = types.allocate(
      some.map(({ key }) => ({ key, wish: isPlain(key) ? key : pascalCase(viewWords(key)) })),
    );
    const files = fileNames(
      some.map(({ key }) => ({ key, name: names.get(key) ?? key })),
      usedFiles,
    );
    for (const file of files.values()) usedFiles.push(file);
    for (const { key, id } of some) {
      const name = names.get(key) ?? key;
      const reading = readViewKey(key);
      declarations.set(id, {
        key,
        name,
        file: files.get(key) ?? key,
        ...(reading === undefined ? {} : { reading }),
      });
      if (reading === undefined && collided.includes(key))
        collisions.push({ kind: "schema", key, wish: pascalCase(key), name, pointer: id });
    }
  }
  return declarations;
}

/** What is put behind an operation's type name; no component may already be called the result. */
const SUFFIXES = [
  "Input",
  "Data",
  "Accept",
  "Error",
  "Headers",
  "Body",
  "Path",
  "Query",
  "Header",
  "Cookie",
];

/** A Pascal-case identifier is printed as the author wrote it. */
function isPlain(key: string): boolean {
  return /^[A-Z][A-Za-z0-9]*$/.test(key) && key.length <= 80;
}

function nameGroups(
  tags: readonly string[],
  collisions: Collision[],
): Map<string, Pick<Tag, "group" | "file">> {
  const keys = [...tags, UNTAGGED].filter((tag, index, all) => all.indexOf(tag) === index);
  // `transport` is the member under which the client keeps what all groups share.
  const { names, collided } = new Names({ taken: ["transport"], refused: isUnfitMember }).allocate(
    keys.map((key) => ({ key, wish: camelCase(key) })),
  );
  for (const key of collided) {
    collisions.push({
      kind: "group",
      key,
      wish: camelCase(key),
      name: names.get(key) ?? key,
      pointer: "#/tags",
    });
  }
  const files = fileNames(
    keys.map((key) => ({ key, name: names.get(key) ?? key })),
    ["index", "security"],
  );
  return new Map(
    keys.map((key) => [
      key,
      { group: names.get(key) ?? UNTAGGED, file: files.get(key) ?? UNTAGGED },
    ]),
  );
}

function nameOperations(
  operations: readonly UnnamedOperation[],
  spoken: ReadonlyMap<string, string>,
  groups: ReadonlyMap<string, Pick<Tag, "group">>,
  schemas: ReadonlySet<string>,
  collisions: Collision[],
): Map<Pointer, OperationNames> {
  const functions = new Names({ refused: isReserved }).allocate(
    operations.map(({ id }) => ({ key: id, wish: camelCase(spoken.get(id) ?? id) })),
  );
  const typeNames = new Names({
    refused: (name) =>
      SUFFIXES.some((suffix) => schemas.has(`${name}${suffix}`) || isOurType(`${name}${suffix}`)),
  }).allocate(operations.map(({ id }) => ({ key: id, wish: pascalCase(spoken.get(id) ?? id) })));
  const files = fileNames(
    operations.map(({ id }) => ({ key: id, name: functions.names.get(id) ?? id })),
    ["index"],
  );
  const members = nameMembers(operations, groups, spoken);
  const links = new Names({ taken: functions.names.values() }).allocate(
    operations.map(({ id }) => ({ key: id, wish: `${functions.names.get(id) ?? id}Links` })),
  );
  const named = new Map<Pointer, OperationNames>();
  for (const { pointer, id, tags } of operations) {
    const name = functions.names.get(id) ?? id;
    if (functions.collided.includes(id))
      collisions.push({
        kind: "operation",
        key: id,
        wish: camelCase(spoken.get(id) ?? id),
        name,
        pointer,
      });
    named.set(pointer, {
      name,
      typeName: typeNames.names.get(id) ?? name,
      member: members.get(id) ?? name,
      group: groups.get(tags[0] ?? UNTAGGED)?.group ?? UNTAGGED,
      file: files.get(id) ?? kebabCase(name),
      links: links.names.get(id) ?? `${name}Links`,
    });
  }
  return named;
}

/**
 * What operations are called by what they do, where their ids only repeat method and path. A name
 * that an id says itself is that one's; of several who would derive it, the one whose path says no
 * more than the name has it, then the one with the smallest path: order decides nothing. The others
 * are called by their ids.
 */
function spokenNames(operations: readonly UnnamedOperation[]): Map<string, string> {
  const taken = new Set(operations.map(({ id }) => camelCase(id)));
  const spoken = new Map<string, string>();
  const derived = operations.flatMap(({ id, path, ...operation }) => {
    const name = derivedName({ id, path, ...operation });
    return name === undefined ? [] : [{ id, name, path }];
  });
  derived.sort((a, b) => depthOf(a) - depthOf(b) || compare(a.path, b.path) || compare(a.id, b.id));
  for (const { id, name } of derived) {
    if (taken.has(name)) continue;
    taken.add(name);
    spoken.set(id, name);
  }
  return spoken;
}

function depthOf({ path }: { readonly path: string }): number {
  return path.split("/").filter((segment) => segment !== "").length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
