import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type * as Package from "../../generated/src/index.js";
import type * as Schemas from "../../generated/src/schemas/index.js";

/** The generated package, or what of it the tutorial uses. */
export interface Generated {
  readonly createClient: typeof Package.createClient;
  readonly validators: typeof Schemas.validators;
}

export type { Client } from "../../generated/src/index.js";
export type {
  ConnectionCreate,
  DataModelCreate,
  FeedInput,
  FieldTransformationCreate,
  PipelineCreate,
  PipelineReport,
} from "../../generated/src/models.js";

/** Loads the package from its sources; only now, as they may just have been written. */
export async function loadGenerated(folder: string): Promise<Generated> {
  const address = (path: string): string => pathToFileURL(resolve(join(folder, "src", path))).href;
  const { createClient } = (await import(address("index.ts"))) as typeof Package;
  const { validators } = (await import(address("schemas/index.ts"))) as typeof Schemas;
  return { createClient, validators };
}
