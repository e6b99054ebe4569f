import type { CallSample } from "../../generator/index.js";

/** Programs of the previous release's users, by path: what they call, send and read. */
export interface Consumer {
  readonly files: ReadonlyMap<string, string>;
  /** The operation that a file is about. */
  readonly operationOf: (file: string) => string | undefined;
}

const CLIENT = `import { createClient } from "../SIDE/src/index.js";
export declare const client: ReturnType<typeof createClient>;
declare global {
  const process: { readonly env: Readonly<Record<string, string | undefined>> };
}
`;

/**
 * The reference's sample of each operation, and a type test: what the old package takes the new one
 * takes, and what the new one gives is what the old one gave. Each is written against the package
 * `side`, so that the same code can be compiled against both.
 */
export function consumerOf(samples: readonly CallSample[], side: "before" | "after"): Consumer {
  const files = new Map([[`${side}-code/client.ts`, CLIENT.replace("SIDE", side)]]);
  const operations = new Map<string, string>();
  for (const [index, { operation, typeName, callee, code }] of samples.entries()) {
    const calls = `${side}-code/call-${String(index)}.ts`;
    const types = `${side}-code/types-${String(index)}.ts`;
    files.set(calls, `${code}\nexport {};\n`);
    files.set(types, typeTest(typeName, callee, side));
    operations.set(calls, operation).set(types, operation);
  }
  return { files, operationOf: (file) => operations.get(file) };
}

function typeTest(typeName: string, callee: string, side: string): string {
  return `import type * as before from "../before/src/index.js";
import type * as now from "../${side}/src/index.js";
import { client } from "./client.js";

export const call = client.${callee};
export const sent = (input: before.${typeName}Input): now.${typeName}Input => input;
export const answer = (data: now.${typeName}Data): before.${typeName}Data => data;
`;
}
