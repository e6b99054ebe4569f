import type { ApiModel, Operation, Suite } from "../../../generator/index.js";
import { parsedJson } from "../../json-text.js";
import { Caller, type Outcome } from "../call.js";
import type { Redaction } from "../exchange.js";
import { normalised } from "../mock/normalise.js";
import { startPrismThread } from "../mock/prism.js";
import { answerFaults, requestFaults } from "../mock/violations.js";
import { AjvWitness } from "../objections.js";
import type { ClientPackage, Explain } from "../package.js";
import type { CaseResult, Verdict } from "../result.js";
import { driftOf, responseOf, type Drift } from "./drift.js";

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
  const proxy = await startPrismThread(normalised(model.document, new Map()), { upstream: server });
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
  const explain = (of: { readonly status: unknown }, mediaType: string): Explain | undefined => {
    const validator = validators?.responses[String(of.status)]?.[mediaType];
    return validator === undefined || validators?.explain === undefined
      ? undefined
      : (value) => validators.explain?.(validator as never, value) ?? [];
  };
  const { status, headers } = response;
  const drifts = driftOf(
    model,
    operation,
    {
      status,
      headers,
      ...(type === undefined ? {} : { mediaType: type }),
      ...(body === undefined ? {} : { body }),
    },
    explain,
  );
  const described = responseOf(operation, status);
  const said =
    described === undefined || type === undefined || body === undefined
      ? undefined
      : ajv.answer(operation, String(described.status), type, body);
  const faults = [...requestFaults(response), ...answerFaults(response)];
  const isBroken = drifts.some(({ kind }) => kind === "type" || kind === "constraint");
  const witness = (name: Verdict["witness"], words: string | undefined): Verdict =>
    words === undefined
      ? { witness: name, says: "valid" }
      : { witness: name, says: "invalid", words };
  const verdicts: Verdict[] = [
    witness("client", isBroken ? "the body is not valid" : undefined),
    witness("mock", faults.length > 0 ? faults.join("; ") : undefined),
    ...(said === undefined
      ? []
      : [witness("Ajv", said.verdict === "invalid" ? said.words : undefined)]),
  ];
  // Where the validators accept what Ajv refuses, the drift is there all the same.
  const unseen = said?.verdict === "invalid" && drifts.length === 0 ? said.words : undefined;
  return unseen === undefined
    ? { drifts, verdicts }
    : { drifts: [{ kind: "constraint", pointer: operation.pointer, words: unseen }], verdicts };
}
