import type { Json } from "../../generator/index.js";
import { faultsOfFile } from "./code.js";
import type { Placed } from "./position.js";

/** What is read by other programs: npm, Postman, the runner of the contract cases. */
export function faultsOfJson(files: ReadonlyMap<string, string>, placed: Placed): string[] {
  const faults: string[] = [];
  const read = (path: string): Json => {
    const text = files.get(path);
    if (text === undefined) return null;
    try {
      return JSON.parse(text) as Json;
    } catch {
      faults.push(`${path} is not JSON`);
      return null;
    }
  };
  read("contract/cases.json");
  faults.push(
    ...faultsOfPackage(read("package.json")),
    ...faultsOfCollection(
      read("postman/collection.json"),
      read("postman/environment.json"),
      placed,
    ),
  );
  return faults;
}

/** Nothing of a document names the package in another way than npm allows, runs with it, or comes along. */
function faultsOfPackage(manifest: Json): string[] {
  const { name, scripts, version } = (manifest ?? {}) as Record<string, unknown>;
  const faults: string[] = [];
  if (typeof name !== "string" || name.length > 214 || !/^[a-z0-9-][a-z0-9-]*$/.test(name))
    faults.push(`package.json: the name ${JSON.stringify(name)}`);
  if (JSON.stringify(scripts) !== '{"build":"node build.mjs","prepack":"node build.mjs"}')
    faults.push("package.json: the scripts");
  if (
    typeof version !== "string" ||
    !/^\d+\.\d+\.\d+(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/.test(version)
  )
    faults.push(`package.json: the version ${JSON.stringify(version)}`);
  return faults;
}

/** Postman's own variables, and ours: any other mention comes from a document. */
function faultsOfCollection(collection: Json, environment: Json, placed: Placed): string[] {
  const faults: string[] = [];
  const known = new Set([
    ...variablesOf(collection, "variable"),
    ...variablesOf(environment, "values"),
  ]);
  const texts: string[] = [];
  walk(collection, (key, value, parent) => {
    texts.push(key);
    if (typeof value === "string") texts.push(value);
    if (key === "exec" && Array.isArray(value)) {
      faults.push(...faultsOfScript(value.join("\n")));
    }
    if (key === "type" && value === "text/javascript" && !Array.isArray(parent["exec"]))
      faults.push("the collection has a script that is no list of lines");
    if (typeof value === "string") {
      for (const [mention, name = ""] of value.matchAll(/\{\{([^{}]*)\}\}/g)) {
        if (!known.has(name))
          faults.push(`the collection mentions the variable ${mention.slice(0, 80)}`);
      }
    }
  });
  for (const text of placed.collected ?? []) {
    if (!texts.some((found) => found.includes(text)))
      faults.push(`the collection does not say ${JSON.stringify(text).slice(0, 80)}`);
  }
  return faults;
}

/** A script is the same whatever the document, but for one literal. */
function faultsOfScript(script: string): string[] {
  const faults = faultsOfFile("exec.ts", `async () => {${script}\n}`);
  return faults.map((fault) => `the collection's script: ${fault}`);
}

function variablesOf(json: Json, member: string): string[] {
  const list = (json as Record<string, Json> | null)?.[member];
  return Array.isArray(list) ? list.map((entry) => (entry as { key: string }).key) : [];
}

type Visit = (key: string, value: Json, parent: Readonly<Record<string, Json>>) => void;

function walk(json: Json, visit: Visit): void {
  if (typeof json !== "object" || json === null) return;
  for (const [key, value] of Object.entries(json) as [string, Json][]) {
    visit(key, value, json as Record<string, Json>);
    // Scripts write mentions together themselves.
    if (key !== "exec") walk(value, visit);
  }
}
