import { member } from "../../code/code.js";
import { laidOutValue } from "../../code/laid-out.js";
import type { Json, JsonObject } from "../../model/json.js";
import type { ApiModel, Operation, Parameter } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import { rulesOf } from "../../model/rules.js";
import { sampleValue } from "../../model/sample-value.js";
import { parameterSchema } from "../../model/walk.js";

/** Longer bodies are left to the reference. Lines. */
const LONGEST_SAMPLE = 24;

/** What hovering a function shows: summary, description, the call, what it demands, a sample. */
export function operationDocs(operation: Operation, model: ApiModel): string {
  return paragraphs([
    ...intro(operation, model),
    `@throws {ApiError} ${errors(operation)}`,
    exampleOf(operation, model),
  ]);
}

/** What hovering the client's member shows. */
export function memberDocs(operation: Operation, model: ApiModel): string {
  return paragraphs([
    ...intro(operation, model),
    `@see {@link ${operation.name}}`,
    exampleOf(operation, model),
  ]);
}

/** The sentence that tells an operation in a list. */
export function titleOf({ docs, method, path }: Operation): string {
  return docs.summary ?? docs.title ?? `${method.toUpperCase()} ${path}`;
}

function exampleOf(operation: Operation, model: ApiModel): string {
  return `@example\n${sampleCall(operation, model)}`;
}

function intro(operation: Operation, model: ApiModel): string[] {
  const { docs, method, path } = operation;
  return [
    // Without a summary the call speaks for itself.
    docs.summary === undefined ? "" : sentence(docs.summary),
    docs.description === undefined || docs.description === docs.summary ? "" : docs.description,
    `\`${method.toUpperCase()} ${path}\``,
    demands(operation, model),
    docs.unconfirmed === undefined ? "" : `Unconfirmed: ${docs.unconfirmed}`,
    docs.deprecated ? "@deprecated" : "",
  ];
}

/** What parameters must meet beyond their types, a line each. */
function demands({ parameters }: Operation, model: ApiModel): string {
  const lines = parameters.flatMap((parameter) => {
    const rules = rulesFor(parameterSchema(parameter), model);
    return rules.length === 0
      ? []
      : [`- \`${parameter.in}.${parameter.key}\`: ${rules.join(", ")}`];
  });
  return lines.join("\n");
}

/** A schema's rules with those of the components it refers to, each once however they refer to each other. */
function rulesFor(id: SchemaId | undefined, { schemas }: ApiModel): string[] {
  const seen = new Set<SchemaId>();
  const rules: string[] = [];
  for (let at = id; at !== undefined && !seen.has(at); at = schemas[at]?.assertions.ref) {
    seen.add(at);
    rules.push(...rulesOf(schemas[at]?.assertions ?? {}));
  }
  return rules;
}

function errors({ name, responses }: Operation): string {
  const statuses = responses
    .map(({ status }) => String(status))
    .filter((status) => !status.startsWith("2"));
  const listed = statuses.length === 0 ? "" : `${statuses.join(", ")}; `;
  return `${listed}narrow it by \`isErrorOf("${name}", error)\`.`;
}

/** Tags stand together; everything else is a paragraph of its own. */
function paragraphs(texts: readonly string[]): string {
  const said = texts.map((text) => text.trim()).filter((text) => text !== "");
  return said
    .map((text, index) => {
      const before = said[index - 1];
      if (before === undefined) return text;
      return `${text.startsWith("@") && before.startsWith("@") ? "\n" : "\n\n"}${text}`;
    })
    .join("");
}

function sentence(text: string): string {
  return /[.!?:]$/.test(text.trim()) ? text : `${text.trim()}.`;
}

/**
 * `await client.connections.get({ … })`, with the document's own examples, and small values where it
 * shows none. A body that is too long for a comment is cut to what its schema requires.
 */
export function sampleCall(operation: Operation, model: ApiModel): string {
  const { group, member: name, requestBody } = operation;
  const [media] = requestBody?.content.filter(({ codec }) => codec === "json") ?? [];
  const content = media ?? requestBody?.content[0];
  const callee = `client${textOf(member(group))}${textOf(member(name))}`;
  const call = (body: Json | undefined): string => {
    const input = { ...parametersInput(operation, model), ...(body === undefined ? {} : { body }) };
    return `await ${callee}(${Object.keys(input).length === 0 ? "" : laidOutValue(input)});`;
  };
  if (content === undefined) return call(undefined);
  const schema = content.schema === undefined ? undefined : model.schemas[content.schema];
  const shown = (content.examples[0] ?? schema?.examples[0])?.value;
  if (shown === undefined && requestBody?.required !== true) return call(undefined);
  const called = shown === undefined ? undefined : call(shown);
  if (called !== undefined && called.split("\n").length <= LONGEST_SAMPLE) return called;
  return call(schema === undefined ? (shown ?? {}) : sampleValue(schema.id, model));
}

/** The required parameters, by where they are sent. */
function parametersInput({ parameters }: Operation, model: ApiModel): JsonObject {
  const input: Record<string, Record<string, Json>> = {};
  for (const place of ["path", "query", "header", "cookie"] as const) {
    for (const parameter of parameters) {
      if (parameter.in !== place || !parameter.required) continue;
      (input[place] ??= {})[parameter.key] = parameterValue(parameter, model);
    }
  }
  return input;
}

function parameterValue(parameter: Parameter, model: ApiModel): Json {
  const inside = "content" in parameter.value ? parameter.value.content.examples : [];
  const [example] = [...parameter.examples, ...inside];
  if (example !== undefined) return example.value;
  const schema = parameterSchema(parameter);
  return schema === undefined ? "text" : sampleValue(schema, model);
}

function textOf({ parts }: ReturnType<typeof member>): string {
  return parts.filter((part) => typeof part === "string").join("");
}
