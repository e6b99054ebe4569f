import { isIdentifier, quote } from "../../code/code.js";
import type { Json, JsonObject } from "../../model/json.js";
import type { ApiModel, Operation, Parameter } from "../../model/model.js";

/** Longer bodies are left to the reference. Lines. */
const LONGEST_SAMPLE = 24;

/** What hovering a function shows: summary, description, the call, a sample. */
export function operationDocs(operation: Operation, model: ApiModel): string {
  const sample = sampleCall(operation, model);
  const example = sample === undefined ? "" : `@example\n${sample}`;
  return paragraphs([...intro(operation), `@throws {ApiError} ${errors(operation)}`, example]);
}

/** What hovering the client's member shows. */
export function memberDocs(operation: Operation): string {
  return paragraphs([...intro(operation), `@see {@link ${operation.name}}`]);
}

/** The sentence that tells an operation in a list. */
export function titleOf({ docs, method, path }: Operation): string {
  return docs.summary ?? docs.title ?? `${method.toUpperCase()} ${path}`;
}

function intro(operation: Operation): string[] {
  const { docs, method, path } = operation;
  return [
    // Without a summary the call speaks for itself.
    docs.summary === undefined ? "" : sentence(docs.summary),
    docs.description === undefined || docs.description === docs.summary ? "" : docs.description,
    `\`${method.toUpperCase()} ${path}\``,
    docs.unconfirmed === undefined ? "" : `Unconfirmed: ${docs.unconfirmed}`,
    docs.deprecated ? "@deprecated" : "",
  ];
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

/** `await client.connections.get({ … })`, with the document's own examples; nothing where one would have to be invented. */
export function sampleCall(operation: Operation, model: ApiModel): string | undefined {
  const input = sampleInput(operation, model);
  if (input === undefined) return undefined;
  const member = isIdentifier(operation.member)
    ? `.${operation.member}`
    : `[${quote(operation.member)}]`;
  const group = isIdentifier(operation.group)
    ? `.${operation.group}`
    : `[${quote(operation.group)}]`;
  const argument = Object.keys(input).length === 0 ? "" : printed(input, "");
  const called = `await client${group}${member}(${argument});`;
  return called.split("\n").length > LONGEST_SAMPLE ? undefined : called;
}

/** The required parameters, and the body's first example. */
function sampleInput(operation: Operation, model: ApiModel): JsonObject | undefined {
  const input: Record<string, Json> = {};
  for (const place of ["path", "query", "header", "cookie"] as const) {
    const required = operation.parameters.filter(
      (parameter) => parameter.in === place && parameter.required,
    );
    if (required.length === 0) continue;
    const values: Record<string, Json> = {};
    for (const parameter of required) {
      const value = sampleValue(parameter, model);
      if (value === undefined) return undefined;
      values[parameter.key] = value;
    }
    input[place] = values;
  }
  const { requestBody } = operation;
  if (requestBody === undefined) return input;
  const [media] = requestBody.content.filter(({ codec }) => codec === "json");
  const schema = media?.schema === undefined ? undefined : model.schemas[media.schema];
  const body = (media?.examples[0] ?? schema?.examples[0])?.value;
  if (body !== undefined) return { ...input, body };
  return requestBody.required ? undefined : input;
}

function sampleValue({ examples, value }: Parameter, { schemas }: ApiModel): Json | undefined {
  if (examples[0] !== undefined) return examples[0].value;
  const id = "schema" in value ? value.schema : value.content.schema;
  let schema = id === undefined ? undefined : schemas[id];
  for (let hops = 0; schema?.shape.kind === "reference" && hops < 20; hops += 1) {
    if (schema.examples[0] !== undefined) break;
    schema = schemas[schema.shape.target];
  }
  if (schema === undefined) return undefined;
  const { assertions } = schema;
  return (
    schema.examples[0]?.value ?? schema.default ?? assertions.const?.value ?? assertions.enum?.[0]
  );
}

/** A value as one would write it by hand, two spaces deep. */
function printed(value: Json, indent: string): string {
  if (typeof value !== "object" || value === null)
    return typeof value === "string" ? quote(value) : String(value);
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item: Json) => printed(item, inner))
    : Object.entries(value).map(
        ([key, member]) => `${isIdentifier(key) ? key : quote(key)}: ${printed(member, inner)}`,
      );
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (items.length === 0) return open + close;
  const space = Array.isArray(value) ? "" : " ";
  const line = `${open}${space}${items.join(", ")}${space}${close}`;
  if (line.length + indent.length <= 80 && !line.includes("\n")) return line;
  return [open, ...items.map((item) => `${inner}${item},`), `${indent}${close}`].join("\n");
}
