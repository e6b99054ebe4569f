import {
  applyEdit,
  type ApiModel,
  type Input,
  type Json,
  type Operation,
  type Suite,
  type SuiteCase,
} from "../../generator/index.js";
import { entered } from "./access.js";
import { Caller, type CallSettings, type Outcome } from "./call.js";
import { inventedCredentials } from "./credentials.js";
import { Redaction } from "./exchange.js";
import { malformed, misdirected, played } from "./faults.js";
import { judgeAnswer, judgeMalformed } from "./judged-answers.js";
import {
  cameHeaders,
  judgeHeaders,
  judgeHeaderViolation,
  judgeServedHeaders,
} from "./judged-headers.js";
import { judgeRefusal, judgeRequest, judgeViolation } from "./judged-requests.js";
import type { Judgement } from "./judgement.js";
import type { Staged } from "./mock/additions.js";
import { sentApart } from "./mock/fragments.js";
import type { AjvWitness, Objection } from "./objections.js";
import type { ClientPackage } from "./package.js";
import { UsualHeaders } from "./usual-headers.js";
import { blaming, wireFaults } from "./wire.js";

/** What a case was found to be, and what went over the wire. */
export interface Played {
  readonly judgement: Judgement;
  readonly outcome: Outcome;
}

export interface PlayerOptions {
  readonly baseUrl: string;
  readonly witness: AjvWitness;
  /** Absent: the mock serves the document as written, and made answers are played in its place. */
  readonly staged?: Staged;
}

/** Plays one case after its kind through a generated client, and asks the witnesses. */
export class Player {
  readonly #inputs: ReadonlyMap<string, { readonly [name: string]: Input }>;
  readonly #ajv: AjvWitness;
  readonly #caller: Caller;
  readonly #security: ApiModel["security"];
  readonly #schemas: ApiModel["schemas"];
  readonly #usual: UsualHeaders;

  constructor(
    model: ApiModel,
    suite: Suite,
    pack: ClientPackage,
    readonly options: PlayerOptions,
  ) {
    this.#security = model.security;
    this.#schemas = model.schemas;
    this.#usual = new UsualHeaders(suite);
    this.#inputs = new Map(suite.operations.map(({ name, inputs }) => [name, inputs]));
    this.#ajv = options.witness;
    this.#caller = new Caller(pack, inventedCredentials(model), new Redaction(model));
  }

  async play(operation: Operation, one: SuiteCase): Promise<Played> {
    const base = this.#input(operation, one);
    const asked = (request: Request): Request =>
      this.options.staged === undefined ? request : sentApart(operation, request);
    const call = (input: Input, settings: Partial<CallSettings> = {}): Promise<Outcome> =>
      this.#caller.call(operation.name, asGiven(operation, input), {
        baseUrl: this.options.baseUrl,
        credentials: true,
        validation: true,
        carry: (request) => globalThis.fetch(asked(request)),
        ...settings,
      });
    switch (one.kind) {
      case "request": {
        const input = one.edit === undefined ? base : applyEdit(base, one.edit);
        const outcome = await call(input);
        const judgement = judgeRequest(this.#ajv.request(operation, input), outcome);
        const lost =
          outcome.sentRequest === undefined
            ? []
            : wireFaults(operation, input, outcome.sentRequest);
        return { outcome, judgement: lost.length > 0 ? blaming(judgement, lost) : judgement };
      }
      case "violation": {
        const input = applyEdit(base, one.edit);
        const refused = await call(input);
        const sent =
          one.unsendable === undefined ? await call(input, { validation: false }) : undefined;
        const ajv = this.#ajv.request(operation, input);
        const place = one.edit.at.split("/")[1] ?? "";
        const isExpected = (status: number): boolean => status === one.status;
        return {
          outcome: sent ?? refused,
          judgement: judgeViolation(ajv, refused, sent, place, isExpected),
        };
      }
      case "answer":
        return this.#answer(operation, one, call);
      case "security": {
        const outcome = await call(base, { credentials: false });
        return { outcome, judgement: judgeRefusal([one.status], outcome, one.documented) };
      }
      case "access":
        return entered(one, this.#security, this.#ajv.request(operation, base), (settings) =>
          call(base, settings),
        );
      case "misdirected": {
        const outcome = await call(base, {
          carry: (request) => globalThis.fetch(misdirected(asked(request), one.change)),
        });
        return { outcome, judgement: judgeRefusal(one.statuses, outcome) };
      }
      case "malformed": {
        const outcome = await call(base, {
          carry: () => malformed(operation, one, this.#usual.of(one, operation)),
        });
        return { outcome, judgement: judgeMalformed(one.error, outcome) };
      }
      case "answer-violation": {
        const text = JSON.stringify(one.value);
        const usual = this.#usual.of(one, operation);
        const outcome = await call(base, {
          carry: () => Promise.resolve(played(one.status, one.mediaType, text, usual)),
        });
        const ajv = this.#ajv.answer(operation, one.documented, one.mediaType, one.value);
        return { outcome, judgement: judgeMalformed(one.error, outcome, ajv) };
      }
      case "headers":
      case "header-violation": {
        const { status, mediaType, text, headers, documented } = one;
        const outcome = await call(base, {
          carry: () => Promise.resolve(played(status, mediaType, text, headers)),
        });
        const ajv = this.#ajv.headers(operation, documented, headers);
        return {
          outcome,
          judgement:
            one.kind === "headers"
              ? judgeHeaders(headers, ajv, outcome)
              : judgeHeaderViolation(one, ajv, outcome),
        };
      }
    }
  }

  async #answer(
    operation: Operation,
    one: Extract<SuiteCase, { readonly kind: "answer" }>,
    call: (input: Input, settings?: Partial<CallSettings>) => Promise<Outcome>,
  ): Promise<Played> {
    const key = this.options.staged?.keys.get(one.id);
    const isPlayed = one.made === true && key === undefined;
    const prefer = key === undefined ? one.prefer : `code=${String(one.status)}, example=${key}`;
    const outcome = await call(this.#input(operation, one), {
      headers: {
        ...(prefer === "" ? {} : { Prefer: prefer }),
        ...(one.mediaType === undefined ? {} : { Accept: one.mediaType }),
      },
      ...(isPlayed
        ? {
            carry: () =>
              Promise.resolve(
                played(
                  one.status,
                  one.mediaType,
                  JSON.stringify(one.body?.value),
                  this.#usual.of(one, operation),
                ),
              ),
          }
        : {}),
    });
    const expected = {
      status: one.status,
      hasBody: one.mediaType !== undefined,
      isExample: one.made !== true && one.body !== undefined,
      ...(one.body === undefined || !isJson(operation, one) ? {} : { body: one.body }),
    };
    const ajv = this.#bodyObjection(operation, one, outcome);
    const judgement = judgeAnswer(expected, ajv, outcome);
    const isOurs = judgement.blame === "passed" || judgement.blame === "client";
    if (isPlayed || !isOurs || outcome.response?.status !== one.status)
      return { outcome, judgement };
    const came = cameHeaders(operation, one, outcome.response, this.#schemas);
    if (came === undefined) return { outcome, judgement };
    const said = this.#ajv.headers(operation, one.documented, came);
    return { outcome, judgement: judgeServedHeaders(judgement, came, said, outcome) };
  }

  /** Ajv on what came, where it is JSON that a schema speaks of. */
  #bodyObjection(
    operation: Operation,
    one: Extract<SuiteCase, { readonly kind: "answer" }>,
    { text, response }: Outcome,
  ): Objection {
    if (one.mediaType === undefined || response?.status !== one.status || !isJson(operation, one))
      return { verdict: "valid" };
    try {
      return this.#ajv.answer(
        operation,
        one.documented,
        one.mediaType,
        JSON.parse(text ?? "") as Json,
      );
    } catch {
      return { verdict: "silent", words: "the body is not JSON" };
    }
  }

  #input(operation: Operation, { input: name }: SuiteCase): Input {
    const input = this.#inputs.get(operation.name)?.[name];
    if (input === undefined) throw new RangeError(`${operation.name} has no input called ${name}`);
    return input;
  }
}

/** The only media type there is goes without saying: most callers do not name it. */
function asGiven({ requestBody }: Operation, input: Input): Input {
  if (requestBody?.content.length !== 1) return input;
  const { contentType: _, ...given } = input;
  return given;
}

type MediaCase = { readonly documented: string; readonly mediaType?: string };

function isJson(operation: Operation, { documented, mediaType }: MediaCase): boolean {
  return mediaOf(operation, documented, mediaType)?.codec === "json";
}

function mediaOf({ responses }: Operation, documented: string, mediaType: string | undefined) {
  return responses
    .find(({ status }) => String(status) === documented)
    ?.content.find(({ type }) => type === mediaType);
}
