import { jsonReport } from "./json.js";
import { junitReport } from "./junit.js";
import { markdownReport } from "./markdown.js";
import type { Report } from "./report.js";
import { sarifReport } from "./sarif.js";
import { textReport } from "./text.js";

export const REPORT_FORMATS = [
  "text",
  "json",
  "json-schema",
  "markdown",
  "junit",
  "sarif",
] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The report in one of the formats; `json-schema` is what describes `json`. */
export function printReport(report: Report, format: Exclude<ReportFormat, "json-schema">): string {
  switch (format) {
    case "text":
      return textReport(report, process.stdout.isTTY && process.env.NO_COLOR === undefined);
    case "json":
      return jsonReport(report);
    case "markdown":
      return markdownReport(report);
    case "junit":
      return junitReport(report);
    case "sarif":
      return sarifReport(report);
  }
}
