import type { ApiModel, Operation } from "../../model/model.js";
import type { EmittedFile } from "../emitter.js";
import { declared } from "./schema-page.js";

/**
 * Where the pages of a reference are, by what they are of: `POST /pets` → `operations/create-pet.md`.
 * Names of pages follow from names in the document; what they are of outlives a new name.
 */
export interface Addresses {
  /** `info.version` */
  readonly version: string;
  readonly operations: Readonly<Record<string, string>>;
  readonly webhooks: Readonly<Record<string, string>>;
  /** By their keys in `components`. */
  readonly schemas: Readonly<Record<string, string>>;
}

/** The addresses of a document's pages, paths below `docs/`. */
export function addressesOf(model: ApiModel): Addresses {
  return {
    version: model.info.version,
    operations: operationsIn("operations", [...model.operations, ...model.unsent]),
    webhooks: operationsIn("webhooks", model.webhooks),
    schemas: Object.fromEntries(
      declared(model).map(([, { key, file }]) => [key, `schemas/${file}.md`]),
    ),
  };
}

/** The same as a file beside the pages, for who wants to link to them: `docs/addresses.json`. */
export function addressesFile(model: ApiModel): EmittedFile {
  return { kind: "json", path: "docs/addresses.json", value: { ...addressesOf(model) } };
}

function operationsIn(folder: string, operations: readonly Operation[]): Record<string, string> {
  return Object.fromEntries(
    operations.map(({ method, path, file }) => [
      `${method.toUpperCase()} ${path}`,
      `${folder}/${file}.md`,
    ]),
  );
}
