import type { Json } from "../../model/json.js";
import { childOf, isList, isObject, joinPointer } from "../../source/pointer.js";
import type { Repair } from "./repair.js";

/** Variables of servers without a declaration, or without a default. @see https://spec.openapis.org/oas/v3.1.0#server-object */
export const servers: Repair = (value, slot, at, desk) => {
  if (slot !== "server" || !isObject(value)) return value;
  const url = childOf(value, "url");
  const declared = childOf(value, "variables");
  const variables = isObject(declared) ? declared : {};
  if (typeof url !== "string" || (declared !== undefined && !isObject(declared))) return value;
  const names = [...url.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
  const read = new Map<string, Json>(Object.entries(variables));
  for (const name of new Set(names)) {
    if (read.has(name)) continue;
    desk.report("repair/server-variable", joinPointer(at, "url"), { name, url });
    read.set(name, { default: name });
  }
  for (const [name, variable] of Object.entries(variables)) {
    if (!isObject(variable) || childOf(variable, "default") !== undefined) continue;
    const listed = childOf(variable, "enum");
    const [first] = isList(listed) ? listed : [];
    const assumed = typeof first === "string" ? first : name;
    const owner = "server variable";
    desk.report("repair/field-missing", joinPointer(at, "variables", name), {
      owner,
      field: "default",
      assumed,
    });
    read.set(name, { ...variable, default: assumed });
  }
  return read.size === 0 ? value : { ...value, variables: Object.fromEntries(read) };
};
