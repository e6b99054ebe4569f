import type { ApiModel, Operation, PlayedHeader, Suite } from "../../../generator/index.js";
import { parsedJson } from "../../json-text.js";
import { Caller, type Outcome } from "../call.js";
import type { Redaction } from "../exchange.js";
import { said } from "../judgement.js";
import { cameHeaders } from "../judged-headers.js";
import { textsForAnswers } from "../mock/header-texts.js";
import { openPlaces } from "../mock/misreadings.js";
import { normalised } from "../mock/normalise.js";
import { startPrismThread } from "../mock/prism.js";
import { answerFaults, requestFaults } from "../mock/violations.js";
import { AjvWitness } from "../objections.js";
import type { ClientPackage } from "../package.js";
import type { CaseResult, Verdict } from "../result.js";
import { driftOf, responseOf, type Drift } from "./drift.js";
import { askOfHeaders, headerDrifts } from "./headers.js";

export interface LiveOptions {
  readonly server: string;
  /** Methods that may be sent, small letters. */
  readonly methods: ReadonlySet<string>;
  /** Credentials by the name of the security scheme. */
  readonly auth: Record<string, object>;
  readonly redaction: Redaction;
  /** Only inputs whose `operation/name` matches. */
  readonly grep?: RegExp;
}

/** What came of one request to a real API. */
export interface LiveResult extends CaseResult {
  readonly drifts: readonly Drift[];
}

/** The unit that an answer with a documented status covers. */
export function unitOf(operation: Operation, status: string): string {
  return `${operation.name} answer: ${status}`;
}

/**
 * Sends each operation's valid inputs to a real API through Prism as a proxy, which judges what
 * passes, and notes how the API differs from the document. Only what `methods` allows is sent.
 */
export async function observe(
  model: ApiModel,
  suite: Suite,
  pack: ClientPackage,
  { server, methods, auth, redaction, grep }: LiveOptions,
): Promise<LiveResult[]> {
  const served = normalised(model.document, new Map(), openPlaces(model), textsForAnswers(model));
  const proxy = await startPrismThread(served, { upstream: server });
  const caller = new Caller(pack, auth, redaction);
  const ajv = new AjvWitness(model, pack.formats);
  const found: LiveResult[] = [];
  try {
    for (const { name, inputs } of suite.operations) {
      const operation = model.operations.find((one) => one.name === name);
      if (operation === undefined || !methods.has(operation.method)) continue;
      for (const [label, input] of Object.entries(inputs)) {
        const id = `${name}/${label}`;
        if (grep?.test(id) === false) continue;
        const outcome = await caller.call(name, input, {
          baseUrl: proxy.url,
          credentials: true,
          validation: false,
        });
        found.push(resultOf(id, { model, operation, pack, ajv }, outcome));
      }
    }
  } finally {
    await proxy.stop();
  }
  return found;
}

type Described = Operation["responses"][number];

interface Judging {
  readonly model: ApiModel;
  readonly operation: Operation;
  readonly pack: ClientPackage;
  readonly ajv: AjvWitness;
}

function resultOf(id: string, judging: Judging, outcome: Outcome): LiveResult {
  const { operation } = judging;
  const { request, answer, response, error } = outcome;
  const result = {
    id,
    operation: operation.name,
    kind: "live" as const,
    pointer: operation.pointer,
    ...(request === undefined ? {} : { request }),
    ...(answer === undefined ? {} : { answer }),
  };
  if (response === undefined) {
    const words = `no answer came: ${error instanceof Error ? error.message : "no reason was given"}`;
    return {
      ...result,
      covers: [],
      drifts: [],
      verdicts: [],
      blame: "server",
      isProven: false,
      words,
    };
  }
  const described = responseOf(operation, response.status);
  const covers = described === undefined ? [] : [unitOf(operation, String(described.status))];
  const { drifts, verdicts } = judged(judging, response, outcome.text);
  return drifts.length === 0
    ? { ...result, covers, drifts, verdicts, blame: "passed", isProven: true }
    : {
        ...result,
        covers,
        drifts,
        verdicts,
        blame: "server",
        // The answer was seen, however it differs.
        isProven: true,
        words: drifts.map(({ words }) => words).join("; "),
      };
}

function judged(
  { model, operation, pack, ajv }: Judging,
  response: Response,
  text = "",
): { readonly drifts: readonly Drift[]; readonly verdicts: readonly Verdict[] } {
  const type = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  const body = /json/.test(type ?? "") ? parsedJson(text) : undefined;
  const validators = pack.validators[operation.name];
  const { status } = response;
  const came = (of: Described): PlayedHeader[] =>
    cameHeaders(operation, { documented: String(of.status), status }, response, model.schemas) ??
    [];
  const drifts = driftOf(
    model,
    operation,
    {
      status,
      ...(type === undefined ? {} : { mediaType: type }),
      ...(body === undefined ? {} : { body }),
    },
    {
      headers: (of) => headerDrifts(model, of, came(of), askOfHeaders(validators, of, response)),
      explain: (of, mediaType) => {
        const validator = validators?.responses[String(of.status)]?.[mediaType];
        return validator === undefined || validators?.explain === undefined
          ? undefined
          : (value) => validators.explain?.(validator as never, value) ?? [];
      },
    },
  );
  const described = responseOf(operation, status);
  const ofBody =
    described === undefined || type === undefined || body === undefined
      ? undefined
      : ajv.answer(operation, String(described.status), type, body);
  const ofHeaders = described && ajv.headers(operation, String(described.status), came(described));
  const objections = [ofBody, ofHeaders].flatMap((one) =>
    one?.verdict === "invalid" ? [one.words] : [],
  );
  const faults = [...requestFaults(response), ...answerFaults(response)];
  const isOf = (...kinds: Drift["kind"][]): boolean =>
    drifts.some(({ kind }) => kinds.includes(kind));
  const refused = [
    ...(isOf("type", "constraint") ? ["the body is not valid"] : []),
    ...(isOf("header") ? ["the headers are not valid"] : []),
  ];
  const verdicts: Verdict[] = [
    said("client", refused.join("; ") || undefined),
    said("mock", faults.join("; ") || undefined),
    ...(ofBody === undefined && ofHeaders === undefined
      ? []
      : [said("Ajv", objections.join("; ") || undefined)]),
  ];
  if (drifts.length > 0 || objections.length === 0) return { drifts, verdicts };
  // Where the validators accept what Ajv refuses, the drift is there all the same.
  const { pointer } = operation;
  return {
    drifts: objections.map((words) => ({ kind: "constraint", pointer, words })),
    verdicts,
  };
}
