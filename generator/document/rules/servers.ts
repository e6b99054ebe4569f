import { itemsOf, memberOf, membersOf, textOf, type Rule } from "./rule.js";

/** Every `{variable}` of a server's URL is declared, has a default it allows, and paths can follow. @see https://spec.openapis.org/oas/v3.1.0#server-object */
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
