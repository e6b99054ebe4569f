import { beforeAll, describe, expect, it } from "vitest";
import { suiteOf, type ApiModel, type Suite } from "../../generator/index.js";
import type { Sources } from "../../scripts/contract/modules.js";
import { selfCheck } from "../../scripts/contract/mock/self-check.js";
import {
  generatedSources,
  importPackage,
  type ClientPackage,
} from "../../scripts/contract/package.js";
import { matrixOfRun } from "../../scripts/contract/record.js";
import type { CaseResult } from "../../scripts/contract/result.js";
import { Run } from "../../scripts/contract/run.js";
import { selected } from "../../scripts/contract/selection.js";
import { readContractModel, runSession, startMock } from "../../scripts/contract/session.js";

const INPUT = "test/contract/fixtures/turnstiles.yaml";
let model: ApiModel;
let suite: Suite;
let sources: Sources;
let pack: ClientPackage;

beforeAll(async () => {
  const read = await readContractModel({ input: INPUT });
  const generated = await generatedSources({ input: INPUT });
  if (read.model === undefined || generated === undefined) throw new Error(`${INPUT} is refused`);
  model = read.model;
  suite = suiteOf(model);
  sources = generated;
  pack = await importPackage(sources);
});

/** What comes of the cases of headers alone: their answers are played, and no mock is asked. */
async function resultsOf(one: ClientPackage): Promise<CaseResult[]> {
  const cases = selected(suite, {}).filter(({ one: { kind } }) => kind.startsWith("header"));
  return new Run(model, suite, one, { baseUrl: "http://mock.example" }).all(cases);
}

/** The package with one of its sources edited. */
function edited(path: string, from: string, to: string): Promise<ClientPackage> {
  const text = sources.get(path) ?? "";
  expect(text).toContain(from);
  return importPackage(new Map(sources).set(path, text.replaceAll(from, to)));
}

const blamed = (results: readonly CaseResult[]): string[] =>
  results.filter(({ blame }) => blame === "client").map(({ id }) => id);

describe("the headers of answers", () => {
  it("are all shown, left out and broken, and the mock's are judged", async () => {
    const record = await runSession(model, { input: INPUT }, pack, suite);
    expect(record.results.filter(({ blame }) => blame !== "passed")).toEqual([]);
    const { units, percent } = matrixOfRun(record);
    expect(percent).toBe(100);
    expect(units.filter(({ outcome }) => outcome.state !== "covered").map(({ id }) => id)).toEqual([
      "listTurnstiles header: 303 Location present",
    ]);
  });

  it("are each broken alone, where anything can be wrong with them", () => {
    const broken = suite.operations.flatMap(({ cases }) =>
      cases.flatMap((one) => (one.kind === "header-violation" ? [one] : [])),
    );
    expect(broken.every(({ alone }) => alone)).toBe(true);
    const told = broken
      .filter(({ documented }) => documented === "200")
      .map(({ key, keyword, headers }) => {
        const texts = headers.find((header) => header.key === key)?.texts ?? ["absent"];
        return `${key} ${keyword}: ${texts.join(" ")}`;
      });
    expect(told).toEqual([
      "X-Count required: absent",
      "X-Count type: 1.5",
      "X-Count minimum: -1",
      "X-Count maximum: 11",
      "X-Last type: unexpected",
      "X-Kind enum: unknown-value",
      "X-Ids minItems: ",
      "X-Ids maxItems: 1,2,3,4",
      "X-Ids type: 1.5",
      "X-Size required: unit=te",
      "X-Size type: width=unexpected,unit=te",
      "X-Size maxLength: width=1,unit=tee",
      "X-Place required: absent",
      "X-Place content: {",
      "X-Place type: 17",
      "X-Place required: {}",
      'X-Place type: {"floor":1.5}',
      "X-Either required: absent",
      "X-Since format: yesterday at noon",
      "Set-Cookie required: absent",
      "Set-Cookie minLength: te",
      "X-Count required: absent",
      "X-Count type: 1.5",
    ]);
  });

  it("are checked before a mock says ready", async () => {
    const started = await startMock(model, suite, false);
    try {
      expect((await selfCheck(model, suite, { input: INPUT }, started)).faults).toEqual([]);
    } finally {
      await started.mock.stop();
    }
  });

  it("are missed by a client that does not judge them", async () => {
    const blind = await edited("src/runtime/judge.ts", "validators.headers?.(", "undefined?.(");
    const results = await resultsOf(blind);
    const violations = results.filter(({ kind }) => kind === "header-violation");
    expect(violations.length).toBeGreaterThan(15);
    expect(blamed(results)).toEqual(violations.map(({ id }) => id));
  });

  it("are missed by a client that reads them otherwise", async () => {
    const lossy = await edited("src/runtime/response-headers.ts", "Number(text)", "-Number(text)");
    expect(blamed(await resultsOf(lossy))).toContain("listTurnstiles/headers/200");
    const failing = blamed(
      await resultsOf(await edited("src/runtime/response-headers.ts", 'split(",")', 'split(";")')),
    );
    expect(failing.some((id) => id.startsWith("listTurnstiles/headers/200/X-Ids~"))).toBe(true);
  });
});
