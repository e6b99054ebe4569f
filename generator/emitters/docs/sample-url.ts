import type { ApiModel, Operation, Server } from "../../model/model.js";

/** The address calls of an operation go to, variables at their defaults, without a trailing slash. */
export function serverOf(operation: Operation, model: ApiModel): string {
  const server = operation.servers?.[0] ?? model.servers[0];
  return server === undefined ? PLACEHOLDER : addressOf(server);
}

/** Where the document names no server, or one relative to wherever it is served. */
const PLACEHOLDER = "https://api.example.com";

export function addressOf({ url, variables }: Server): string {
  const filled = url
    .replace(/\{([^{}]+)\}/g, (whole, name: string) =>
      Object.hasOwn(variables, name) ? (variables[name]?.default ?? whole) : whole,
    )
    .replace(/\/+$/, "");
  return /^https?:\/\//i.test(filled)
    ? filled
    : `${PLACEHOLDER}${filled === "" || filled.startsWith("/") ? "" : "/"}${filled}`;
}
