import type { ApiModel, Operation, Suite } from "../../../generator/index.js";
import { Caller } from "../call.js";
import { Redaction, type Shown } from "../exchange.js";
import { startPrismThread } from "../mock/prism.js";
import { normalised } from "../mock/normalise.js";
import { answerFaults, requestFaults } from "../mock/violations.js";
import { AjvWitness } from "../objections.js";
import type { ClientPackage } from "../package.js";
import { driftOf, type Drift } from "./drift.js";
import { parsedJson } from "../../json-text.js";

export interface LiveOptions {
  readonly server: string;
  /** Methods that may be sent, small letters; default: `get` alone. */
  readonly methods: ReadonlySet<string>;
  /** Credentials by the name of the security scheme. */
  readonly auth: Record<string, object>;
  readonly grep?: RegExp;
}

export interface Observation {
  readonly operation: string;
  readonly request?: Shown;
  readonly answer?: Shown;
  readonly drifts: readonly Drift[];
  /** Why nothing was learned. */
  readonly silence?: string;
}

/**
 * Sends each operation's valid inputs to a real API through Prism as a proxy, which judges what
 * passes, and notes how the API differs from the document. Only what `methods` allows is sent.
 */
export async function observe(
  model: ApiModel,
  suite: Suite,
  pack: ClientPackage,
  options: LiveOptions,
): Promise<Observation[]> {
  const proxy = await startPrismThread(normalised(model.document, new Map()), {
    upstream: options.server,
  });
  const redaction = new Redaction(model);
  const caller = new Caller(pack, options.auth, redaction);
  const ajv = new AjvWitness(model, pack.formats);
  const found: Observation[] = [];
  try {
    for (const { name, inputs } of suite.operations) {
      const operation = model.operations.find((one) => one.name === name);
      if (operation === undefined || !options.methods.has(operation.method)) continue;
      for (const [label, input] of Object.entries(inputs)) {
        if (options.grep?.test(`${name}/${label}`) === false) continue;
        const { request, answer, response, text, error } = await caller.call(name, input, {
          baseUrl: proxy.url,
          credentials: true,
          validation: false,
        });
        const shown = {
          operation: name,
          ...(request === undefined ? {} : { request }),
          ...(answer === undefined ? {} : { answer }),
        };
        if (response === undefined) {
          found.push({
            ...shown,
            drifts: [],
            silence: error instanceof Error ? error.message : "no answer came",
          });
          continue;
        }
        found.push({ ...shown, drifts: drifts(model, operation, ajv, response, text) });
      }
    }
  } finally {
    await proxy.stop();
  }
  return found;
}

function drifts(
  model: ApiModel,
  operation: Operation,
  ajv: AjvWitness,
  response: Response,
  text = "",
): Drift[] {
  const mediaType = response.headers.get("content-type")?.split(";")[0]?.trim();
  const body = /json/.test(mediaType ?? "") ? parsedJson(text) : undefined;
  const described = [
    String(response.status),
    `${String(response.status).charAt(0)}XX`,
    "default",
  ].find((status) => operation.responses.some((one) => String(one.status) === status));
  const said =
    described === undefined || mediaType === undefined || body === undefined
      ? undefined
      : ajv.answer(operation, described, mediaType, body);
  return driftOf(model, operation, {
    status: response.status,
    violations: [...requestFaults(response), ...answerFaults(response)],
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(body === undefined ? {} : { body }),
    ...(said?.verdict === "invalid" ? { objection: said.words } : {}),
  });
}
