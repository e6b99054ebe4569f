import { code, identifier, join, key, literal, value, type Code } from "../../code/code.js";
import { judgedHeaders } from "../../model/header-reading.js";
import type { ApiModel, MediaType, Operation, Parameter, Response } from "../../model/model.js";
import { child } from "../../model/pointer.js";
import { operationKeyOf } from "../../model/type-keys.js";
import { isValidated } from "../../model/validators.js";
import { parameterSchema } from "../../model/walk.js";
import type { EmittedFile, Statement } from "../emitter.js";
import { declaration } from "./declarations.js";
import { headerJudge, readable, type JudgedAnswer } from "./headers.js";
import {
  packedHeaders,
  packedObject,
  packedPart,
  packedRecord,
  type PackedRecord,
  type PackedStatement,
} from "./packed.js";
import { below, Places } from "./places.js";
import { relative } from "./specifiers.js";
import type { Printer, Scope } from "./scope.js";
import { braces, operations, z } from "./symbols.js";

/** The schemas of one operation, and the object that lends them to the client. */
export interface OperationModule {
  readonly file: EmittedFile;
  readonly path: string;
  /** Everything the file exports. */
  readonly names: readonly string[];
  /** `createConnectionValidators` */
  readonly validators: string;
  /** What the packed declarations say of the same exports. */
  readonly packed: readonly Statement[];
}

/** Who sends an operation's request: we, by the client, or the server, to whoever serves its webhooks and callbacks. */
export type Role = "called" | "webhook" | "callback";

export function operationModule(
  operation: Operation,
  printer: Printer,
  role: Role,
  { schemas }: ApiModel,
): OperationModule {
  const path = `src/schemas/operations/${operation.file}.ts`;
  const statements: Statement[] = [];
  const names: string[] = [];
  const packed: Statement[] = [];
  const declare = (
    name: string,
    expression: Code,
    docs: string,
    stated: PackedStatement,
    places?: Places,
  ): Code => {
    names.push(name);
    statements.push({ docs, code: declaration(name, expression, places) });
    packed.push({ docs, code: stated(name) });
    return identifier(name);
  };
  const typed = code`${operations}[${literal(operationKeyOf(operation))}]`;
  const called = named(operation, role);
  const members: PackedRecord[number][] = [];
  for (const [place, name] of PLACES) {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    if (parameters.length === 0) continue;
    const places = new Places(operation.pointer);
    const symbol = declare(
      `${operation.typeName}${name}Schema`,
      printParameters(parameters, printer, scopeOf(places)),
      `The ${place} parameters of ${called}.`,
      packedObject(code`NonNullable<${typed}["parameters"][${literal(place)}]>`),
      places,
    );
    members.push([place, symbol]);
  }
  const bodies = printContent(
    operation.requestBody?.content ?? [],
    `${operation.typeName}Body`,
    `The body of ${called}.`,
    code`NonNullable<${typed}["requestBody"]>`,
  );
  if (bodies.length > 0) members.push(["body", bodies]);
  const responseName = ({ status }: Response): string =>
    `${operation.typeName}Response${status === "default" ? "Default" : String(status)}`;
  const responses = operation.responses.flatMap((response) => {
    const { status, content } = response;
    const bodies = printContent(
      content,
      responseName(response),
      `The body of a ${String(status)} answer to ${called}.`,
      code`${typed}["responses"][${literal(status)}]`,
    );
    return bodies.length === 0 ? [] : [[String(status), bodies] as const];
  });
  members.push(["responses", responses]);
  const headers = role === "called" ? operation.responses.flatMap(answerHeaders) : [];
  if (headers.length > 0) members.push(["headers", headerJudge(headers, schemas)]);

  function answerHeaders(response: Response): JudgedAnswer[] {
    const { status } = response;
    const headers = judgedHeaders(response, schemas);
    if (headers.length === 0) return [];
    const places = new Places(operation.pointer);
    const schema = declare(
      `${responseName(response)}HeadersSchema`,
      printParameters(
        headers.map((header) => readable(header, schemas)),
        printer,
        scopeOf(places),
      ),
      `The headers of a ${String(status)} answer to ${called}.`,
      packedHeaders(code`${typed}["responses"][${literal(status)}]["headers"]`, headers),
      places,
    );
    return [{ status, headers, schema }];
  }

  function printContent(
    content: readonly MediaType[],
    name: string,
    docs: string,
    holder: Code,
  ): (readonly [string, Code])[] {
    return content.flatMap((media) => {
      const { type, suffix = "", schema } = media;
      if (schema === undefined || !isValidated(media)) return [];
      const own = code`${holder}["content"][${literal(type)}]`;
      const places = new Places(schema);
      const symbol = declare(
        `${name}${suffix}Schema`,
        printer.print(schema, scopeOf(places)).code,
        docs,
        packedPart(schema, own, printer),
        places,
      );
      return [[type, symbol] as const];
    });
  }

  const validators = `${operation.name}Validators`;
  // The client judges what it sends; what is received is judged by whoever serves it.
  const all = role === "called" ? [...members, ...judging] : members;
  declare(
    validators,
    printRecord(all),
    `What ${called} sends and answers${role === "called" ? ", for `createClient`" : ""}.`,
    packedRecord(all),
  );
  const file: EmittedFile = { path, kind: "typescript", statements };
  return { file, path, names, validators, packed };
}

function named({ method, path }: Operation, role: Role): string {
  const request = `\`${method.toUpperCase()} ${path}\``;
  return role === "called"
    ? request
    : `the ${role} ${role === "webhook" ? `\`${path}\`` : request}`;
}

/** `{ path: …, responses: { "200": { "application/json": … } } }` */
function printRecord(record: PackedRecord): Code {
  return braces(
    record.map(([name, value]) => {
      const shorthand = JUDGING.find((symbol) => symbol.name === name);
      if (shorthand !== undefined) return code`${shorthand}`;
      if ("expression" in value) return code`${key(name)}: ${value.expression}`;
      const text = "kind" in value ? value : printRecord(value);
      return code`${key(name)}: ${text}`;
    }),
  );
}

/** What judges by the schemas, and says which keywords of the document do not hold. */
const JUDGING = [
  value("judge", "src/runtime/judge.ts"),
  value("explain", "src/runtime/findings.ts"),
] as const;
const judging = JUDGING.map((symbol) => [symbol.name, code`${symbol}`] as const);

const PLACES = [
  ["path", "Path"],
  ["query", "Query"],
  ["header", "Header"],
  ["cookie", "Cookie"],
] as const;

/** Parameters as callers pass them: one object of a place, by the names on the wire, values not yet text. */
function printParameters(parameters: readonly Parameter[], printer: Printer, scope: Scope): Code {
  const members = parameters.map((parameter) => {
    const schema = parameterSchema(parameter);
    const at = below(scope, "properties", parameter.key);
    // Each parameter is described, and required, by an object of its own.
    scope.places.note(at.place, scope.places.of(schema ?? child(parameter.pointer, "schema")));
    const expression = schema === undefined ? code`${z}.unknown()` : printer.print(schema, at).code;
    const member = parameter.required ? expression : printer.dialect.optional(expression);
    return code`${key(parameter.key)}: ${member}`;
  });
  return code`${z}.looseObject(${braces(members)})`;
}

/** Operations are on no cycle. */
function scopeOf(places: Places): Scope {
  const needs = new Set<never>();
  return { inMember: false, inCheck: false, inThunk: false, needs, place: "", places };
}

/** Where the validators of a role stand by the names of its operations. */
const MAPS: { readonly [R in Role]: string } = {
  called: "src/schemas/validators.ts",
  webhook: "src/schemas/webhooks.ts",
  callback: "src/schemas/callbacks.ts",
};

/**
 * `export { createConnectionValidators as createConnection } from …`, one a line. A namespace, not an
 * object: a compiler that reads an object's type must infer every schema of the package, and a
 * bundler keeps all of it.
 */
export function validatorsModule(
  operations: readonly (readonly [Operation, OperationModule])[],
  role: Role,
): EmittedFile {
  const path = MAPS[role];
  const lines = operations.map(
    ([operation, module]) =>
      code`export { ${identifier(module.validators)} as ${identifier(operation.name)} } from ${literal(relative(path, module.path))};`,
  );
  return {
    path,
    kind: "typescript",
    statements: [{ code: lines.length === 0 ? code`export {};` : join(lines, "\n") }],
  };
}
