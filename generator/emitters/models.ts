import { code, identifier, literal, type } from "../code/code.js";
import type { ApiModel } from "../model/model.js";
import type { SchemaId, View } from "../model/schema.js";
import type { Emitter, Statement } from "./emitter.js";

/** One documented type alias per component: `export type Connection = components["schemas"]["Connection"]`. */
export function models(): Emitter {
  const components = type("components", "src/types.ts");
  return {
    name: "models",
    reads: "directions",
    emit(model: ApiModel) {
      const readings = readingsOf(model);
      const statements = Object.values(model.schemas).flatMap(
        ({ id, declaration, docs }): Statement[] => {
          if (declaration === undefined) return [];
          const { key, name } = declaration;
          const alias = code`export type ${identifier(name)} = ${components}["schemas"][${literal(key)}];`;
          const text = [
            docs.description ?? docs.title,
            ...(readings.get(id) ?? []),
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

/** What stands beside a schema that requests and answers have differently, by the id of each. */
function readingsOf({ schemas }: ApiModel): Map<SchemaId, string[]> {
  const said = new Map<SchemaId, string[]>();
  for (const { id, declaration } of Object.values(schemas)) {
    const { reading, name = "" } = declaration ?? {};
    if (reading === undefined) continue;
    const of = schemas[reading.of]?.declaration;
    if (of === undefined) continue;
    const where = WHERE[reading.view];
    said.set(reading.of, [...(said.get(reading.of) ?? []), `${where} it is {@link ${name}}.`]);
    said.set(id, [`{@link ${of.name}}, ${where.toLowerCase()}.`]);
  }
  return said;
}

const WHERE: Readonly<Record<View, string>> = {
  request: "In requests",
  response: "In answers",
  strict: "In answers that alternatives tell apart",
};
