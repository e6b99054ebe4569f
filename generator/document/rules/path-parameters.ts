import type { JsonObject } from "../../model/json.js";
import { nearest } from "../nearest.js";
import {
  follow,
  itemsOf,
  memberOf,
  operationsOf,
  pathItemsOf,
  textOf,
  type Placed,
  type Rule,
} from "./rule.js";
import { templateNames } from "./path-templates.js";

/** Every name of a path's template is declared by a path parameter. @see https://spec.openapis.org/oas/v3.1.0#path-templating */
export const pathParameters: Rule = ({ root, report }) => {
  const operations = operationsOf(root);
  for (const item of pathItemsOf(root)) {
    const names = templateNames(item.path);
    const own = operations.filter((operation) => operation.item.at === item.at);
    if (names === undefined || own.length === 0) continue;
    const shared = declaredNames(root, item);
    const declared = own.map((operation) => declaredNames(root, operation));
    for (const name of names) {
      if (shared.has(name)) continue;
      const lacking = own.filter((_, index) => declared[index]?.has(name) !== true);
      const strays = [shared, ...declared].flatMap((names) => [...names.keys()]);
      const near = nearest(
        name,
        strays.filter((stray) => !names.includes(stray)),
      );
      const params = { name, path: item.path, ...(near === undefined ? {} : { nearest: near }) };
      // One finding where every operation lacks it: the path is what was mistyped.
      if (lacking.length === own.length) report("path/parameter-undeclared", item.at, params);
      else for (const { at } of lacking) report("path/parameter-undeclared", at, params);
    }
  }
};

/** Path parameters an operation or path item lists itself, with the place of each. */
function declaredNames(root: JsonObject, owner: Placed): Map<string, Placed["at"]> {
  const declared = new Map<string, Placed["at"]>();
  for (const place of itemsOf(memberOf(owner, "parameters"))) {
    const parameter = follow(root, place);
    const name = textOf(parameter, "name");
    if (textOf(parameter, "in") === "path" && name !== undefined) declared.set(name, place.at);
  }
  return declared;
}
