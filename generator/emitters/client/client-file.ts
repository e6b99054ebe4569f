import { code, join, key, nothing, type, value, type Code } from "../../code/code.js";
import { jsdoc } from "../../code/jsdoc.js";
import type { ApiModel, Operation, Tag } from "../../model/model.js";
import type { EmittedFile } from "../emitter.js";
import { acceptType, signatureOf } from "./answers.js";
import { describedHeaders } from "./header-descriptors.js";
import { inputParameter } from "./input.js";
import { memberDocs } from "./operation-docs.js";
import { pagesDocs, pagesResult } from "./pages.js";
import { lines } from "./security-file.js";
import { callOptions, TRANSPORT, transportType, waitOptions } from "./symbols.js";
import { waiterDocs, waiterResult } from "./waiters.js";

export const CLIENT = "src/client/index.ts";

/** A tag that has operations. */
export interface Group {
  readonly tag: Tag;
  readonly operations: readonly Operation[];
}

/** Where a group's functions stand. */
export function groupPath({ tag }: Group): string {
  return `src/client/${tag.file}.ts`;
}

/** The tags that have operations, in the document's order. */
export function groupsOf({ tags, operations }: ApiModel): Group[] {
  return tags
    .map((tag) => ({ tag, operations: operations.filter(({ group }) => group === tag.group) }))
    .filter((group) => group.operations.length > 0);
}

/** `src/client/index.ts`: all functions, grouped by tag and bound to one transport. */
export function clientFile(groups: readonly Group[], model: ApiModel): EmittedFile {
  const members = groups.map((group) => {
    const declared = group.operations.flatMap((operation) =>
      membersOf(operation, group, model).map(declaration),
    );
    return code`${comment(group.tag.docs.description ?? "")}readonly ${key(group.tag.group)}: {${lines(declared)}};`;
  });
  const values = groups.map((group) => {
    const bound = group.operations.flatMap((operation) =>
      membersOf(operation, group, model).map(binding),
    );
    return code`${key(group.tag.group)}: {${join(bound)}},`;
  });
  return {
    path: CLIENT,
    kind: "typescript",
    statements: [
      {
        docs: "Every operation, by its tag.",
        code: code`export interface Client {${lines(members)}
  /** What all operations share; functions imported one by one take it. */
  readonly transport: ${transportType};
}`,
      },
      {
        docs: "A client for the whole API. Where size matters, import operations one by one and give them a transport.",
        code: code`export function createClient(options: ${type("ClientOptions", TRANSPORT)} = {}): Client {
  const transport = ${value("createTransport", TRANSPORT)}(options);
  return {${lines(values)} transport };
}`,
      },
    ],
  };
}

/** A member of a group: an operation, or what its extensions made of it. */
interface Member {
  readonly name: string;
  readonly docs: string;
  readonly typeParameters: Code;
  readonly parameters: Code;
  readonly result: Code;
  /** The function it is bound to. */
  readonly target: Code;
}

function membersOf(operation: Operation, group: Group, model: ApiModel): Member[] {
  const path = groupPath(group);
  const { name, typeName, member, waiter, pagination } = operation;
  const input = inputParameter(operation, type(`${typeName}Input`, path));
  const target = (name: string) => code`${value(name, path)}`;
  const isDescribed = describedHeaders(operation, model.schemas).length > 0;
  const signature = signatureOf(operation, {
    accept: acceptType(operation, path),
    data: type(`${typeName}Data`, path),
    headers: isDescribed ? type(`${typeName}Headers`, path) : undefined,
  });
  const imported = (result: Code): Code =>
    withTypes(result, [`${typeName}Data`, `${typeName}Error`], path);
  return [
    {
      name: member,
      docs: memberDocs(operation, model),
      typeParameters: signature.typeParameters,
      parameters: code`${input}, options?: ${signature.options}`,
      result: signature.result,
      target: target(name),
    },
    ...(waiter === undefined
      ? []
      : [
          {
            name: waiter.name,
            docs: waiterDocs(operation, waiter),
            typeParameters: nothing,
            parameters: code`${input}, options?: ${waitOptions}`,
            result: imported(waiterResult(operation, waiter)),
            target: target(waiter.name),
          },
        ]),
    ...(pagination === undefined
      ? []
      : [
          {
            name: pagination.name,
            docs: pagesDocs(operation),
            typeParameters: nothing,
            parameters: code`${input}, options?: ${callOptions}`,
            result: imported(pagesResult(operation, pagination)),
            target: target(pagination.name),
          },
        ]),
  ];
}

/** The same type, told from another file: the names it mentions have to be imported there. */
function withTypes(result: Code, names: readonly string[], path: string): Code {
  const parts = result.parts.map((part) =>
    typeof part === "string" && names.includes(part) ? type(part, path) : part,
  );
  return { kind: "code", parts };
}

function declaration({ name, docs, typeParameters, parameters, result }: Member): Code {
  return code`${comment(docs)}${key(name)}${typeParameters}(${parameters}): ${result};`;
}

function binding({ name, target }: Member): Code {
  return code`${key(name)}: (input, options) => ${target}(transport, input, options)`;
}

function comment(text: string): Code {
  const written = jsdoc(text);
  return { kind: "code", parts: written === "" ? [] : [`${written}\n`] };
}
