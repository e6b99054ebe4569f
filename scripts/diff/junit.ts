import { mainPlace, positionOf, type ChangeRecord, type Report } from "./report.js";

/** A test suite: each change is a case, which fails where callers break or may break. */
export function junitReport({ before, after, changes }: Report): string {
  const failures = changes.filter(isFailure).length;
  const skipped = changes.filter(({ ignored }) => ignored !== undefined).length;
  const counts = `tests="${String(changes.length)}" failures="${String(failures)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="diff" ${counts}>`,
    `  <testsuite name="${attribute(`${before} → ${after}`)}" ${counts} skipped="${String(skipped)}">`,
    ...changes.flatMap(testcase),
    "  </testsuite>",
    "</testsuites>",
  ].join("\n");
}

function isFailure({ severity, ignored }: ChangeRecord): boolean {
  return ignored === undefined && severity !== "info";
}

function testcase(change: ChangeRecord): string[] {
  const { id, message, reason, advice, operations, severity, ignored } = change;
  const place = mainPlace(change);
  const name = `${id}: ${message}`;
  const head = `    <testcase classname="${attribute(operations[0] ?? "document")}" name="${attribute(name)}"`;
  if (ignored !== undefined)
    return [`${head}>`, `      <skipped message="${attribute(ignored)}"/>`, "    </testcase>"];
  if (!isFailure(change)) return [`${head}/>`];
  const body = [
    reason,
    ...(advice === undefined ? [] : [advice]),
    ...(place === undefined ? [] : [`${positionOf(place)} ${place.pointer}`]),
  ];
  return [
    `${head}>`,
    `      <failure type="${severity}" message="${attribute(message)}">${attribute(body.join("\n"))}</failure>`,
    "    </testcase>",
  ];
}

/** XML 1.0 has no way to write most control characters. @see https://www.w3.org/TR/xml/#charsets */
function attribute(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[<>&"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
