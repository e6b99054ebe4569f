import { catalog, type Code, type Params } from "./catalog.js";
import type { Diagnostic, Location } from "./diagnostic.js";
import { safe } from "./quote.js";

/** Collects findings. A pass reports and goes on; who runs the passes decides when to stop. */
export class Reporter {
  readonly diagnostics: Diagnostic[] = [];

  readonly #said = new Set<string>();
  /** References that lead nowhere; what is missing there cannot be of a wrong shape as well. */
  readonly #astray = new Set<string>();

  /** Adds a finding, unless it was made before at the same place. `location` is undefined for faults without a place in a document. */
  report<C extends Code>(code: C, location: Location | undefined, params: Params<C>): void {
    const diagnostic = diagnose(code, location, params);
    const { file, pointer, position } = location ?? {};
    const place = `${file ?? ""}${pointer ?? ""}`;
    const isReference = code.startsWith("ref/");
    if (!isReference && [place, `${place}/$ref`].some((each) => this.#astray.has(each))) return;
    if (isReference && diagnostic.severity === "error") this.#astray.add(place);
    const key = JSON.stringify([code, file, pointer, position, diagnostic.message]);
    if (!this.#said.has(key)) this.diagnostics.push(diagnostic);
    this.#said.add(key);
  }

  get failed(): boolean {
    return hasErrors(this.diagnostics);
  }
}

/** Makes one finding; severity, wording and hint come from the catalogue. */
export function diagnose<C extends Code>(
  code: C,
  location: Location | undefined,
  params: Params<C>,
): Diagnostic {
  // The entry of a code takes the parameters of that code; TypeScript does not follow the link.
  const entry = catalog[code] as unknown as {
    severity: Diagnostic["severity"];
    points?: "key";
    message(params: Params<C>): string;
    hint?(params: Params<C>): string | undefined;
  };
  const hint = entry.hint?.(params);
  return {
    code,
    severity: entry.severity,
    // A reason may be somebody else's words about the document's text.
    message: safe(entry.message(params)),
    ...(hint === undefined ? {} : { hint: safe(hint) }),
    ...(location === undefined
      ? {}
      : { location: entry.points === undefined ? location : { ...location, part: entry.points } }),
  };
}

/** True when a stage must not be followed by the next. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
