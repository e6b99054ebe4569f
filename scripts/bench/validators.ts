import { readModel, sampleComponents, type Json, type Sample } from "../../generator/index.js";
import { loadFrom, ownTemplates } from "../disk.js";
import type { BenchOptions } from "./benchmark.js";
import { contendersOf, type Contender, type Judge } from "./contenders.js";
import { mutations } from "./mutation.js";
import { generateOurs } from "./ours.js";
import { measureRates } from "./rates.js";
import type { Report, Row, Table } from "./report.js";
import { geometricMean, spread } from "./statistics.js";

/** One component, judged by everybody who judges the value rightly. */
interface Measurement {
  readonly document: string;
  readonly component: string;
  /** Nanoseconds of one call, by contender. */
  readonly times: ReadonlyMap<string, number>;
}

type Verdict = "valid" | "invalid" | "throws" | "lacks";
const REASONS = ["lacks", "throws", "refuses a valid value", "takes an invalid value"] as const;
type Reason = (typeof REASONS)[number];

/** Counts of what could not be compared: by document and contender. */
class Skipped {
  readonly #counts = new Map<string, Map<Reason, number>>();

  add(document: string, contender: string, reason: Reason): void {
    const key = `${document}\n${contender}`;
    const counts = this.#counts.get(key) ?? new Map<Reason, number>();
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    this.#counts.set(key, counts);
  }

  rows(): Row[] {
    return [...this.#counts].map(([key, counts]) => [
      ...key.split("\n"),
      ...REASONS.map((reason) => counts.get(reason)),
    ]);
  }
}

/**
 * Parses per second of each component's validator, ours against the peers' and Ajv's: of a valid
 * value with everything optional in it, and of the same value with its first scalar of another type.
 */
export async function benchValidators(options: BenchOptions): Promise<Report> {
  const valid: Measurement[] = [];
  const invalid: Measurement[] = [];
  const skipped = new Skipped();
  const notes: string[] = [];
  for (const document of options.documents) {
    const ours = await generateOurs(document, options.say);
    if ("reason" in ours) {
      notes.push(`${document.name}: ours ${ours.reason}`);
      continue;
    }
    const host = { load: loadFrom(document.path), templates: await ownTemplates() };
    const { model, document: canonical } = await readModel({ input: document.path }, host);
    if (model === undefined || canonical === undefined) continue;
    const samples = sampleComponents(model).filter(({ value }) => typeof value === "object");
    const chosen = spread(samples, options.components);
    notes.push(
      `${document.name}: ${String(chosen.length)} of ${String(samples.length)} components that are objects or lists`,
    );
    const { contenders, absent } = await contendersOf(
      document,
      ours,
      options.peers,
      canonical.root as Json,
    );
    notes.push(...absent.map(({ name, reason }) => `${document.name}: ${name} ${reason}`));
    options.say(`measuring the validators of ${document.name}`);
    for (const sample of chosen) {
      const rounds = { document: document.name, rounds: options.rounds, skipped };
      const measured = measureSample(sample, contenders, rounds);
      if (measured.valid !== undefined) valid.push(measured.valid);
      if (measured.invalid !== undefined) invalid.push(measured.invalid);
    }
  }
  const tables = [
    ratioTable("Valid values: parses per second, ours ÷ theirs", valid),
    ratioTable("Invalid values: parses per second, ours ÷ theirs", invalid),
    worstTable("The five slowest beside hey-api, valid values", valid),
    {
      title: "Not compared: components by reason",
      columns: ["document", "contender", ...REASONS],
      rows: skipped.rows(),
    },
  ];
  return { benchmark: "validators", tables: tables.filter(({ rows }) => rows.length > 0), notes };
}

interface Round {
  readonly document: string;
  readonly rounds: number;
  readonly skipped: Skipped;
}

function measureSample(
  sample: Sample,
  contenders: readonly Contender[],
  { document, rounds, skipped }: Round,
): { readonly valid?: Measurement; readonly invalid?: Measurement } {
  const judges = new Map<string, Judge>();
  const skip = (name: string, reason: Reason): undefined => {
    skipped.add(document, name, reason);
    return undefined;
  };
  for (const contender of contenders) {
    const judge = judgeOf(contender, sample);
    const verdict = judge === undefined ? "lacks" : verdictOf(judge, sample.value);
    if (judge !== undefined && verdict === "valid") judges.set(contender.name, judge);
    else if (verdict === "invalid") skip(contender.name, "refuses a valid value");
    else if (verdict === "lacks" || verdict === "throws") skip(contender.name, verdict);
  }
  const measure = (value: Json, among: ReadonlyMap<string, Judge>): Measurement => {
    const names = [...among.keys()];
    const runs = [...among.values()].map((judge) => () => judge(value));
    const times = measureRates(runs, rounds, 1);
    return {
      document,
      component: sample.key,
      times: new Map(names.map((name, index) => [name, times[index] ?? Infinity])),
    };
  };
  const own = judges.get("ours");
  if (own === undefined) return {};
  const wrong = invalidOf(sample.value, own, judges.get("Ajv"));
  if (wrong === undefined) return { valid: measure(sample.value, judges) };
  // A validator that takes anything is fast; only those that look are compared.
  const exact = [...judges].filter(([name, judge]) => {
    const verdict = verdictOf(judge, wrong);
    if (verdict === "valid") skip(name, "takes an invalid value");
    if (verdict === "throws") skip(name, "throws");
    return verdict === "invalid";
  });
  const looking = new Map(exact);
  return { valid: measure(sample.value, looking), invalid: measure(wrong, looking) };
}

function judgeOf(contender: Contender, sample: Sample): Judge | undefined {
  try {
    return contender.judgeOf(sample);
  } catch {
    return undefined;
  }
}

function verdictOf(judge: Judge, value: Json): Verdict {
  try {
    return judge(value) ? "valid" : "invalid";
  } catch {
    return "throws";
  }
}

/** The first mutation that is invalid to us and, where it has a say, to Ajv. */
function invalidOf(value: Json, own: Judge, ajv: Judge | undefined): Json | undefined {
  for (const mutated of mutations(value)) {
    if (verdictOf(own, mutated) !== "invalid") continue;
    if (ajv === undefined || verdictOf(ajv, mutated) === "invalid") return mutated;
  }
  return undefined;
}

const PAIRS = [
  ["ours", "hey-api"],
  ["ours", "orval"],
  ["ours", "Ajv"],
  ["ours, compiled", "hey-api"],
  ["ours, compiled", "Ajv"],
] as const;

function ratioTable(title: string, measurements: readonly Measurement[]): Table {
  const documents = [...new Set(measurements.map(({ document }) => document))];
  const means = documents.map((document) => {
    const own = measurements.filter((measurement) => measurement.document === document);
    return PAIRS.map(([ours, theirs]) => geometricMean(ratiosOf(own, ours, theirs)));
  });
  const rows: Row[] = documents.map((document, index) => [
    document,
    measurements.filter((measurement) => measurement.document === document).length,
    ...(means[index] ?? []),
  ]);
  if (documents.length > 1) {
    const all = PAIRS.map((_, pair) => geometricMean(means.flatMap((mean) => mean[pair] ?? [])));
    rows.push(["all documents", measurements.length, ...all]);
  }
  const columns = PAIRS.map(([ours, theirs]) => `${ours} ÷ ${theirs}`);
  return { title, columns: ["document", "components", ...columns], rows };
}

function ratiosOf(measurements: readonly Measurement[], ours: string, theirs: string): number[] {
  return measurements.flatMap(({ times }) => {
    const [own, other] = [times.get(ours), times.get(theirs)];
    return own === undefined || other === undefined ? [] : [other / own];
  });
}

function worstTable(title: string, measurements: readonly Measurement[]): Table {
  const rows = measurements.flatMap(({ document, component, times }) => {
    const [own, other] = [times.get("ours"), times.get("hey-api")];
    return own === undefined || other === undefined
      ? []
      : [[document, component, other / own, own, other] as const];
  });
  rows.sort((a, b) => a[2] - b[2]);
  const columns = ["document", "component", "ours ÷ hey-api", "our ns", "their ns"];
  return { title, columns, rows: rows.slice(0, 5) };
}
