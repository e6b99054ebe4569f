import { code, join, key, nothing } from "../../code/code.js";
import type { ApiModel, Server } from "../../model/model.js";
import type { EmittedFile, Statement } from "../emitter.js";
import { listOf, objectOf, told } from "./literals.js";
import { schemeDescriptor } from "./scheme-descriptors.js";
import { credentialOf, lines } from "./security-file.js";
import { carrierType, runtimeType, runtimeValue } from "./symbols.js";

/** `src/core.ts`: a transport of what each call needs, for bundles that must be small. */
export function coreFile(model: ApiModel, numbers: "double" | "exact"): EmittedFile {
  const schemes = Object.entries(model.security);
  const credentials = schemes.flatMap(([name, scheme]) => {
    const credential = credentialOf(scheme, "core");
    return credential === undefined ? [] : [code`readonly ${key(name)}?: ${credential};`];
  });
  const descriptors = schemes.map(
    ([name, scheme]) => code`${key(name)}: ${schemeDescriptor(scheme, "core")}`,
  );
  const servers = model.servers.map((server) => objectOf(told({ url: addressOf(server) })));
  const document = runtimeType("DocumentDescriptor", "descriptor");
  const json = numbers === "exact" ? code`, ${runtimeValue("exactJson", "exact-json")}` : nothing;
  const statements: Statement[] = [
    { code: code`export type { Middleware, MiddlewareContext } from "./runtime/middleware.js";` },
    { code: code`export { passing, type Passing } from "./runtime/passing.js";` },
    { code: code`export { retries, type Retrying } from "./runtime/retry.js";` },
    { code: code`export type { Carrier } from "./runtime/carrier.js";` },
    {
      docs: "Credentials by the name of the document's security scheme.",
      code: code`export type CoreAuth = {${lines(credentials)}};`,
    },
    {
      docs: "What may be said once for all calls.",
      code: code`export interface CoreOptions extends Omit<${runtimeType("CarrierOptions", "core-transport")}, "auth"> {
  /** By the name of the security scheme. */
  readonly auth?: CoreAuth;
}`,
    },
    {
      code: code`const document: ${document} = { servers: ${listOf(servers)}, security: {${join(descriptors)}} };`,
    },
    {
      docs: `A transport for operations that are imported one by one, of no more than a call needs: credentials,
deadlines and errors, and the retries and middleware it is handed. It follows no redirect and judges nothing.`,
      code: code`export function createCore(options: CoreOptions = {}): ${carrierType} {
  return ${runtimeValue("openCore", "core-transport")}(document, options${json});
}`,
    },
  ];
  return { path: "src/core.ts", kind: "typescript", statements };
}

/** A server's address, its variables at their defaults. */
function addressOf({ url, variables }: Server): string {
  return url.replace(/\{([^{}]+)\}/g, (template, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name]?.default ?? template) : template,
  );
}
