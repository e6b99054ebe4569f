import { readFileSync } from "node:fs";
import { readModel, type ApiModel } from "../../generator/index.js";
import { loadFrom, ownTemplates } from "../disk.js";
import type { BenchDocument } from "./documents.js";

/** One operation of a document and the component it answers with: what a small program would use. */
export interface Subject {
  /** Ours: `client.group.member`, exported as `name` by the module of the group. */
  readonly name: string;
  /** The operationId, by which peers name it. */
  readonly id: string;
  readonly group: string;
  readonly member: string;
  readonly module: string;
  /** The component's key, and its name in our code. */
  readonly component: string;
  readonly type: string;
}

/** The first operation that reads a component as JSON; undefined where there is none. */
export async function subjectOf(document: BenchDocument): Promise<Subject | undefined> {
  const host = { load: loadFrom(document.path), templates: await ownTemplates() };
  const { model } = await readModel({ input: document.path }, host);
  for (const operation of model?.operations ?? []) {
    if (operation.method !== "get") continue;
    const answer = operation.responses.find(({ status }) => status === 200);
    const schema = answer?.content.find(({ codec }) => codec === "json")?.schema;
    const declaration = schema === undefined ? undefined : declarationOf(schema, model);
    if (declaration === undefined) continue;
    const { name, id, group, member } = operation;
    return {
      name,
      id,
      group,
      member,
      module: moduleOf(group),
      component: declaration.key,
      type: declaration.name,
    };
  }
  return undefined;
}

type Id = keyof ApiModel["schemas"];

function declarationOf(
  id: Id,
  model: ApiModel | undefined,
): ApiModel["schemas"][Id]["declaration"] {
  const schema = model?.schemas[id];
  const { ref } = schema?.assertions ?? {};
  return schema?.declaration ?? (ref === undefined ? undefined : declarationOf(ref, model));
}

/** The export of a file whose letters and digits are those of the name: peers case names as they like. */
export function exportedAs(file: string, name: string, kind: "const" | "type"): string | undefined {
  const text = readFileSync(file, "utf8");
  const names = [...text.matchAll(/^export (?:async )?(const|type|function) ([A-Za-z_$][\w$]*)/gm)]
    .filter(([, keyword]) => (keyword === "type") === (kind === "type"))
    .map(([, , found]) => found ?? "");
  return names.includes(name) ? name : names.find((found) => plainName(found) === plainName(name));
}

export function plainName(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
}

/** One operation of a document, as a small program would call it. */
export interface Call {
  /** Our function, and the module of its group. */
  readonly name: string;
  /** The operationId, by which peers name theirs. */
  readonly id: string;
  readonly module: string;
  readonly method: string;
  readonly path: string;
  /** Wire names of the parameters that stand in the path and in the query. */
  readonly inPath: readonly string[];
  readonly inQuery: readonly string[];
}

/**
 * Two calls of a document, a GET and a POST with a body: those with parameters in path and query,
 * where there are any. Both send and read JSON alone.
 */
export async function callsOf(
  document: BenchDocument,
): Promise<{ readonly GET?: Call; readonly POST?: Call }> {
  const host = { load: loadFrom(document.path), templates: await ownTemplates() };
  const { model } = await readModel({ input: document.path }, host);
  const operations = (model?.operations ?? []).filter(({ responses }) =>
    responses.some(
      ({ status, content }) =>
        /^2/.test(String(status)) &&
        content.length > 0 &&
        content.every(({ codec }) => codec === "json"),
    ),
  );
  const places = ({ parameters }: Operation): number =>
    new Set(parameters.map((parameter) => parameter.in).filter((place) => /path|query/.test(place)))
      .size;
  const fullest = (candidates: readonly Operation[]): Operation | undefined =>
    [2, 1, 0]
      .map((count) => candidates.find((operation) => places(operation) === count))
      .find((operation) => operation !== undefined);
  const get = fullest(operations.filter(({ method }) => method === "get"));
  const post = fullest(
    operations.filter(
      ({ method, requestBody }) =>
        method === "post" &&
        requestBody?.content.length === 1 &&
        requestBody.content[0]?.codec === "json",
    ),
  );
  return {
    ...(get === undefined ? {} : { GET: callOf(get) }),
    ...(post === undefined ? {} : { POST: callOf(post) }),
  };
}

type Operation = ApiModel["operations"][number];

function callOf({ name, id, group, method, route, parameters }: Operation): Call {
  const named = (place: string): string[] =>
    parameters.filter((parameter) => parameter.in === place).map(({ key }) => key);
  return {
    name,
    id,
    module: moduleOf(group),
    method: method.toUpperCase(),
    path: route,
    inPath: named("path"),
    inQuery: named("query"),
  };
}

function moduleOf(group: string): string {
  return group.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
