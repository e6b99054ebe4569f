import type { JsonObject } from "../../model/json.js";
import type { OAuthFlow } from "../../model/model.js";
import type { Pointer } from "../../model/schema.js";
import { isObject, present } from "../access.js";
import { Extension, type Fault } from "./extension.js";

const MEMBERS = ["encoding", "credentials", "parameters"];
/** What the client says itself, or the caller: never the document. */
const OWN = ["grant_type", "client_id", "client_secret"];

/** `x-token-request` of a flow, which has a meaning in client credentials alone; see `OAuthFlow.tokenRequest`. */
export function tokenRequestOf(
  flow: JsonObject,
  place: Pointer,
  name: string,
  faults: Fault[],
): OAuthFlow["tokenRequest"] {
  const written = Extension.of("x-token-request", flow, place, MEMBERS, faults);
  if (written === undefined) return undefined;
  if (name !== "clientCredentials")
    written.fault("only the flow `clientCredentials` has a token request of the client's");
  written.allow(...MEMBERS);
  const encoding = written.oneOf("encoding", ["json", "form"]) ?? "form";
  const credentials = written.oneOf("credentials", ["header", "body"]);
  const parameters: [string, string][] = [];
  const given = written.value("parameters") ?? {};
  if (!isObject(given)) written.fault("`parameters` must be an object of texts", "parameters");
  else {
    for (const [key, value] of Object.entries(given)) {
      if (typeof value !== "string") written.fault(`\`${key}\` must be a text`, "parameters", key);
      else if (OWN.includes(key))
        written.fault(`\`${key}\` is what the client sends itself`, "parameters", key);
      else parameters.push([key, value]);
    }
  }
  return present({ encoding, credentials, parameters: Object.fromEntries(parameters) });
}
