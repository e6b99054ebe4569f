import { failuresOf, type RunRecord } from "../record.js";

/** The run as JUnit's XML: a suite for each operation, a case for each case. */
export function junitReport(record: RunRecord): string {
  const failed = new Set(failuresOf(record).map(({ id }) => id));
  const suites = record.operations.map(({ name }) => {
    const own = record.results.filter(({ operation }) => operation === name);
    const cases = own.map(({ id, kind, blame, words = "", pointer, drifts = [] }) => {
      const head = `    <testcase name="${escaped(id)}" classname="${escaped(`${name}.${kind}`)}"`;
      if (blame === "passed") return `${head}/>`;
      const pointers = drifts.length > 0 ? drifts.map((one) => one.pointer) : [pointer];
      const fault = failed.has(id)
        ? `      <failure type="${blame}" message="${escaped(words)}">${escaped(pointers.join("\n"))}</failure>`
        : `      <skipped message="${escaped(`${blame}: ${words}`)}"/>`;
      return `${head}>\n${fault}\n    </testcase>`;
    });
    const failures = own.filter(({ id }) => failed.has(id)).length;
    const skipped = own.filter(({ id, blame }) => blame !== "passed" && !failed.has(id)).length;
    return [
      `  <testsuite name="${escaped(name)}" tests="${String(own.length)}" failures="${String(failures)}" skipped="${String(skipped)}">`,
      ...cases,
      "  </testsuite>",
    ].join("\n");
  });
  const count = `tests="${String(record.results.length)}" failures="${String(failed.size)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(record.document.title)}" ${count}>`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

/** Text for an attribute or an element; characters that XML 1.0 does not allow become question marks. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "?")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}
