import type { Json } from "../../../model/json.js";
import type { ApiModel, MediaType, Operation } from "../../../model/model.js";
import type { CaseOperation } from "../case.js";
import type { Requests } from "../inputs.js";
import { hasBody } from "./answers.js";
import {
  errorOfAnswer,
  type MalformedAnswer,
  type MisdirectedCase,
  type SuiteCase,
} from "./suite.js";
import type { Units } from "./units.js";

/** Requests led astray, and answers that are none the document promises. */
export function faultCases(
  model: ApiModel,
  operation: Operation,
  { inputs, cases }: CaseOperation,
  { evaluator }: Requests,
  units: Units,
): SuiteCase[] {
  const [first] = Object.keys(inputs);
  if (first === undefined) return [];
  const found: SuiteCase[] = [];
  for (const change of changesOf(model, operation)) {
    const covers = [units.add("misdirection", `unknown ${change.of}`, operation.pointer)];
    const id = `${operation.name}/misdirected/${change.of.replace(" ", "-")}`;
    const input = change.of === "media type" ? (inputWithBody(inputs) ?? first) : first;
    found.push({
      kind: "misdirected",
      id,
      pointer: operation.pointer,
      input,
      change,
      statuses: STATUSES[change.of],
      covers,
    });
  }
  const add = (
    status: number,
    name: string,
    answer: MalformedAnswer,
    pointer = operation.pointer,
  ): void => {
    const covers = [units.add("malformed answer", name, pointer)];
    const id = `${operation.name}/malformed/${name.replaceAll(" ", "/")}`;
    const isLost = answer.fault === "cut" || answer.fault === "broken off";
    const error = isLost ? "NetworkError" : errorOfAnswer(status, answer.fault === "type");
    found.push({ kind: "malformed", id, pointer, input: first, status, answer, error, covers });
  };
  add(200, "cut", { fault: "cut" });
  const undocumented = undocumentedStatus(operation);
  if (undocumented !== undefined)
    add(undocumented, `undocumented status ${String(undocumented)}`, {
      fault: "undocumented status",
    });
  for (const { status: documented, content } of operation.responses) {
    const asked = cases.find(
      (one) => one.kind === "answer" && one.documented === String(documented),
    );
    const status = asked?.kind === "answer" ? asked.status : undefined;
    if (status === undefined || !hasBody(operation, status)) continue;
    for (const { type: mediaType, schema, pointer, codec } of content) {
      if (codec !== "json") continue;
      const name = `${String(documented)} ${mediaType}`;
      for (const fault of ["truncated", "page", "empty", "broken off"] as const)
        if (fault !== "page" || !content.some(covers))
          add(status, `${name} ${fault}`, { fault, mediaType }, pointer);
      const value =
        schema === undefined ? undefined : WRONG.find((one) => !evaluator.isValid(schema, one));
      if (value !== undefined)
        add(status, `${name} wrong type`, { fault: "type", mediaType, value }, pointer);
    }
  }
  return found;
}

const WRONG: readonly Json[] = [17, "unexpected", true, [17], { unexpected: true }, null];

const STATUSES: { readonly [C in MisdirectedCase["change"]["of"]]: readonly number[] } = {
  path: [404],
  method: [405],
  // The mock takes the first of them that the operation documents.
  "media type": [415, 422, 400],
};

/** A page in HTML is what some operations answer with. */
function covers({ type }: MediaType): boolean {
  return ["*/*", "text/*", "text/html"].includes(type.split(";")[0]?.trim() ?? "");
}

function inputWithBody(inputs: CaseOperation["inputs"]): string | undefined {
  return Object.entries(inputs).find(([, { body }]) => body !== undefined)?.[0];
}

function changesOf(model: ApiModel, operation: Operation): MisdirectedCase["change"][] {
  const depth = Math.max(...model.operations.map(({ path }) => path.split("/").length));
  const found: MisdirectedCase["change"][] = [
    { of: "path", to: "/unknown-path".repeat(depth + 1) },
  ];
  const taken = new Set(
    model.operations
      .filter(({ route }) => mayBe(route, operation.route))
      .map(({ method }) => method.toLowerCase()),
  );
  const method = ["put", "post", "delete", "patch"].find((one) => !taken.has(one));
  if (method !== undefined) found.push({ of: "method", to: method });
  const content = operation.requestBody?.content ?? [];
  if (content.length > 0 && !content.some(({ type }) => /^(\*|application)\/\*/.test(type)))
    found.push({ of: "media type", to: "application/x-unknown" });
  return found;
}

/** Whether one request's path may be that of both templates. */
function mayBe(one: string, other: string): boolean {
  const [left, right] = [one.split("/"), other.split("/")];
  return (
    left.length === right.length &&
    left.every(
      (part, index) => part === right[index] || part.includes("{") || right[index]?.includes("{"),
    )
  );
}

/** A status that no response of the operation speaks of; of success there is none: it is read as the one that is documented. */
function undocumentedStatus({ responses }: Operation): number | undefined {
  const known = new Set(responses.map(({ status }) => String(status)));
  if (known.has("default")) return undefined;
  return [418, 507, 599].find(
    (status) => !known.has(String(status)) && !known.has(`${String(status).charAt(0)}XX`),
  );
}
