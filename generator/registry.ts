import { runtimeFor } from "./emitters/client/runtime.js";
import type { Emitter } from "./emitters/emitter.js";
import type { PostmanEmitter } from "./emitters/postman/postman.js";
import { packageNameOf } from "./lower/package-name.js";
import type { Json } from "./model/json.js";
import type { ApiModel } from "./model/model.js";

export const emitterNames = [
  "types",
  "models",
  "zod",
  "client",
  "package",
  "docs",
  "postman",
  "contract",
  "model",
] as const;

export type EmitterName = (typeof emitterNames)[number];

export interface EmitterOptions {
  /** Name of the generated package; default: what of the document's title names the API, and `-client`. */
  readonly name?: string;
  /** Whether `format` decides validity; default `assert`. */
  readonly formats?: "assert" | "annotate";
  /** Whether enumerations in responses take values that are not listed; default `open`. */
  readonly enums?: "open" | "closed";
  /** `exact`: int64 and decimals are read and printed without rounding; default `double`. */
  readonly numbers?: "double" | "exact";
  /** `mini`: schemas are written for `zod/mini`, and bundle small; default `classic`. */
  readonly zod?: "classic" | "mini";
  /** Pages beside the reference: templates by name, and the data they are given. */
  readonly guides?: { readonly templates: readonly string[]; readonly data: Json };
  readonly only?: readonly EmitterName[];
}

type Templates = Readonly<Record<string, string>>;

/** The emitters of a run, in the order they run. Each is loaded only when it is wanted: some are slow to load. */
export async function emittersOf(
  model: ApiModel,
  directed: ApiModel,
  options: EmitterOptions,
  templates: Templates,
): Promise<Emitter[]> {
  const { formats = "assert", numbers = "double", zod: dialect = "classic" } = options;
  const name = options.name ?? packageNameOf(model.info.title);
  const wanted = options.only ?? emitterNames.filter((emitter) => emitter !== "model");
  const collection = once(() => postmanEmitter());
  const make: { readonly [N in EmitterName]: () => Promise<Emitter> } = {
    types: async () => (await import("./emitters/types/types.js")).types({ formats, numbers }),
    models: async () => (await import("./emitters/models.js")).models(),
    zod: async () => (await import("./emitters/zod/zod.js")).zod({ formats, numbers, dialect }),
    client: async () =>
      (await import("./emitters/client/client.js")).client({
        runtime: runtimeTexts(templates, dialect),
        numbers,
        agent: `${name.replace(/^@/, "").replace(/[^!#$%&'*+.^_`|~A-Za-z0-9-]/g, "-")}/${semanticVersion(model.info.version)}`,
      }),
    package: async () => {
      const [{ packageFiles }, { Synthesiser }, { Evaluator }] = await Promise.all([
        import("./emitters/package/package.js"),
        import("./emitters/contract/synthesise.js"),
        import("./emitters/contract/evaluate.js"),
      ]);
      return packageFiles({
        name,
        version: semanticVersion(model.info.version),
        templates: folder(templates, "package/"),
        samples: (described) => {
          const synthesiser = new Synthesiser(described, "request");
          const evaluator = new Evaluator(described, "request");
          return {
            valueOf: (id) => synthesiser.valueOf(id),
            accepts: (id, value) => evaluator.isValid(id, value),
          };
        },
      });
    },
    docs: async () =>
      (await import("./emitters/docs/docs.js")).docs({
        packageName: name,
        directed,
        reading: {
          formats: options.formats ?? "assert",
          enums: options.enums ?? "open",
          numbers: options.numbers ?? "double",
          zod: dialect,
        },
        guides: options.guides,
        postman: wanted.includes("postman") ? (await collection()).reference : undefined,
      }),
    postman: collection,
    contract: async () => (await import("./emitters/contract/contract.js")).contract(),
    model: async () => (await import("./emitters/model.js")).model(),
  };
  return Promise.all(
    emitterNames.filter((emitter) => wanted.includes(emitter)).map((emitter) => make[emitter]()),
  );
}

async function postmanEmitter(): Promise<PostmanEmitter> {
  const [{ postman }, { Synthesiser }] = await Promise.all([
    import("./emitters/postman/postman.js"),
    import("./emitters/contract/synthesise.js"),
  ]);
  return postman({
    sample: (described) => {
      const synthesiser = new Synthesiser(described, "request");
      // A list without items leaves no trace in a query, nor a body to look at.
      return (id) => {
        const least = synthesiser.valueOf(id);
        const isEmpty = Array.isArray(least) && least.length === 0;
        const plan = { optional: true, branch: 0, conditions: false };
        return isEmpty ? (synthesiser.valueOf(id, plan) ?? least) : least;
      };
    },
  });
}

/** Makes something when it is first asked for, and gives the same from then on. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** What every generated package runs on, by file name: the text of `src/runtime/`. */
export function runtimeTexts(
  templates: Templates,
  zod: "classic" | "mini" = "classic",
): Record<string, string> {
  return runtimeFor(zod, folder(templates, "runtime/"));
}

/** The templates of one folder, by their names inside it. */
function folder(templates: Templates, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(templates)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, text]) => [path.slice(prefix.length), text]),
  );
}

/** The document's version where it is a semantic one, `2.1` made whole; else `0.0.0`. */
function semanticVersion(version: string): string {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?$/.exec(version.trim());
  if (match === null) return "0.0.0";
  const [, major = "0", minor = "0", patch = "0", suffix = ""] = match;
  return [major, minor, patch].map((part) => String(Number(part))).join(".") + suffix;
}
