import { readFileSync } from "node:fs";
import { readModel, type ApiModel } from "../../generator/index.js";
import { loadFrom, ownTemplates } from "../disk.js";
import type { BenchDocument } from "./documents.js";

/** One operation of a document and the component it answers with: what a small program would use. */
export interface Subject {
  /** Ours: `client.group.member`, exported as `name` by the module of the group. */
  readonly name: string;
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
    const { name, group, member } = operation;
    const module = group.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return { name, group, member, module, component: declaration.key, type: declaration.name };
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
  const names = [...text.matchAll(/^export (const|type|function) ([A-Za-z_$][\w$]*)/gm)]
    .filter(([, keyword]) => (keyword === "type") === (kind === "type"))
    .map(([, , found]) => found ?? "");
  return names.includes(name) ? name : names.find((found) => plainName(found) === plainName(name));
}

export function plainName(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
}
