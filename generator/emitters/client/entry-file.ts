import { code, identifier, join, key, literal, type Code } from "../../code/code.js";
import type { ApiModel } from "../../model/model.js";
import { operationKeyOf } from "../../model/type-keys.js";
import type { EmittedFile, Statement } from "../emitter.js";
import { hasChoice } from "./answers.js";
import { groupPath, type Group } from "./client-file.js";
import { followedLinks } from "./followed.js";
import { describedHeaders } from "./header-descriptors.js";
import { operationsType, runtimeType, runtimeValue } from "./symbols.js";

/** `src/operations.ts`: the operations by the name of their function, for errors that know no more than it. */
export function operationsFile({ operations }: ApiModel): EmittedFile {
  const members = operations.map(
    (operation) =>
      code`${key(operation.name)}: ${operationsType}[${literal(operationKeyOf(operation))}];`,
  );
  return {
    path: "src/operations.ts",
    kind: "typescript",
    statements: [
      {
        docs: "What each operation takes and answers, by the name of its function.",
        code: code`export interface Operations {\n${join(members, "\n")}\n}`,
      },
      {
        docs: `True when an error is an answer of that operation that the document declares: \`status\` then
narrows \`body\`. Errors the document does not know are \`ApiError\`s all the same.`,
        code: code`export function isErrorOf<Name extends keyof Operations>(operation: Name, error: unknown): error is ${runtimeType("ErrorOf", "inference")}<Operations[Name], Name> {
  return error instanceof ${runtimeValue("ApiError", "errors")} && error.documented && error.operation === operation;
}`,
      },
    ],
  };
}

interface Exported {
  readonly name: string;
  readonly typeOnly: boolean;
}

const values = (...names: string[]): Exported[] => names.map((name) => ({ name, typeOnly: false }));
const types = (...names: string[]): Exported[] => names.map((name) => ({ name, typeOnly: true }));

/** What of the runtime is public, by file. */
const RUNTIME: readonly (readonly [file: string, exported: readonly Exported[]])[] = [
  ["auth", types("ApiKeyCredential", "BasicCredential")],
  ["call", [...values("ApiCall"), ...types("Answer")]],
  ["call-logger", types("CallLogger")],
  ["clock", types("Clock")],
  [
    "errors",
    values(
      "ApiError",
      "CallError",
      "NetworkError",
      "RedirectError",
      "TimeoutError",
      "TokenError",
      "UnexpectedResponseError",
      "ValidationError",
    ),
  ],
  ["event-stream", types("ServerSentEvent")],
  ["exact-json", values("parseExact", "printExact")],
  ["exact-number", values("ExactNumber")],
  ["inference", types("Data", "ErrorOf", "Input")],
  ["judge", values("judge")],
  ["item-stream", values("EventStream", "ItemStream")],
  ["log", [...values("logTo"), ...types("LogFields", "Logger", "LogLevel")]],
  ["middleware", types("Middleware", "MiddlewareContext")],
  ["pages", types("Pages")],
  ["part", [...values("Part"), ...types("PartOptions")]],
  ["retry", types("ClientRetryOptions", "RetryOptions")],
  ["request-id", types("RequestIdOptions")],
  [
    "shared-tokens",
    [...values("shareTokens"), ...types("SharedTokens", "StoredToken", "TokenStore")],
  ],
  ["token", types("ClientCredentials", "TokenCredential")],
  ["transport", types("Transport")],
  [
    "validation",
    types(
      "OperationValidators",
      "ValidationIssue",
      "ValidationOptions",
      "Validator",
      "ValidatorIssue",
    ),
  ],
  ["waiter", types("Waited")],
];

/**
 * `src/index.ts`: everything but the schemas. Models come last: one that is called as something of
 * ours stays with `./models`, which has them all.
 */
export function entryFile(model: ApiModel, groups: readonly Group[]): EmittedFile {
  const files: (readonly [module: string, exported: readonly Exported[]])[] = [
    ["./client/index.js", [...values("createClient"), ...types("Client")]],
    ...groups.map((group) => [modulePath(groupPath(group)), exportsOf(group, model)] as const),
    ["./client/security.js", types("Auth")],
    ["./operations.js", [...values("isErrorOf"), ...types("Operations")]],
    ...RUNTIME.map(([file, exported]) => [`./runtime/${file}.js`, exported] as const),
    [
      "./transport.js",
      [
        ...values("createTransport", "servers"),
        ...types("AcceptOptions", "CallOptions", "ClientOptions", "ServerVariables", "WaitOptions"),
      ],
    ],
    ["./types.js", types("components", "operations", "paths", "webhooks")],
  ];
  const taken = new Set(files.flatMap(([, exported]) => exported.map(({ name }) => name)));
  const models = Object.values(model.schemas)
    .flatMap(({ declaration }) => (declaration === undefined ? [] : [declaration.name]))
    .filter((name) => !taken.has(name))
    .sort();
  const statements = [...files, ["./models.js", types(...models)] as const].flatMap(reexport);
  return { path: "src/index.ts", kind: "typescript", statements };
}

function exportsOf({ operations }: Group, model: ApiModel): Exported[] {
  return operations.flatMap((operation) => {
    const { name, typeName, waiter, pagination } = operation;
    const described = describedHeaders(operation, model.schemas).length > 0;
    const isLinked = followedLinks(operation, model).length > 0;
    return [
      ...values(
        name,
        ...(waiter === undefined ? [] : [waiter.name]),
        ...(pagination === undefined ? [] : [pagination.name]),
        ...(isLinked ? [operation.links] : []),
      ),
      ...types(`${typeName}Input`, `${typeName}Data`, `${typeName}Error`),
      ...(hasChoice(operation) ? types(`${typeName}Accept`) : []),
      ...(described ? types(`${typeName}Headers`) : []),
    ];
  });
}

function reexport([module, exported]: readonly [string, readonly Exported[]]): Statement[] {
  if (exported.length === 0) return [];
  const typesOnly = exported.every(({ typeOnly }) => typeOnly);
  const names = exported.map(({ name, typeOnly }): Code =>
    typeOnly && !typesOnly ? code`type ${identifier(name)}` : identifier(name),
  );
  return [
    {
      code: code`export ${typesOnly ? code`type ` : code``}{ ${join(names)} } from ${literal(module)};`,
    },
  ];
}

/** From `src/index.ts`. */
function modulePath(path: string): string {
  return path.replace(/^src\//, "./").replace(/\.ts$/, ".js");
}
