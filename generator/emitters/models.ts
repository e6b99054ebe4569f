import { code, identifier, literal, type } from "../code/code.js";
import type { ApiModel } from "../model/model.js";
import type { Emitter, Statement } from "./emitter.js";

/** One documented type alias per component: `export type Connection = components["schemas"]["Connection"]`. */
export function models(): Emitter {
  const components = type("components", "src/types.ts");
  return {
    name: "models",
    reads: "directions",
    emit(model: ApiModel) {
      const statements = Object.values(model.schemas).flatMap(
        ({ declaration, docs }): Statement[] => {
          if (declaration === undefined) return [];
          const { key, name } = declaration;
          const alias = code`export type ${identifier(name)} = ${components}["schemas"][${literal(key)}];`;
          const text = [
            docs.description ?? docs.title,
            docs.deprecated ? "@deprecated" : undefined,
          ];
          const comment = text.filter((part) => part !== undefined).join("\n\n");
          return [comment === "" ? { code: alias } : { docs: comment, code: alias }];
        },
      );
      const file = { path: "src/models.ts", kind: "typescript", statements } as const;
      // A file without declarations would not be a module.
      return {
        files:
          statements.length === 0
            ? [{ ...file, statements: [{ code: code`export {};` }] }]
            : [file],
        diagnostics: [],
      };
    },
  };
}
