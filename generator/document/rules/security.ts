import type { JsonObject } from "../../model/json.js";
import { isObject, ROOT } from "../../source/pointer.js";
import { follow, itemsOf, memberOf, membersOf, textOf, type Placed, type Rule } from "./rule.js";

/** Requirements name scopes that their schemes offer, and schemes that can be sent together. @see https://spec.openapis.org/oas/v3.1.0#security-requirement-object */
export const security: Rule = ({ root, each, report }) => {
  const components = memberOf({ value: root, at: ROOT }, "components");
  const schemes = membersOf(memberOf(components, "securitySchemes"));
  const checkList = (list: Placed | undefined): void => {
    for (const requirement of itemsOf(list)) {
      if (!isObject(requirement.value)) {
        report("document/shape", requirement.at, {
          expected: "an object",
          found: "something else",
        });
      }
      for (const { name, value, at } of membersOf(requirement)) {
        const scheme = schemes.find((candidate) => candidate.name === name);
        // Told by a repair or, of a reference, with all others.
        if (scheme === undefined) continue;
        const offered = scopesOf(root, scheme);
        for (const item of itemsOf({ value, at })) {
          const scope = item.value;
          if (typeof scope !== "string" || offered === undefined || offered.has(scope)) continue;
          report("security/scope-unknown", item.at, { scheme: name, scope });
        }
        if (!Array.isArray(value)) {
          report("document/shape", at, { expected: "a list of scopes", found: "something else" });
        }
      }
      const together = schemes.filter(
        (scheme) =>
          memberOf(requirement, scheme.name) !== undefined &&
          writesAuthorization(follow(root, scheme)),
      );
      if (together.length > 1)
        report("security/conflict", requirement.at, { schemes: together.map(({ name }) => name) });
    }
  };
  checkList(memberOf({ value: root, at: ROOT }, "security"));
  each((node, slot, at) => {
    if (slot === "operation") checkList(memberOf({ value: node, at }, "security"));
  });
};

/** A request has one header of that name. */
function writesAuthorization(scheme: Placed | undefined): boolean {
  switch (textOf(scheme, "type")) {
    case "http":
    case "oauth2":
    case "openIdConnect":
      return true;
    case "apiKey":
      return (
        textOf(scheme, "in") === "header" &&
        textOf(scheme, "name")?.toLowerCase() === "authorization"
      );
    default:
      return false;
  }
}

/** The scopes of an oauth2 scheme; undefined for schemes that have none to check against. */
function scopesOf(root: JsonObject, scheme: Placed): Set<string> | undefined {
  const object = follow(root, scheme);
  if (textOf(object, "type") !== "oauth2") return undefined;
  const flows = membersOf(memberOf(object, "flows"));
  return new Set(
    flows.flatMap((flow) => membersOf(memberOf(flow, "scopes")).map(({ name }) => name)),
  );
}
