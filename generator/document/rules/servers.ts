import { memberOf, textOf, type Rule } from "./rule.js";

/** Every `{variable}` of a server's URL is declared. @see https://spec.openapis.org/oas/v3.1.0#server-object */
export const servers: Rule = ({ each, report }) => {
  each((node, slot, at) => {
    if (slot !== "server") return;
    const server = { value: node, at };
    const url = textOf(server, "url") ?? "";
    for (const [, name] of url.matchAll(/\{([^{}]+)\}/g)) {
      if (name === undefined || memberOf(memberOf(server, "variables"), name) !== undefined)
        continue;
      report("server/variable-undeclared", memberOf(server, "url")?.at ?? at, { name, url });
    }
  });
};
