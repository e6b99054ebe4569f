import type { ApiModel, Operation } from "../../model/model.js";
import type { Declaration, Schema, SchemaId } from "../../model/schema.js";

/** Folder of a page below `docs/`; empty for those at its top. */
export type Folder = "" | "operations" | "webhooks" | "schemas" | "guides";

/** A page's place among the others: what it may look up, and how it links to the rest. */
export class Place {
  readonly model: ApiModel;
  readonly folder: Folder;

  constructor(model: ApiModel, folder: Folder) {
    this.model = model;
    this.folder = folder;
  }

  /** The schema of an id; every id of the model resolves. */
  schema(id: SchemaId): Schema {
    const schema = this.model.schemas[id];
    if (schema === undefined) throw new Error(`no schema ${id}`);
    return schema;
  }

  /** Its declaration when the schema has a page of its own; readings share that of what they read, if it has one. */
  declaration(id: SchemaId): Declaration | undefined {
    const own = this.model.schemas[id]?.declaration;
    if (own?.reading === undefined) return own;
    return this.model.schemas[own.reading.of]?.declaration;
  }

  /** A relative link from this page to one below `docs/`. */
  link(folder: Folder, file: string): string {
    if (folder === this.folder) return `${file}.md`;
    const up = this.folder === "" ? "" : "../";
    return `${up}${folder === "" ? "" : `${folder}/`}${file}.md`;
  }

  /** A relative link from this page to a file beside `docs/`. */
  fileLink(path: string): string {
    return `${this.folder === "" ? "" : "../"}../${path}`;
  }

  schemaLink({ file }: Declaration): string {
    return this.link("schemas", file);
  }

  operationLink({ file }: Operation): string {
    return this.link("operations", file);
  }
}
