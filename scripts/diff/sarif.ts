import type { ChangeRecord, PlaceRecord, Report } from "./report.js";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/** For code scanning. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifReport({ changes }: Report): string {
  const ids = [...new Set(changes.map(({ id }) => id))];
  const rules = ids.map((id) => {
    const first = changes.find((change) => change.id === id);
    return {
      id,
      shortDescription: { text: id.replaceAll("-", " ") },
      ...(first === undefined ? {} : { defaultConfiguration: { level: LEVELS[first.severity] } }),
    };
  });
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "codegen diff", rules } },
        results: changes.map((change) => resultOf(change, ids)),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function resultOf(change: ChangeRecord, ids: readonly string[]): object {
  const { id, severity, message, reason, advice, before, after, fingerprint, ignored } = change;
  const text = [message, reason, ...(advice === undefined ? [] : [advice])].join(". ");
  const main = after ?? before;
  const related = after === undefined || before === undefined ? [] : [locationOf(before)];
  return {
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: LEVELS[severity],
    message: { text: `${text}.` },
    locations: main === undefined ? [] : [locationOf(main)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    partialFingerprints: { "change/v1": fingerprint },
    ...(ignored === undefined
      ? {}
      : { suppressions: [{ kind: "external", justification: ignored }] }),
  };
}

function locationOf({ file, pointer, line, column }: PlaceRecord): object {
  const uri = file.split("/").map(encodeURIComponent).join("/");
  return {
    physicalLocation: {
      artifactLocation: { uri },
      ...(line === undefined ? {} : { region: { startLine: line, startColumn: column } }),
    },
    logicalLocations: [{ fullyQualifiedName: pointer }],
  };
}
