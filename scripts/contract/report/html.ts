import { DIMENSIONS } from "../../../generator/index.js";
import { counts } from "../matrix.js";
import { explanationOf, isFailure, matrixOfRun, type RunRecord } from "../record.js";
import type { CaseResult } from "../result.js";
import { SCRIPT } from "./page-script.js";
import { STYLE } from "./page-style.js";

/** The run as one HTML file without anything from elsewhere: the matrix, and every case to search. */
export function htmlReport(record: RunRecord): string {
  const matrix = matrixOfRun(record);
  const { covered, explained, open, percent } = matrix;
  const names = record.operations.map(({ name }) => name);
  const cells = names.map((name) =>
    DIMENSIONS.map((dimension) => {
      const own = matrix.units.filter(
        (unit) => unit.operation === name && unit.dimension === dimension,
      );
      return own.length === 0 ? null : { ...counts(own), all: own.length };
    }),
  );
  // What somebody has to look at comes first.
  const missing = matrix.units
    .flatMap(({ id, outcome }) =>
      outcome.state === "covered" ? [] : [{ id, state: outcome.state, reason: outcome.reason }],
    )
    .sort((one, other) => Number(one.state !== "open") - Number(other.state !== "open"));
  const results = [...record.results]
    .sort((one, other) => rankOf(one) - rankOf(other))
    .map(({ fault, ...one }) =>
      fault === undefined ? one : { ...one, fault: explanationOf(fault) },
    );
  const data = { dimensions: DIMENSIONS, names, cells, missing, results };
  const title = `Contract of ${record.document.title} ${record.document.version}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p id="figures"><strong>${percent.toFixed(1)} %</strong> covered: ${String(covered)} of ${String(covered + open)}${explained > 0 ? `, ${String(explained)} explained` : ""}; ${String(record.results.length)} cases, ${served(record)}</p>
<button id="scheme" type="button">Dark or light</button>
</header>
<main>
<h2>Matrix</h2>
<div class="wide" tabindex="0" role="region" aria-label="Matrix"><table id="matrix"></table></div>
<h2>Not covered</h2>
<ul id="missing"></ul>
<h2>Cases</h2>
<form id="search" role="search">
<label>Search <input id="words" type="search" placeholder="operation, keyword, pointer, &quot;a phrase&quot;…" autocomplete="off"></label>
<label>Verdict <select id="blame"><option value="">any</option><option>passed</option><option>client</option><option>mock</option><option>document</option><option>suite</option><option>server</option></select></label>
<label>Kind <select id="kind"><option value="">any</option></select></label>
<output id="count"></output>
</form>
<ol id="cases"></ol>
<button id="more" type="button">Show more</button>
</main>
<script type="application/json" id="data">${inScript(JSON.stringify(data))}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** Failures before what is explained, and that before what passed. */
function rankOf(result: CaseResult): number {
  return isFailure(result) ? 0 : result.blame === "passed" ? 2 : 1;
}

/** Who answered. */
function served({ served, server = "" }: RunRecord): string {
  if (served === "live") return `answered by ${escaped(server)}`;
  return `the mock served the document ${served === "raw" ? "as written" : "normalised"}`;
}

/** JSON that no HTML parser takes for the end of its script. */
function inScript(json: string): string {
  return json
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
