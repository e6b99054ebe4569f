import { type, value, type SymbolRef } from "../../code/code.js";

/** A value exported by a file of `templates/runtime/`. */
export function runtimeValue(name: string, file: string): SymbolRef {
  return value(name, `src/runtime/${file}.ts`);
}

/** A type exported by a file of `templates/runtime/`. */
export function runtimeType(name: string, file: string): SymbolRef {
  return type(name, `src/runtime/${file}.ts`);
}

export const operationsType = type("operations", "src/types.ts");
/** What functions of operations take; transports are some. */
export const carrierType = runtimeType("Carrier", "carrier");
export const transportType = runtimeType("Transport", "transport");
/** `src/transport.ts`: the document's servers and security, and options that know them. */
export const TRANSPORT = "src/transport.ts";
export const callOptions = type("CallOptions", TRANSPORT);
export const acceptOptions = type("AcceptOptions", TRANSPORT);
export const waitOptions = type("WaitOptions", TRANSPORT);
export const apiCall = runtimeType("ApiCall", "call");
