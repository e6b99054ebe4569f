import { createRequire } from "node:module";
import { compiler } from "./syntax/compiler.js";
import { references } from "./syntax/references.js";

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
function loaded(): { readonly transformSchema: unknown; readonly transformSchemaObject: unknown } {
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
      transformSchema: require("openapi-typescript/dist/transform/index.cjs") as unknown,
      transformSchemaObject: (
        require("openapi-typescript/dist/transform/schema-object.cjs") as { default: unknown }
      ).default,
    };
  } finally {
    for (const [path, known] of before) {
      if (known === undefined) Reflect.deleteProperty(cache, path);
      else cache[path] = known;
    }
  }
}
