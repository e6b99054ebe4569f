import type { Catalogue, Target } from "./catalogue.js";
import type { Fetch } from "./recorder.js";
import type { Warehouse } from "./warehouses.js";

/**
 * Asks the mock for the answers that belong to one warehouse, and for the documented Not Found the
 * first time a report is wanted. `Prefer` is the mock's own language: a request to any other
 * origin passes untouched.
 * @param mock where the mock listens; undefined when there is none
 */
export function preferring(
  send: Fetch,
  catalogue: Catalogue,
  target: Target,
  warehouse: Warehouse,
  mock: string | undefined,
): Fetch {
  let reports = 0;
  return async (input, init) => {
    const request = new Request(input, init);
    if (mock === undefined || new URL(request.url).origin !== new URL(mock).origin) {
      return send(request);
    }
    const operation = catalogue.match(request.method, request.url, target)?.operation;
    const early = operation?.name === "getPipelineReport" && reports++ === 0;
    if (early) {
      request.headers.set("Prefer", "code=404");
    } else if (operation !== undefined) {
      const { status } = catalogue.answer(operation.name, warehouse);
      const example = catalogue.hasAnswer(operation.name, status, warehouse)
        ? `, example=${warehouse}`
        : "";
      request.headers.set("Prefer", `code=${String(status)}${example}`);
    }
    return send(request);
  };
}
