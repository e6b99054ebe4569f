/** What runs in the report: everything it shows is set as text, so that nothing of a document becomes markup. */
export const SCRIPT = `
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const element = (name, text, classes) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (classes) made.className = classes;
  return made;
};
const kept = (key, value) => {
  try {
    if (value !== undefined) localStorage.setItem(key, value);
    return localStorage.getItem(key);
  } catch { return null; }
};
const scheme = kept("contract-scheme");
if (scheme) document.documentElement.dataset.scheme = scheme;
at("scheme").addEventListener("click", () => {
  const now = document.documentElement.dataset.scheme ?? (globalThis.matchMedia?.("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.dataset.scheme = now === "dark" ? "light" : "dark";
  kept("contract-scheme", document.documentElement.dataset.scheme);
});

const used = data.dimensions.map((_, column) => data.cells.some((row) => row[column] !== null));
const head = element("tr");
head.append(element("th", "operation"), ...data.dimensions.filter((_, column) => used[column]).map((name) => element("th", name)));
at("matrix").append(head);
// A cell leads to its cases.
const cases = (words, told) => {
  const button = element("button", told);
  button.type = "button";
  button.addEventListener("click", () => {
    at("words").value = '"' + words + '"';
    at("blame").value = at("kind").value = "";
    search();
    at("search").scrollIntoView();
  });
  return button;
};
[...data.names, "all"].forEach((name, row) => {
  const line = element("tr");
  line.append(element("td", name));
  data.dimensions.forEach((dimension, column) => {
    if (!used[column]) return;
    const own = row < data.names.length ? [data.cells[row]] : data.cells;
    const counts = own.flatMap((cells) => cells[column] ?? []);
    const sum = (part) => counts.reduce((total, one) => total + one[part], 0);
    if (counts.length === 0) return line.append(element("td", ""));
    const state = sum("open") > 0 ? "open" : sum("explained") > 0 ? "explained" : "covered";
    const cell = element("td", undefined, state);
    const told = sum("covered") + "/" + sum("all") + (sum("explained") > 0 ? "*" : "");
    cell.append(row < data.names.length ? cases(name + " " + dimension + ":", told) : told);
    line.append(cell);
  });
  at("matrix").append(line);
});

for (const { id, state, reason } of data.missing) {
  const item = element("li");
  item.append(element("span", state + " ", state), element("code", id), element("br"), element("small", reason));
  at("missing").append(item);
}
if (data.missing.length === 0) at("missing").append(element("li", "nothing"));

const texts = data.results.map((one) => JSON.stringify([one.id, one.pointer, one.words, one.fault, one.request?.line, one.answer?.line, one.covers]).toLowerCase());
for (const kind of [...new Set(data.results.map(({ kind }) => kind))].sort()) at("kind").append(element("option", kind));
const message = (title, shown) => {
  const side = element("section");
  side.append(element("h3", title));
  const headers = Object.entries(shown.headers).map(([name, value]) => name + ": " + value);
  const text = element("pre", [shown.line, ...headers, ...(shown.body === undefined ? [] : ["", shown.body])].join("\\n"));
  // What scrolls is to be reached by the keyboard.
  text.tabIndex = 0;
  side.append(text);
  return side;
};
const opened = (one, box) => {
  const told = element("ul");
  for (const { kind, words, pointer } of one.drifts ?? []) {
    const drift = element("li", kind + ": " + words + " ", "drift");
    drift.append(element("code", pointer));
    told.append(drift);
  }
  if (one.words && !one.drifts?.length) told.append(element("li", one.words));
  if (one.fault) told.append(element("li", one.fault));
  for (const { witness, says, words } of one.verdicts) told.append(element("li", witness + ": " + says + (words ? ", " + words : "")));
  told.append(element("li", one.pointer));
  for (const unit of one.covers) told.append(element("li", "covers " + unit));
  box.append(told);
  const sides = element("div", undefined, "sides");
  if (one.request) sides.append(message("Request", one.request));
  if (one.answer) sides.append(message("Answer", one.answer));
  box.append(sides);
};
const PAGE = 100;
let found = [];
let shown = 0;
const more = () => {
  for (const one of found.slice(shown, shown + PAGE)) {
    const item = element("li");
    const details = element("details");
    const summary = element("summary");
    summary.append(element("span", one.blame, "blame " + one.blame), element("code", one.id));
    details.append(summary);
    details.addEventListener("toggle", () => { if (details.open && details.childElementCount === 1) opened(one, details); });
    item.append(details);
    at("cases").append(item);
  }
  shown += PAGE;
  at("more").hidden = shown >= found.length;
};
const search = () => {
  // What stands in quotes is one phrase.
  const words = [...at("words").value.toLowerCase().matchAll(/"([^"]*)"?|[^\\s"]+/g)].map(([word, phrase]) => phrase ?? word);
  const blame = at("blame").value;
  const kind = at("kind").value;
  found = data.results.filter((one, index) =>
    (blame === "" || one.blame === blame) && (kind === "" || one.kind === kind) && words.every((word) => texts[index].includes(word)));
  at("cases").replaceChildren();
  at("count").textContent = found.length + " of " + data.results.length;
  shown = 0;
  more();
};
for (const id of ["words", "blame", "kind"]) at(id).addEventListener("input", search);
at("search").addEventListener("submit", (event) => event.preventDefault());
at("more").addEventListener("click", more);
search();
`;
