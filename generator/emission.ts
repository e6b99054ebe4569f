import { client } from "./emitters/client/client.js";
import { contract } from "./emitters/contract/contract.js";
import { Evaluator } from "./emitters/contract/evaluate.js";
import { Synthesiser } from "./emitters/contract/synthesise.js";
import { docs } from "./emitters/docs/docs.js";
import type { Emitter } from "./emitters/emitter.js";
import { model as modelEmitter } from "./emitters/model.js";
import { models } from "./emitters/models.js";
import { packageFiles } from "./emitters/package/package.js";
import { postman, type PostmanEmitter } from "./emitters/postman/postman.js";
import { types } from "./emitters/types/types.js";
import { zod } from "./emitters/zod/zod.js";
import { packageNameOf } from "./lower/package-name.js";
import type { ApiModel } from "./model/model.js";
import {
  emitterNames,
  folder,
  runtimeTexts,
  type EmitterName,
  type EmitterOptions,
  type Templates,
} from "./registry.js";

export { render } from "./render/render.js";

/**
 * The emitters of a run, in the order they run. Their modules, and what writes down their files, are
 * loaded with this one, all at once: a document that is refused does not wait for them, and one that
 * is not needs nearly all of them.
 */
export function emittersOf(
  model: ApiModel,
  directed: ApiModel,
  options: EmitterOptions,
  templates: Templates,
): Emitter[] {
  const { formats = "assert", numbers = "double", zod: dialect = "classic" } = options;
  const name = options.name ?? packageNameOf(model.info.title);
  const wanted = options.only ?? emitterNames.filter((emitter) => emitter !== "model");
  const collection = postmanEmitter();
  const make: { readonly [N in EmitterName]: () => Emitter } = {
    types: () => types({ formats, numbers }),
    models,
    zod: () => zod({ formats, numbers, dialect }),
    client: () =>
      client({
        runtime: runtimeTexts(templates, dialect),
        numbers,
        agent: `${name.replace(/^@/, "").replace(/[^!#$%&'*+.^_`|~A-Za-z0-9-]/g, "-")}/${semanticVersion(model.info.version)}`,
      }),
    package: () =>
      packageFiles({
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
      }),
    docs: () =>
      docs({
        packageName: name,
        directed,
        reading: {
          formats: options.formats ?? "assert",
          enums: options.enums ?? "open",
          numbers: options.numbers ?? "double",
          zod: dialect,
        },
        guides: options.guides,
        postman: wanted.includes("postman") ? collection.reference : undefined,
      }),
    postman: () => collection,
    contract: () => contract(),
    model: modelEmitter,
  };
  return emitterNames
    .filter((emitter) => wanted.includes(emitter))
    .map((emitter) => make[emitter]());
}

function postmanEmitter(): PostmanEmitter {
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

/** The document's version where it is a semantic one, `2.1` made whole; else `0.0.0`. */
function semanticVersion(version: string): string {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?$/.exec(version.trim());
  if (match === null) return "0.0.0";
  const [, major = "0", minor = "0", patch = "0", suffix = ""] = match;
  return [major, minor, patch].map((part) => String(Number(part))).join(".") + suffix;
}
