import { accepts, issuesOf, type Schema } from "./checks.js";
import type { Finding } from "./finding.js";
import { explainPart, type Part } from "./explanation.js";
import { Place, placeOf } from "./locations.js";
import { pointerTo } from "./pointer.js";
import { sentenceOf } from "./sentences.js";

/**
 * Explains why a schema of this package refuses a value; empty when it accepts it. Of a union only
 * the branch that the tag names is explained, or the one that comes closest. Neither values nor the
 * names inside secrets are ever shown.
 */
export function explain(schema: Schema, value: unknown): Finding[] {
  if (accepts(schema, value)) return [];
  const part: Part = { value, pointer: "", secret: false };
  const root = placeOf(schema) ?? new Place({ pointer: "#", notes: {}, secrets: [] }, "");
  const findings = distinct(explainPart(schema, part, root));
  return findings.length > 0 ? findings : issuesAsFindings(schema, value, root);
}

/** For schemas that were not generated: zod's issues, told of the schema as a whole. */
function issuesAsFindings(schema: Schema, value: unknown, root: Place): Finding[] {
  return issuesOf(schema, value).map((issue) => ({
    pointer: pointerTo(issue.path ?? []),
    ...sentenceOf(issue),
    schema: root.pointer,
  }));
}

function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Map(
    findings.map((finding) => [
      JSON.stringify([finding.pointer, finding.schema, finding.message]),
      finding,
    ]),
  );
  return [...seen.values()];
}

/**
 * Findings as text for people, a line each: `/config/account must have at least 1 character`. The
 * schema's pointer follows on a line of its own unless `schemas` is false.
 */
export function formatFindings(
  findings: readonly Finding[],
  { schemas = true }: { readonly schemas?: boolean } = {},
): string {
  return findings
    .map(({ pointer, message, schema }) => {
      const line = `${pointer === "" ? "the value" : pointer} ${message}`;
      return schemas ? `${line}\n  ${schema}` : line;
    })
    .join("\n");
}
