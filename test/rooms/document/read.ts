import {
  readDocument,
  type Filters,
  type ReadResult,
} from "../../../generator/document/document.js";
import type { Json } from "../../../generator/model/json.js";

/** Files by name; text or, for short, values. The entry is `openapi.yaml`. */
export type Given = { readonly [path: string]: Json };

/** Reads a document from memory as if it lay in `api/`. */
export function read(files: Given, filters: Filters = {}): Promise<ReadResult> {
  return readDocument({
    ...filters,
    entry: "api/openapi.yaml",
    load: (path) => {
      const file = Object.hasOwn(files, path) ? files[path] : undefined;
      if (file === undefined) return Promise.resolve({ kind: "missing" });
      return Promise.resolve({
        kind: "text",
        text: typeof file === "string" ? file : JSON.stringify(file),
      });
    },
  });
}

/** A document around some members. */
export function documentWith(members: { readonly [name: string]: Json }, openapi = "3.1.0"): Json {
  return { openapi, info: { title: "Pets", version: "1.0" }, paths: {}, ...members };
}

/** A document with these schemas. */
export function schemasOf(schemas: Json, openapi = "3.1.0"): Json {
  return documentWith({ components: { schemas } }, openapi);
}

/** The findings' codes with their pointers, those of an empty document left out. */
export function codesOf({ diagnostics }: ReadResult): string[] {
  return diagnostics
    .filter(({ code }) => code !== "document/empty")
    .map(({ code, location }) => `${code} ${location?.file ?? ""}${location?.pointer ?? ""}`);
}
