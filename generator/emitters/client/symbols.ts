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
export const transportType = runtimeType("Transport", "transport");
export const callOptions = runtimeType("CallOptions", "transport");
export const acceptOptions = runtimeType("AcceptOptions", "transport");
export const waitOptions = runtimeType("WaitOptions", "waiter");
export const apiCall = runtimeType("ApiCall", "call");
