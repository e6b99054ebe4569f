import type { JsonObject } from "../../generator/index.js";
import { assertSent, type Intent } from "./expectations.js";
import { TutorialFault } from "./fault.js";
import type { Exchange, Recorder } from "./recorder.js";

export interface StepsOptions {
  readonly recorder: Recorder;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `Prefer` is allowed on requests to the mock only. */
  readonly mock: boolean;
  /** Called before a step. */
  readonly onStep: (title: string) => void;
  /** Called for every exchange, once its request is found to be as intended. */
  readonly onExchange: (exchange: Exchange, learned: string) => void;
}

/** Runs steps one after the other, comparing what each sent with what it was to send. */
export class Steps {
  readonly #options: StepsOptions;
  #carried = 0;

  constructor(options: StepsOptions) {
    this.#options = options;
  }

  /** Values that requests repeated from earlier answers. */
  get carried(): number {
    return this.#carried;
  }

  /**
   * @param call what the client is asked to do; may send several requests of the same intent
   * @param learn what the result tells, in a few words without secrets
   * @param statuses answers that are expected, in order; default: any
   */
  async step<Result>(
    title: string,
    intent: Intent,
    call: () => PromiseLike<Result>,
    learn: (result: Result) => string,
    statuses?: readonly number[],
  ): Promise<Result> {
    const { recorder, onStep, onExchange } = this.#options;
    const before = recorder.exchanges.length;
    onStep(title);
    const result = await call();
    const exchanges = recorder.exchanges.slice(before);
    const own = exchanges.filter((exchange) => this.#isOwn(exchange));
    if (own.length === 0) {
      throw new TutorialFault("tutorial/request-missing", `${intent.operation}: nothing was sent`);
    }
    for (const exchange of own) assertSent(exchange, intent, recorder, this.#options.mock);
    const seen = own.map(({ status }) => status);
    if (statuses !== undefined && seen.join() !== statuses.join()) {
      throw new TutorialFault(
        "tutorial/status-differs",
        `${intent.operation}: answered ${seen.join(", then ")}, not ${statuses.join(", then ")}`,
      );
    }
    this.#carried += own.length * (intent.carries?.length ?? 0);
    for (const exchange of exchanges) {
      onExchange(exchange, exchange === own.at(-1) ? learn(result) : meanwhile(exchange));
    }
    return result;
  }

  /** False for the token call that the client makes of its own accord, which is checked here. */
  #isOwn(exchange: Exchange): boolean {
    if (exchange.operation !== "createToken") return true;
    const { clientId, clientSecret, recorder, mock } = this.#options;
    const intent: Intent = {
      operation: "createToken",
      path: {},
      body: {
        client_id: clientId,
        client_secret: clientSecret,
        audience: "https://api.mparticle.com",
        grant_type: "client_credentials",
      },
    };
    assertSent(exchange, intent, recorder, mock);
    return false;
  }
}

/** What a request in passing tells: the client's token call, or a wait. */
function meanwhile({ operation, status, answer }: Exchange): string {
  if (operation === "createToken" && status === 200) {
    const seconds = Number((answer as JsonObject | undefined)?.["expires_in"]);
    return `a token for ${String(Math.round(seconds / 3600))} hours`;
  }
  if (status === 404) return "not there yet, as documented for the first minute; asking again";
  return "asking again";
}
