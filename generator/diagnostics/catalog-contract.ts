import { defineDiagnostics } from "./define.js";
import { quote } from "./quote.js";

/** What contract cases cannot be derived from, and why a contract run cannot begin or is not enough. */
export const contractDiagnostics = defineDiagnostics({
  "contract/no-request": {
    severity: "warning",
    message: (p: { operation: string }) =>
      `no valid request was found for ${quote(p.operation)}: it has no contract cases`,
    hint: () => "give its request body and its required parameters examples that are valid",
  },
  "contract/nothing": {
    severity: "error",
    message: (p: { found: string }) =>
      `there is nothing to run: the document has no operation that a client calls${p.found}`,
    hint: () => "webhooks and callbacks are yours to serve: the package has validators for them",
  },
  "contract/packages": {
    severity: "error",
    message: (p: { packages: string }) =>
      `contract runs need packages that are not installed: ${p.packages}`,
    hint: (p) => `npm install --save-dev ${p.packages}`,
  },
  "contract/client": {
    severity: "error",
    message: (p: { folder: string; reason: string }) =>
      `the generated package of ${quote(p.folder)} cannot be run: ${p.reason}`,
    hint: () => "generate it again, or leave --client out to have it generated in memory",
  },
  "contract/coverage": {
    severity: "error",
    message: (p: { percent: string; min: string }) =>
      `${p.percent} % is covered, ${p.min} % is asked for`,
    hint: () => "the matrix above says what is not covered, and why",
  },
});
