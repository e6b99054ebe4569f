import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { describe, expect, test } from "vitest";
import { body, documentOf, generated } from "../generated.js";
import { faults } from "./faults.fixtures.js";

/** The type of a component in the text of a types file, on one line. */
function typeOf(code: string, component: string): string {
  const flat = code.replace(/\s+/g, " ");
  const schemas = flat.slice(flat.indexOf(" schemas: {"));
  const start = schemas.indexOf(` ${component}: `) + component.length + 3;
  let depth = 0;
  for (let at = start; at < schemas.length; at += 1) {
    const character = schemas.charAt(at);
    if ("{([".includes(character)) depth += 1;
    else if ("})]".includes(character)) depth -= 1;
    if (depth === 0 && character === ";") return schemas.slice(start, at).trim();
  }
  throw new Error(`no ${component} in ${schemas}`);
}

describe("a fault of openapi-typescript is none of ours:", () => {
  test.each(faults)("$title $threads", async ({ schemas, subject, plain, ours }) => {
    const document = documentOf(schemas);
    const alone = await openapiTS(structuredClone(document) as OpenAPI3, { silent: true });
    // When this fails, the fault is mended: the rewriting may be needless.
    expect(typeOf(astToString(alone), subject)).toBe(plain);
    const files = await generated(document, ["types"]);
    expect(typeOf(body(files, "src/types.ts"), subject)).toBe(ours);
    expect(ours).not.toBe(plain);
  });
});
