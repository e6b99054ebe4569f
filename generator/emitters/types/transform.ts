import { createRequire } from "node:module";
import type * as openapiTypescript from "openapi-typescript";
import { compiler } from "./syntax/compiler.js";
import type { Declaration, Syntax, TypeNode } from "./syntax/nodes.js";
import { references } from "./syntax/references.js";

export type { OpenAPI3, SchemaObject } from "openapi-typescript";

/** Nodes are ours here; to openapi-typescript they are the compiler's. */
type Options = openapiTypescript.TransformNodeOptions;
export type TransformNodeOptions = Omit<Options, "ctx"> & { readonly ctx: GlobalContext };
export type GlobalContext = Omit<
  openapiTypescript.GlobalContext,
  "injectFooter" | "postTransform" | "transform"
> & {
  injectFooter: Syntax[];
  postTransform: (type: TypeNode) => TypeNode | undefined;
  transform: (
    schema: openapiTypescript.SchemaObject,
    options: TransformNodeOptions,
  ) => TypeNode | undefined;
};

interface Transform {
  /** `paths`, `components` and the rest as declarations. */
  readonly transformSchema: (
    document: openapiTypescript.OpenAPI3,
    context: GlobalContext,
  ) => Declaration[];
  /** One schema as a type. */
  readonly transformSchemaObject: (
    schema: openapiTypescript.SchemaObject,
    options: TransformNodeOptions,
  ) => TypeNode;
}

/** What is lent to the transform in the place of packages that it asks for. */
const LENT = {
  typescript: compiler,
  "@redocly/openapi-core/lib/ref-utils.js": references,
};

export const { transformSchema, transformSchemaObject } = loaded();

/**
 * openapi-typescript's transform, required module by module: the package's front door loads what
 * bundles and checks a document, which is done already. What it asks of the compiler are nodes, and
 * of redocly how references read; it is lent ours while it loads, and the nine megabytes of the one
 * and all that bundles in the other are not read, which would be most of a small run. Whoever asks
 * for them afterwards gets them.
 */
function loaded(): Transform {
  const require = createRequire(import.meta.url);
  const within = createRequire(require.resolve("openapi-typescript/dist/lib/ts.cjs"));
  const { cache } = within;
  const before = Object.entries(LENT).map(([name, exports]) => {
    const path = within.resolve(name);
    const known = cache[path];
    cache[path] = { loaded: true, exports } as unknown as NodeJS.Module;
    return [path, known] as const;
  });
  try {
    return {
      transformSchema: require("openapi-typescript/dist/transform/index.cjs") as never,
      transformSchemaObject: (
        require("openapi-typescript/dist/transform/schema-object.cjs") as { default: never }
      ).default,
    };
  } finally {
    for (const [path, known] of before) {
      if (known === undefined) Reflect.deleteProperty(cache, path);
      else cache[path] = known;
    }
  }
}
