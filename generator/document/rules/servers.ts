import { ROOT } from "../../source/pointer.js";
import { itemsOf, memberOf, membersOf, textOf, type Placed, type Rule } from "./rule.js";

/**
 * Every `{variable}` of a server's URL is declared, stands there once, has a default it allows, and
 * paths can follow; no two servers of a list have one name.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#server-object
 */
export const servers: Rule = ({ root, each, report }) => {
  const checkNames = (list: Placed | undefined): void => {
    const names = new Set<string>();
    for (const server of itemsOf(list)) {
      const name = textOf(server, "name");
      if (name === undefined) continue;
      const at = memberOf(server, "name")?.at ?? server.at;
      if (names.has(name)) report("server/repeated", at, { what: "the server", name });
      names.add(name);
    }
  };
  checkNames(memberOf({ value: root, at: ROOT }, "servers"));
  each((node, slot, at) => {
    if (slot === "pathItem" || slot === "operation")
      checkNames(memberOf({ value: node, at }, "servers"));
    if (slot !== "server") return;
    const server = { value: node, at };
    const url = textOf(server, "url") ?? "";
    const variables = new Set<string>();
    for (const [, name = ""] of url.matchAll(/\{([^{}]+)\}/g)) {
      const place = memberOf(server, "url")?.at ?? at;
      if (variables.has(name)) report("server/repeated", place, { what: "the variable", name });
      variables.add(name);
      if (memberOf(memberOf(server, "variables"), name) !== undefined) continue;
      report("server/variable-undeclared", place, { name, url });
    }
    const [, mark] = /([?#])/.exec(url.replace(/\{[^{}]*\}/g, "")) ?? [];
    if (mark !== undefined) {
      const part = mark === "?" ? "query" : "fragment";
      report("server/url", memberOf(server, "url")?.at ?? at, { url, part });
    }
    for (const variable of membersOf(memberOf(server, "variables"))) {
      const allowed = memberOf(variable, "enum");
      const standard = memberOf(variable, "default");
      if (allowed === undefined || standard === undefined) continue;
      const values = itemsOf(allowed).map(({ value }) => value);
      if (values.includes(standard.value)) continue;
      report("server/variable-default", standard.at, { name: variable.name });
    }
  });
};
