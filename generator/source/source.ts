import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/reporter.js";
import type { Json } from "../model/json.js";
import { illFormedPlaces } from "./ill-formed.js";
import { jsonFaults, type Fault } from "./json.js";
import { limits } from "./limits.js";
import { Lines } from "./lines.js";
import { readPlainYaml } from "./plain-yaml/read.js";
import { readYaml } from "./yaml.js";

/** One file that was read. Positions are found later, by `locate`, and only when a finding needs them. */
export interface SourceFile {
  /** As findings show it: the entry as the caller named it, others beside it. */
  readonly file: string;
  readonly text: string;
  /** `plain-yaml` is what the fast reader of YAML has read, and can find its way in. */
  readonly language: "json" | "plain-yaml" | "yaml" | "text";
  /** Undefined when the text could not be understood. */
  readonly value: Json | undefined;
}

/**
 * Reads text as JSON where it is JSON, as YAML otherwise; `isProse` keeps it as one string. Returns
 * findings, throws nothing.
 */
export function readSource(
  file: string,
  given: string,
  isProse = false,
): { source: SourceFile; diagnostics: Diagnostic[] } {
  const text = given.startsWith("\ufeff") ? given.slice(1) : given;
  const refuse = (language: SourceFile["language"], diagnostics: Diagnostic[]) => ({
    source: { file, text, language, value: undefined },
    diagnostics,
  });
  if (text.length > limits.size) {
    const params = { path: file, size: text.length, limit: limits.size };
    return refuse("text", [diagnose("source/too-large", { file }, params)]);
  }
  if (isProse) return { source: { file, text, language: "text", value: text }, diagnostics: [] };
  if (/^\s*(?:#|$)/.test(text) && isBlank(text)) {
    return refuse("text", [diagnose("source/empty", { file }, { path: file })]);
  }
  const isJson = /\.json$/i.test(file);
  const json = isJson || /^\s*[[{]/.test(text) ? readJson(text) : undefined;
  if (json !== undefined || isJson) {
    return finished(file, text, "json", json, jsonFaults(text));
  }
  const plain = readPlainYaml(text);
  if (plain !== undefined) return finished(file, text, "plain-yaml", plain, []);
  const { value, faults } = readYaml(text);
  return finished(file, text, "yaml", value, faults);
}

function finished(
  file: string,
  text: string,
  language: SourceFile["language"],
  value: Json | undefined,
  faults: readonly Fault[],
): { source: SourceFile; diagnostics: Diagnostic[] } {
  const broken = illFormedPlaces(text, value).map(({ pointer, place }) =>
    diagnose("source/ill-formed", { file, pointer }, { place }),
  );
  const lines = new Lines(faults.length > 0 ? text : "");
  const located = faults.map(({ code, offset, params }) => {
    const location = { file, position: lines.positionAt(offset) };
    return diagnose(code, location, params as never);
  });
  const sound = broken.length === 0 && !fatal(faults);
  return {
    source: { file, text, language, value: sound ? value : undefined },
    diagnostics: [...located, ...broken],
  };
}

/** Nothing but comments, as YAML has them, says as little as nothing. */
function isBlank(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(?:#|$)/.test(line));
}

/** YAML that happens to begin with a brace is told apart by JSON.parse, which is much the faster of the two. */
function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A duplicate key leaves a value to go on with, so that one run shows all faults. */
function fatal(faults: readonly Fault[]): boolean {
  return faults.some((fault) => fault.code !== "source/duplicate-key");
}
