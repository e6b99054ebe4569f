import { code, join, key, literal, nothing, type, value, type Code } from "../../code/code.js";
import { jsdoc } from "../../code/jsdoc.js";
import type { ApiModel, Server } from "../../model/model.js";
import type { EmittedFile, Statement } from "../emitter.js";
import { listOf } from "./literals.js";
import { serverDescriptor } from "./server-descriptors.js";
import { lines, SECURITY } from "./security-file.js";
import { runtimeType, runtimeValue, TRANSPORT, transportType } from "./symbols.js";

/** `src/transport.ts`: the runtime's transport, told of this document's servers and security. */
export function transportFile(
  model: ApiModel,
  numbers: "double" | "exact",
  agent: string | undefined,
): EmittedFile {
  const variables = serverVariables(model);
  const json = numbers === "exact" ? code`, ${runtimeValue("exactJson", "exact-json")}` : nothing;
  const named = agent === undefined ? nothing : code`agent: ${literal(agent)}, `;
  const options = runtimeType("TransportOptions", "transport");
  const auth = type("Auth", SECURITY);
  const statements: Statement[] = [
    {
      docs: "The document's servers; calls go to the first unless `baseUrl` says otherwise.",
      code: code`export const servers: readonly ${runtimeType("ServerDescriptor", "descriptor")}[] = ${listOf(model.servers.map(serverDescriptor))};`,
    },
    {
      docs: "Values of the variables in the servers' addresses.",
      code: code`export type ServerVariables = {${lines(variables)}};`,
    },
    {
      docs: "What may be said once for all calls.",
      code: code`export interface ClientOptions extends Omit<${options}, "auth" | "server"> {
  /** By the name of the security scheme. */
  readonly auth?: ${auth};
  /** Values of the server's variables; the document's defaults otherwise. */
  readonly server?: ServerVariables;
}`,
    },
    {
      docs: "What may be said of one call; where both speak, this wins.",
      code: code`export type CallOptions = ${runtimeType("CallOptionsOf", "transport")}<${auth}>;`,
    },
    {
      docs: "What may be said of a call whose answer comes in several media types.",
      code: code`export type AcceptOptions<Type extends string> = ${runtimeType("AcceptOptionsOf", "transport")}<Type, ${auth}>;`,
    },
    {
      docs: "What may be said of waiting, and of the calls it makes.",
      code: code`export type WaitOptions = ${runtimeType("WaitOptionsOf", "waiter")}<${auth}>;`,
    },
    {
      docs: "A transport for operations that are imported one by one.",
      code: code`export function createTransport(options: ClientOptions = {}): ${transportType} {
  return ${runtimeValue("openTransport", "transport")}({ ${named}servers, security: ${value("securitySchemes", SECURITY)} }, options${json});
}`,
    },
  ];
  return { path: TRANSPORT, kind: "typescript", statements };
}

/** One member a variable; servers that share one share its values. */
function serverVariables({ servers, operations }: ApiModel): Code[] {
  const variables = new Map<string, { values: Set<string> | undefined; description?: string }>();
  const all: readonly Server[] = [
    ...servers,
    ...operations.flatMap((operation) => operation.servers ?? []),
  ];
  for (const server of all) {
    for (const [name, variable] of Object.entries(server.variables)) {
      const known = variables.get(name);
      const values =
        variable.enum === undefined || (known !== undefined && known.values === undefined)
          ? undefined
          : new Set([...(known?.values ?? []), ...variable.enum]);
      const description = known?.description ?? variable.description;
      variables.set(name, { values, ...(description === undefined ? {} : { description }) });
    }
  }
  return [...variables].map(([name, { values, description }]) => {
    const comment = jsdoc(description ?? "");
    const docs: Code = { kind: "code", parts: comment === "" ? [] : [`${comment}\n`] };
    const told = values === undefined ? code`string` : join([...values].map(literal), " | ");
    return code`${docs}readonly ${key(name)}?: ${told};`;
  });
}
