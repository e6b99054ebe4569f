import type { ApiModel, Operation } from "../../model/model.js";
import type { Json } from "../../model/json.js";
import type { PostmanReference } from "../../model/postman.js";
import type { Emitter } from "../emitter.js";
import { Authorizations } from "./auth.js";
import {
  COLLECTION_SCHEMA,
  type Collection,
  type Environment,
  type Folder,
  type Item,
} from "./collection.js";
import { Context, type Sample } from "./context.js";
import { uuidOf } from "./ids.js";
import { postmanReference, type PlacedItem } from "./reference.js";
import { requestNames } from "./request-names.js";
import { itemsOf, type Shared } from "./requests.js";
import { collectionEvents, TOKEN_REQUESTS } from "./scripts.js";
import { Servers } from "./servers.js";
import { jsonEscaped, plain } from "./text.js";

export interface PostmanOptions {
  /**
   * Makes a valid request value of a schema, for bodies and parameters without an example.
   * Default: such bodies are left out, and said to be.
   */
  readonly sample?: (model: ApiModel) => Sample;
}

/** The emitter of a collection, which also says what it calls things. */
export interface PostmanEmitter extends Emitter {
  /** What the reference tells of the collection of a model: made once, for this and for its files. */
  reference(model: ApiModel): PostmanReference;
}

/** A collection that is made, and where its requests came from. */
interface Made {
  readonly context: Context;
  readonly authorizations: Authorizations;
  readonly collection: Collection;
  readonly placed: readonly PlacedItem[];
}

/**
 * A Postman collection (2.1) of every operation, and an environment with what differs between its
 * users. `x-postman` extensions say how a document wants to be presented.
 */
export function postman(options: PostmanOptions = {}): PostmanEmitter {
  const known = new WeakMap<ApiModel, Made>();
  const madeOf = (model: ApiModel): Made => {
    const made = known.get(model) ?? collectionOf(model, options);
    known.set(model, made);
    return made;
  };
  return {
    name: "postman",
    reference: (model) => {
      const { placed, ...made } = madeOf(model);
      return postmanReference(placed, made);
    },
    emit(model) {
      const { context, collection } = madeOf(model);
      // Its files are all that is still wanted of it.
      known.delete(model);
      const environment = environmentOf(context, collection.info.name);
      return {
        files: [
          { path: "postman/collection.json", kind: "json", value: collection as unknown as Json },
          { path: "postman/environment.json", kind: "json", value: environment as unknown as Json },
        ],
        diagnostics: context.diagnostics,
      };
    },
  };
}

/** Where variables want one name, all of them have to be known before one is called so. */
function collectionOf(model: ApiModel, options: PostmanOptions): Made {
  const sample = options.sample?.(model) ?? (() => undefined);
  const made = make(new Context(model, sample));
  const others = made.context.variables.otherNames();
  return others.size === 0 ? made : make(new Context(model, sample, others));
}

function make(context: Context): Made {
  const { info } = context.model;
  const name = plain([context.document.name ?? info.title]);
  const servers = new Servers(context);
  const authorizations = new Authorizations(context);
  const { item, placed } = foldersOf({ context, servers, authorizations });
  const tokens = authorizations.tokenRequests;
  const { description } = info.docs;
  const collection: Collection = {
    info: {
      _postman_id: uuidOf("collection", info.title),
      name,
      ...(description === undefined ? {} : { description: plain([description.trim()]) }),
      version: plain([info.version]),
      schema: COLLECTION_SCHEMA,
    },
    item,
    auth: authorizations.shared.auth,
    event: collectionEvents,
    variable: [
      ...context.variables.collection(),
      ...(tokens.length === 0
        ? []
        : [
            {
              key: TOKEN_REQUESTS,
              value: jsonEscaped(JSON.stringify(tokens)),
              type: "string" as const,
              description: "How the collection fetches tokens: read by its pre-request script.",
            },
          ]),
    ],
  };
  return { context, authorizations, collection, placed };
}

function environmentOf(context: Context, collection: string): Environment {
  const name = context.document.environment ?? collection;
  return {
    id: uuidOf("environment", context.model.info.title),
    name: plain([name]),
    values: context.variables.environment(),
    _postman_variable_scope: "environment",
  };
}

/** A folder a tag, in the document's order; operations without a tag stand beside the folders. */
function foldersOf(shared: Shared): {
  readonly item: readonly (Folder | Item)[];
  readonly placed: readonly PlacedItem[];
} {
  const { model, settings } = shared.context;
  const made = new Map(
    model.operations.map((operation) => [operation, itemsOf(shared, operation)] as const),
  );
  const all = [...made].flatMap(([operation, items]) =>
    items.map(({ item, detail }) => ({ operation, item, wish: item.name, detail })),
  );
  const names = requestNames(all);
  const nameOf = new Map(all.map(({ item }, index) => [item, names[index] ?? item.name]));
  const placed: PlacedItem[] = [];
  const items = (operations: readonly Operation[], folder?: string): Item[] =>
    operations.flatMap((operation) =>
      (made.get(operation) ?? []).map((one) => {
        const item = { ...one.item, name: nameOf.get(one.item) ?? one.item.name };
        placed.push({ ...one, operation, item, ...(folder !== undefined && { folder }) });
        return item;
      }),
    );
  const declared = model.tags.map((tag) => tag.name);
  const tags = new Set([
    ...declared,
    ...model.operations.flatMap(({ tags: [first] }) => first ?? []),
  ]);
  const folders: (Folder | Item)[] = [];
  for (const tag of tags) {
    const members = model.operations.filter(({ tags: [first] }) => first === tag);
    if (members.length === 0) continue;
    const docs = model.tags.find(({ name }) => name === tag)?.docs;
    const { name: wish } = docs === undefined ? {} : settings.tag(docs);
    const name = plain([wish ?? tag]);
    folders.push({
      id: uuidOf("folder", tag),
      name,
      ...(docs?.description === undefined ? {} : { description: plain([docs.description.trim()]) }),
      item: items(members, name),
    });
  }
  const loose = items(model.operations.filter(({ tags: all }) => all.length === 0));
  return { item: [...folders, ...loose], placed };
}
