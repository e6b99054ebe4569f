import { readFile } from "node:fs/promises";
import * as client from "../../generated/src/index.js";
import { validators } from "../../generated/src/schemas/index.js";
import type { CaseFile, Input } from "../../generator/emitters/contract/case.js";
import type { ApiModel } from "../../generator/model/model.js";
import { readModel } from "../../generator/pipeline.js";
import { loadFrom } from "../../scripts/disk.js";

export const DOCUMENT = "spec/openapi.yaml";

type Transport = ReturnType<typeof client.createTransport>;
type TransportOptions = NonNullable<Parameters<typeof client.createTransport>[0]>;

/** What a call of any operation came to. */
export interface Outcome {
  /** Absent: nothing was sent, or no answer came. */
  readonly response?: Response;
  readonly data?: unknown;
  readonly error?: unknown;
  /** How many requests went out. */
  readonly sent: number;
}

export interface CallSettings {
  readonly baseUrl: string;
  /** Default true. */
  readonly credentials?: boolean;
  /** Default true: requests and answers are judged by the generated validators. */
  readonly validation?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The document's model and its cases, as the generated package has them. */
export async function readContract(): Promise<{
  readonly model: ApiModel;
  readonly file: CaseFile;
}> {
  const { model } = await readModel(
    { input: DOCUMENT },
    { load: loadFrom(DOCUMENT), templates: {} },
  );
  if (model === undefined) throw new Error(`${DOCUMENT} has no model`);
  const file = JSON.parse(await readFile("generated/contract/cases.json", "utf8")) as CaseFile;
  if (Number(file.version) !== 1) throw new Error("cases.json is of another version");
  return { model, file };
}

/** Calls an operation of the generated client by its name, through a transport of its own. */
export async function call(
  operation: string,
  input: Input,
  settings: CallSettings,
): Promise<Outcome> {
  let sent = 0;
  let response: Response | undefined;
  const fetch = async (request: Request): Promise<Response> => {
    sent++;
    response = await globalThis.fetch(request);
    return response;
  };
  const transport = client.createTransport({
    baseUrl: settings.baseUrl,
    fetch,
    ...(settings.credentials === false ? {} : { auth: { platform: { token: "invented-token" } } }),
    ...(settings.validation === false ? {} : { validation: { validators } }),
  } satisfies TransportOptions);
  try {
    const answer = await functionOf(operation)(transport, input, {
      headers: settings.headers ?? {},
    }).withResponse();
    return { data: answer.data, response: answer.response, sent };
  } catch (error) {
    return { error, sent, ...(response === undefined ? {} : { response }) };
  }
}

type OperationFunction = (
  transport: Transport,
  input: Input,
  options: { readonly headers: Readonly<Record<string, string>> },
) => { withResponse(): Promise<{ readonly data: unknown; readonly response: Response }> };

function functionOf(operation: string): OperationFunction {
  const exported: Readonly<Record<string, unknown>> = client;
  const found = Object.hasOwn(exported, operation) ? exported[operation] : undefined;
  if (typeof found !== "function") throw new Error(`the client has no function ${operation}`);
  return found as OperationFunction;
}

/** The generated validator of an answer, by the status as the document lists it. */
export function answerValidator(operation: string, documented: string, mediaType: string) {
  const table: Readonly<Record<string, ResponseValidators>> = validators;
  return table[operation]?.responses[documented]?.[mediaType];
}

interface ResponseValidators {
  readonly responses: {
    readonly [status: string]: { readonly [mediaType: string]: Validator } | undefined;
  };
}

interface Validator {
  safeParse(value: unknown): { readonly success: boolean };
}
