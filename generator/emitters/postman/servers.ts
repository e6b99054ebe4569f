import type { Operation, Server } from "../../model/model.js";
import type { Context } from "./context.js";

/**
 * The variables that hold servers' URLs: `{{baseUrl}}` for the document's first server, and one for
 * each further URL that operations of their own use. Server variables become variables inside them.
 */
export class Servers {
  readonly #names = new Map<string, string>();

  constructor(readonly context: Context) {
    this.#variableOf(context.model.servers[0]);
  }

  /** Name of the variable an operation's URL begins with. */
  of(operation: Operation): string {
    return this.#variableOf(operation.servers?.[0] ?? this.context.model.servers[0]);
  }

  #variableOf(server: Server | undefined): string {
    const url = server?.url ?? "/";
    const known = this.#names.get(url);
    if (known !== undefined) return known;
    const { variables, document } = this.context;
    const value = this.#valueOf(server, url);
    const first = this.#names.size === 0;
    const needed = {
      value,
      secret: false,
      ...(server?.description === undefined ? {} : { description: server.description }),
    };
    const name =
      first && document.server !== undefined
        ? variables.mention(document.server, needed)
        : variables.need("baseUrl", needed, first ? "baseUrl" : `server ${url}`);
    this.#names.set(url, name);
    return name;
  }

  #valueOf(server: Server | undefined, url: string): string {
    const { variables, document, model } = this.context;
    const whole = url
      .replace(/\/+$/, "")
      .split(/(\{[^{}]+\})/)
      .map((part) => {
        const name = part.startsWith("{") ? part.slice(1, -1) : undefined;
        if (name === undefined || server === undefined || !Object.hasOwn(server.variables, name))
          return part;
        const variable = server.variables[name];
        if (variable === undefined) return part;
        const needed = {
          value: variable.default,
          secret: false,
          ...(variable.description === undefined ? {} : { description: variable.description }),
        };
        const wish = document.serverVariables.get(name);
        const key =
          wish === undefined
            ? variables.need(name, needed, `server variable ${name} of ${url}`)
            : variables.mention(wish, needed);
        return `{{${key}}}`;
      })
      .join("");
    if (/^(?:[a-z][a-z0-9+.-]*:|\{\{)/i.test(whole)) return whole;
    this.context.relativeServer(url, server?.pointer ?? model.servers[0]?.pointer ?? "#");
    return `http://localhost${whole}`;
  }
}
