import type { Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { Declaration, Schema, SchemaId, View } from "../../model/schema.js";
import { requestSchemas, responseSchemas, subschemas, withCallbacks } from "../../model/walk.js";
import type { EmittedFile } from "../emitter.js";
import { schemaView } from "./content.js";
import { jsonLines } from "./json-lines.js";
import { notationOf } from "./notation.js";
import { linkOf } from "./operation-page.js";
import { Anchors } from "./anchors.js";
import { Place } from "./place.js";
import { masked, secretsIn } from "./secrets.js";
import { jsonText } from "./span.js";

/** A page for every schema that has a name. */
export function schemaPages(model: ApiModel, readings: readonly Declaration[]): EmittedFile[] {
  const users = usersOf(model);
  return declared(model).map(([schema, declaration]) => {
    const own = readings.filter(({ reading }) => reading?.of === schema.id);
    return schemaPage(schema, declaration, own, model, users.get(schema.id));
  });
}

const READ_IN: { readonly [V in View]: string } = {
  request: "in requests",
  response: "in responses",
  strict: "in responses, as an alternative",
};

const known = new WeakMap<ApiModel["schemas"], readonly [Schema, Declaration][]>();

/** The schemas that have a name, in the document's order; several pages ask. */
export function declared({ schemas }: ApiModel): readonly [Schema, Declaration][] {
  const all =
    known.get(schemas) ??
    Object.values(schemas).flatMap((schema): [Schema, Declaration][] =>
      schema.declaration === undefined ? [] : [[schema, schema.declaration]],
    );
  known.set(schemas, all);
  return all;
}

function schemaPage(
  schema: Schema,
  declaration: Declaration,
  readings: readonly Declaration[],
  model: ApiModel,
  users: Users | undefined,
): EmittedFile {
  return {
    kind: "markdown",
    path: `docs/schemas/${declaration.file}.md`,
    template: "docs/schema.md",
    get view() {
      return viewOf(schema, declaration, readings, model, users);
    },
  };
}

function viewOf(
  schema: Schema,
  declaration: Declaration,
  readings: readonly Declaration[],
  model: ApiModel,
  users: Users | undefined,
): Json {
  const place = new Place(model, "schemas");
  const { docs } = schema;
  return {
    title: declaration.key,
    name: declaration.name,
    readings: readings.flatMap(({ name, reading }) =>
      reading === undefined ? [] : [{ name, where: READ_IN[reading.view] }],
    ),
    // A title that only repeats the key says nothing beside it.
    label: docs.title === declaration.key ? "" : (docs.title ?? ""),
    description: docs.description ?? "",
    deprecated: docs.deprecated,
    unconfirmed: docs.unconfirmed ?? "",
    externalDocs: docs.externalDocs === undefined ? null : linkOf(docs.externalDocs, place),
    indexLink: place.link("", "index"),
    type: notationOf(schema.id, place),
    readOnly: schema.access === "read",
    writeOnly: schema.access === "write",
    default: schema.default === undefined || schema.secret ? "" : jsonText(schema.default),
    ...schemaView(schema.id, place, new Anchors(), "property"),
    examples: schema.examples.map(({ key, summary, description, value }) => ({
      title: summary ?? key ?? "",
      description: description ?? "",
      text: jsonLines(masked(value, secretsIn(value, schema.id, model))),
      language: "json",
    })),
    operations: (users?.operations ?? []).map((user) => ({
      ...user,
      link: place.link(user.folder, user.file),
    })),
    schemas: (users?.schemas ?? []).map(({ key, file }) => ({
      name: key,
      link: place.link("schemas", file),
    })),
  };
}

type User = {
  readonly name: string;
  readonly file: string;
  readonly folder: "operations" | "webhooks";
};

interface Users {
  readonly operations: User[];
  readonly schemas: Declaration[];
}

/** Who mentions each named schema, in the document's order. Named schemas in between end the search. */
function usersOf(model: ApiModel): Map<SchemaId, Users> {
  const users = new Map<SchemaId, Users>(
    declared(model).map(([{ id }]) => [id, { operations: [], schemas: [] }]),
  );
  const note = (operations: ApiModel["operations"], folder: User["folder"]): void => {
    for (const operation of operations) {
      const ids = withCallbacks([operation]).flatMap((one) => [
        ...requestSchemas(one),
        ...responseSchemas(one),
      ]);
      for (const id of mentioned(ids, model)) {
        users.get(id)?.operations.push({ name: operation.id, file: operation.file, folder });
      }
    }
  };
  note(model.operations, "operations");
  note(model.webhooks, "webhooks");
  for (const [schema, declaration] of declared(model)) {
    for (const id of mentioned(subschemas(schema.assertions), model))
      users.get(id)?.schemas.push(declaration);
  }
  return users;
}

function mentioned(from: readonly SchemaId[], model: ApiModel): Set<SchemaId> {
  const found = new Set<SchemaId>();
  const seen = new Set<SchemaId>();
  const stack = [...from].reverse();
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const schema = model.schemas[id];
    if (schema === undefined) continue;
    if (schema.declaration !== undefined) found.add(id);
    else for (const part of subschemas(schema.assertions).reverse()) stack.push(part);
  }
  return found;
}
