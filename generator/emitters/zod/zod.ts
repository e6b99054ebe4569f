import { code, identifier, join, key, literal, type Code } from "../../code/code.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { diagnose } from "../../diagnostics/reporter.js";
import type { ApiModel, Operation } from "../../model/model.js";
import type { Pointer, SchemaId } from "../../model/schema.js";
import { callbacksOf } from "../../model/walk.js";
import type { Emission, EmittedFile, Emitter, Statement } from "../emitter.js";
import { conditionsOf } from "./conditions.js";
import { declare } from "./declarations.js";
import { dialects, type DialectName } from "./dialect.js";
import { Facts } from "./facts.js";
import { groupUnits } from "./groups.js";
import { operationModule, validatorsModule, type Role } from "./operations.js";
import { retell } from "./retell.js";
import { relative } from "./specifiers.js";
import { packedFile, packedRecord, packedUnit } from "./packed.js";
import { braces } from "./symbols.js";
import { moduleOf, symbolOf, unitsOf, type Unit } from "./units.js";

export interface ZodOptions {
  /** Whether `format` decides validity, as most authors mean it (`assert`, the default), or not (`annotate`). */
  readonly formats?: "assert" | "annotate";
  /** How numbers are read: each as the nearest `number` (`double`, the default), or none rounded (`exact`). */
  readonly numbers?: "double" | "exact";
  /** Which of zod's interfaces the schemas are written in: `zod` (`classic`, the default) or `zod/mini`. */
  readonly dialect?: DialectName;
}

/** Validators: a zod schema per component and per part of an operation. */
export function zod({
  formats = "assert",
  numbers = "double",
  dialect: name = "classic",
}: ZodOptions = {}): Emitter {
  const dialect = dialects[name];
  return {
    name: "zod",
    reads: "directions",
    retell,
    emit(model: ApiModel): Emission {
      const diagnostics: Diagnostic[] = [];
      const facts = new Facts(model.schemas);
      const units = groupUnits(unitsOf(model), facts);
      const patterns = unreadablePatterns(diagnostics, model);
      const { modules, printer } = declare({
        facts,
        units,
        conditions: conditionsOf(units, model, facts),
        dialect,
        assertsFormats: formats === "assert",
        exactNumbers: numbers === "exact",
        onPattern: patterns,
      });
      const roles = rolesOf(model).map(([role, operations]) => ({
        role,
        operations: operations.map(
          (operation) => [operation, operationModule(operation, printer, role, model)] as const,
        ),
      }));
      const operations = roles.flatMap((one) => one.operations);
      const files: EmittedFile[] = [
        ...[...modules].map(([path, statements]): EmittedFile => ({
          path,
          kind: "typescript",
          statements,
        })),
        ...forwards(units),
        ...operations.map(([, { file }]) => file),
        registry(units),
        ...roles.map((one) => validatorsModule(one.operations, one.role)),
        packedFile([
          ...[...units.values()].map((unit) => packedUnit(unit, printer)),
          ...operations.flatMap(([, { packed }]) => packed),
          { code: packedRecord(componentsOf(units))("componentSchemas") },
          ...roles.map((one) => ({
            code: packedRecord(
              one.operations.map(([{ name }, { validators }]) => [name, identifier(validators)]),
            )(EXPORTED[one.role].name),
          })),
          explanations(),
        ]),
        index(
          [...units.values()].map(({ module, name }) => [module, name] as const),
          operations.flatMap(([, { path, names }]) => names.map((name) => [path, name] as const)),
          roles.map(({ role }) => role),
        ),
      ];
      return { files, diagnostics };
    },
  };
}

/** The operations that have validators, by who sends their requests; those of the client are there even if there is none. */
function rolesOf(model: ApiModel): (readonly [Role, readonly Operation[]])[] {
  const called: readonly [Role, readonly Operation[]] = ["called", model.operations];
  const callbacks = callbacksOf(model);
  return [
    called,
    ...(model.webhooks.length === 0 ? [] : [["webhook", model.webhooks] as const]),
    ...(callbacks.length === 0 ? [] : [["callback", callbacks] as const]),
  ];
}

/** How the validators of a role are exported. */
const EXPORTED: { readonly [R in Role]: { readonly name: string; readonly docs: string } } = {
  called: {
    name: "validators",
    docs: "The validators of every operation by its name: `createClient({ validation: { validators } })`.",
  },
  webhook: {
    name: "webhooks",
    docs: 'The validators of every webhook by its name: `webhooks.petAdded.body["application/json"]`.',
  },
  callback: {
    name: "callbacks",
    docs: 'The validators of every callback by its name: `callbacks.petAdded.body["application/json"]`.',
  },
};

/** Each pattern is reported once, at the first schema that has it. */
function unreadablePatterns(
  diagnostics: Diagnostic[],
  model: ApiModel,
): (pattern: string, reason: string) => void {
  const reported = new Set<string>();
  return (pattern, reason) => {
    if (reported.has(pattern)) return;
    reported.add(pattern);
    const pointer = Object.values(model.schemas).find(
      ({ assertions: { string, object } }) =>
        string?.pattern === pattern || Object.hasOwn(object?.patternProperties ?? {}, pattern),
    )?.id;
    const location =
      pointer === undefined ? undefined : { file: "", pointer: pointer satisfies Pointer };
    diagnostics.push(diagnose("schema/invalid-pattern", location, { pattern, reason }));
  };
}

/** Modules of components that are declared elsewhere, together with the rest of their cycle. */
function forwards(units: ReadonlyMap<SchemaId, Unit>): EmittedFile[] {
  return [...units.values()].flatMap(({ schema, module, name }): EmittedFile[] => {
    const own = schema.declaration === undefined ? module : moduleOf(schema.declaration.file);
    if (own === module) return [];
    const statement = code`export { ${identifier(name)} } from ${literal(relative(own, module))};`;
    return [{ path: own, kind: "typescript", statements: [{ code: statement }] }];
  });
}

/** The components' declarations by their keys. */
function componentsOf(units: ReadonlyMap<SchemaId, Unit>): [key: string, name: Code][] {
  return [...units.values()].flatMap(({ schema: { declaration }, name }) =>
    declaration === undefined ? [] : [[declaration.key, identifier(name)]],
  );
}

function registry(units: ReadonlyMap<SchemaId, Unit>): EmittedFile {
  const members = [...units.values()].flatMap((unit) => {
    const { declaration } = unit.schema;
    if (declaration === undefined || declaration.reading !== undefined) return [];
    return [code`${key(declaration.key)}: ${symbolOf(unit)}`];
  });
  return {
    path: "src/schemas/registry.ts",
    kind: "typescript",
    statements: [
      {
        docs: "The schema of every component by its name in the document, read as it is written: in no direction.",
        code: code`export const componentSchemas = ${braces(members)};`,
      },
    ],
  };
}

type Export = readonly [path: string, name: string];

function index(
  components: readonly Export[],
  operations: readonly Export[],
  roles: readonly Role[],
): EmittedFile {
  const ours: Export[] = [["src/schemas/registry.ts", "componentSchemas"]];
  const byPath = new Map<string, string[]>();
  for (const [path, name] of [...components, ...operations, ...ours]) {
    byPath.set(path, [...(byPath.get(path) ?? []), name]);
  }
  const lines = [...byPath].map(([path, names]) => {
    const list = join([...names].sort(byCodeUnits).map(identifier));
    return code`export { ${list} } from ${literal(relative("src/schemas/index.ts", path))};`;
  });
  const statements: Statement[] = [
    { code: join(lines, "\n") },
    ...roles.map((role) => {
      const { name, docs } = EXPORTED[role];
      return { docs, code: code`export * as ${identifier(name)} from ${literal(`./${name}.js`)};` };
    }),
    explanations(),
  ];
  return { path: "src/schemas/index.ts", kind: "typescript", statements };
}

/** What says of a refused value why it is. */
function explanations(): Statement {
  const [findings, finding] = [literal("../runtime/findings.js"), literal("../runtime/finding.js")];
  return {
    code: code`export { explain, formatFindings } from ${findings};\nexport type { Finding } from ${finding};`,
  };
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
