import type { Json, JsonObject } from "../model/json.js";
import type { ApiModel, Info, Operation, Tag } from "../model/model.js";
import { isSendable } from "../model/methods.js";
import type { Schema, SchemaId } from "../model/schema.js";
import {
  requestSchemas,
  responseSchemas,
  reachable,
  subschemas,
  withCallbacks,
} from "../model/walk.js";
import { isObject, listOf, member, objectOf, present, recordOf, textOf } from "./access.js";
import { cyclesOf } from "./cycles.js";
import { docsOf, extensionsOf } from "./docs.js";
import { extensionFaults } from "./extensions/checks.js";
import type { Fault } from "./extensions/extension.js";
import { paginationOf } from "./extensions/pagination.js";
import { idempotencyKeyOf, retryOf } from "./extensions/repetition.js";
import { waiterOf } from "./extensions/waiter.js";
import { withLinkedCalls } from "./links/calls.js";
import type { LinkFinding } from "./links/link-reader.js";
import { nameAll, type Collision, type Derived, type Naming } from "./naming.js";
import { operationsOf, type UnnamedOperation } from "./operations.js";
import { Reading } from "./reading.js";
import { securitySchemesOf, serversOf } from "./security.js";
import { interpret } from "./shapes.js";
import { discriminatorOf } from "./variants.js";
import type { ReadSchema } from "./schemas.js";

/** What lowering found out about a document, beside its model. Pointers are the canonical document's. */
export interface Findings {
  readonly collisions: readonly Collision[];
  readonly derived: readonly Derived[];
  readonly faults: readonly Fault[];
  readonly links: readonly LinkFinding[];
}

/**
 * Turns a canonical document into the model: each decision (names, presence, styles, codecs, shapes,
 * cycles, usage) is made here, once. Never throws on a document that the rules have passed.
 */
export function lower(root: JsonObject): { readonly model: ApiModel; readonly findings: Findings } {
  const reading = new Reading(root);
  const components = reading.components();
  const operations = operationsOf(reading, reading.at("#/paths"), "#/paths");
  const webhooks = operationsOf(reading, reading.at("#/webhooks"), "#/webhooks");
  reading.otherComponents();
  const each = once([...flattened(operations), ...flattened(webhooks)]);
  const tags = tagNames(root, each);
  const naming = nameAll(components, each, tags);
  const faults: Fault[] = [];
  const finish = (operation: UnnamedOperation): Operation =>
    finished(operation, reading, naming, faults);
  const all = operations.map(finish);
  const lowered = all.filter(({ method }) => isSendable(method));
  const loweredWebhooks = webhooks.map(finish);
  const schemas = schemasOf(reading, naming, [...all, ...loweredWebhooks]);
  for (const fault of extensionFaults(lowered, schemas)) faults.push(fault);
  const links: LinkFinding[] = [];
  const servers = serversOf(member(root, "servers"), "#/servers");
  const model: ApiModel = {
    info: infoOf(objectOf(member(root, "info")), member(root, "externalDocs")),
    servers:
      servers.length > 0
        ? servers
        : [{ pointer: "#/servers", url: "/", extensions: {}, variables: {} }],
    tags: tags.map((name) => tagOf(root, name, naming)),
    operations: withLinkedCalls(lowered, schemas, links),
    unsent: all.filter(({ method }) => !isSendable(method)),
    webhooks: loweredWebhooks,
    schemas,
    security: securitySchemesOf(reading, faults),
    extensions: extensionsOf(root),
    document: root,
  };
  const { collisions, derived } = naming;
  return { model, findings: { collisions, derived, faults, links } };
}

/** Each by its place: a callback that several operations refer to is one. */
function once(operations: readonly UnnamedOperation[]): UnnamedOperation[] {
  return [...new Map(operations.map((operation) => [operation.pointer, operation])).values()];
}

function flattened(operations: readonly UnnamedOperation[]): UnnamedOperation[] {
  return operations.flatMap((operation) => [operation, ...flattened(operation.callbacks)]);
}

function finished(
  unnamed: UnnamedOperation,
  reading: Reading,
  naming: Naming,
  faults: Fault[],
): Operation {
  const { source, callbacks, ...operation } = unnamed;
  const names = naming.operations.get(operation.pointer);
  if (names === undefined) throw new Error(`operation without a name: ${operation.pointer}`);
  const iterator = `iterate${names.typeName}`;
  return present({
    ...operation,
    ...names,
    callbacks: callbacks.map((callback) => finished(callback, reading, naming, faults)),
    waiter: waiterOf(source, operation.pointer, faults),
    pagination: paginationOf(source, operation.pointer, iterator, faults),
    retry: retryOf(source, operation.pointer, faults),
    idempotencyKey: idempotencyKeyOf(reading, { source, ...operation }, faults),
  });
}

/** @see https://spec.openapis.org/oas/v3.1.0#info-object */
function infoOf(source: JsonObject, externalDocs: Json | undefined): Info {
  const contact = objectOf(member(source, "contact"));
  const license = objectOf(member(source, "license"));
  return present({
    title: textOf(member(source, "title")) ?? "API",
    version: textOf(member(source, "version")) ?? "0.0.0",
    // The whole document says where more is told, beside what it is.
    docs: docsOf(externalDocs === undefined ? source : { ...source, externalDocs }),
    termsOfService: textOf(member(source, "termsOfService")),
    contact: isObject(member(source, "contact"))
      ? present({
          name: textOf(contact.name),
          url: textOf(contact.url),
          email: textOf(contact.email),
        })
      : undefined,
    license: isObject(member(source, "license"))
      ? present({
          name: textOf(license.name) ?? "",
          url: textOf(license.url),
          identifier: textOf(license.identifier),
        })
      : undefined,
  });
}

/** Declared tags in their order, then those that only operations mention, in the order of mention. */
function tagNames(root: JsonObject, operations: readonly UnnamedOperation[]): string[] {
  const declared = listOf(member(root, "tags")).map((tag) => textOf(objectOf(tag).name));
  const names = [...declared, ...operations.flatMap(({ tags }) => tags)];
  const untagged = operations.some(({ tags }) => tags.length === 0) ? ["other"] : [];
  return [...new Set([...names.filter((name) => name !== undefined), ...untagged])];
}

function tagOf(root: JsonObject, name: string, naming: Naming): Tag {
  const declared = objectOf(
    listOf(member(root, "tags")).find((tag) => objectOf(tag).name === name),
  );
  const { group, file } = naming.groups.get(name) ?? { group: name, file: name };
  const parent = textOf(member(declared, "parent"));
  const kind = textOf(member(declared, "kind"));
  return present({ name, group, file, docs: docsOf(declared), parent, kind });
}

function schemasOf(
  reading: Reading,
  naming: Naming,
  operations: readonly Operation[],
): { readonly [id: SchemaId]: Schema } {
  const table: ReadonlyMap<SchemaId, ReadSchema> = reading.schemas.schemas;
  const everywhere = withCallbacks(operations);
  const requested = reachable(everywhere.flatMap(requestSchemas), (id) => table.get(id));
  const answered = reachable(everywhere.flatMap(responseSchemas), (id) => table.get(id));
  const cycles = cyclesOf(table.keys(), (id) => subschemas(table.get(id)?.assertions ?? {}));
  const entries = [...table.values()].map(({ id, source, assertions, examples }) => {
    const schema: Schema = present({
      id,
      declaration: naming.declarations.get(id),
      docs: docsOf(source),
      examples,
      assertions,
      ...interpret(id, table),
      discriminator: discriminatorOf(source),
      default: member(source, "default"),
      access: accessOf(source),
      secret: isSecret(source),
      usage: usageOf(requested.has(id), answered.has(id)),
      cycle: cycles.get(id),
    });
    return [id, schema] as const;
  });
  return recordOf(entries);
}

function accessOf(source: JsonObject): Schema["access"] {
  if (member(source, "readOnly") === true) return "read";
  return member(source, "writeOnly") === true ? "write" : "both";
}

function isSecret(source: JsonObject): boolean {
  return (
    member(source, "format") === "password" ||
    member(source, "writeOnly") === true ||
    member(source, "x-sensitive") === true
  );
}

function usageOf(request: boolean, response: boolean): Schema["usage"] {
  if (request && response) return "both";
  return request ? "request" : response ? "response" : "none";
}
