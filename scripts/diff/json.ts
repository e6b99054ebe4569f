import type { Report } from "./report.js";

/** For programs; `reportSchema` describes it. */
export function jsonReport({ bump, ...report }: Report): string {
  return JSON.stringify({ ...report, bump: bump ?? null }, null, 2);
}

const text = { type: "string" };

const place = {
  type: "object",
  required: ["file", "pointer"],
  properties: {
    file: { ...text, description: "The file, as it was named." },
    pointer: { ...text, pattern: "^#", description: "JSON pointer into the file." },
    line: { type: "integer", minimum: 1 },
    column: { type: "integer", minimum: 1 },
  },
  additionalProperties: false,
};

/** What `--format json` prints, as JSON Schema 2020-12. */
export const reportSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Changes between two OpenAPI documents",
  type: "object",
  required: ["before", "after", "bump", "changes"],
  properties: {
    before: { ...text, description: "The old document, as it was named." },
    after: { ...text, description: "The new document, as it was named." },
    bump: {
      enum: ["major", "minor", "patch", null],
      description: "By how much the version has to grow at least; null where nothing changed.",
    },
    changes: {
      type: "array",
      items: {
        type: "object",
        required: ["id", "severity", "bump", "message", "reason", "operations", "fingerprint"],
        properties: {
          id: {
            ...text,
            pattern: "^[a-z0-9-]+$",
            description: "What kind of change it is; never changes its meaning.",
          },
          severity: { enum: ["error", "warning", "info"] },
          bump: { enum: ["major", "minor", "patch"] },
          message: { ...text, description: "What changed." },
          reason: { ...text, description: "Why it is as grave as it is." },
          advice: { ...text, description: "What a caller should do." },
          operations: {
            type: "array",
            items: text,
            description: "The operations it concerns: `GET /pets`.",
          },
          before: place,
          after: place,
          fingerprint: { ...text, description: "The same as long as the change is." },
          ignored: { ...text, description: "Why it is let pass." },
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
};
