import { defineDiagnostics } from "./define.js";
import { quote } from "./quote.js";

/** What contract cases cannot be derived from. */
export const contractDiagnostics = defineDiagnostics({
  "contract/no-request": {
    severity: "warning",
    message: (p: { operation: string }) =>
      `no valid request was found for ${quote(p.operation)}: it has no contract cases`,
    hint: () => "give its request body and its required parameters examples that are valid",
  },
});
