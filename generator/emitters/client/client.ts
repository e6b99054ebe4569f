import type { ApiModel } from "../../model/model.js";
import type { EmittedFile, Emitter } from "../emitter.js";
import { clientFile, groupPath, groupsOf } from "./client-file.js";
import { coreFile } from "./core-file.js";
import { entryFile, operationsFile } from "./entry-file.js";
import { operationStatements } from "./functions.js";
import { securityFile } from "./security-file.js";
import { transportFile } from "./transport-file.js";

export interface ClientEmitterOptions {
  /** Texts of `templates/runtime/` by file name, copied as they are below a line for compilers. */
  readonly runtime: Readonly<Record<string, string>>;
  /** How JSON is read and printed: numbers as the nearest `number` (`double`, the default), or none rounded (`exact`). */
  readonly numbers?: "double" | "exact";
  /** Name and version of the package, as requests tell them: `pets-client/1.2.0`; by default they do not. */
  readonly agent?: string;
}

/**
 * The runtime is half of a small package's code and always the same: a user's compiler reads its
 * types and need not judge it again, nor by settings of the user's own. `templates/tsconfig.json` judges it.
 */
const CHECKED = "// Checked where it is written, with TypeScript 5.9 and 7.\n// @ts-nocheck\n\n";

/** The typed client: a function per operation, the client that groups them, and the runtime they call. */
export function client({ runtime, numbers = "double", agent }: ClientEmitterOptions): Emitter {
  return {
    name: "client",
    reads: "directions",
    emit(model: ApiModel) {
      const groups = groupsOf(model);
      const files: EmittedFile[] = [
        ...groups.map((group): EmittedFile => ({
          path: groupPath(group),
          kind: "typescript",
          statements: group.operations.flatMap((operation) =>
            operationStatements(operation, model),
          ),
        })),
        clientFile(groups, model),
        securityFile(model),
        transportFile(model, numbers, agent),
        coreFile(model, numbers),
        operationsFile(model),
        entryFile(model, groups),
        ...Object.entries(runtime).map(([name, content]): EmittedFile => ({
          path: `src/runtime/${name}`,
          kind: "text",
          content: `${CHECKED}${content}`,
        })),
      ];
      return { files, diagnostics: [] };
    },
  };
}
