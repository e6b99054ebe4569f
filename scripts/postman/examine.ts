import { fileURLToPath } from "node:url";
import {
  generate,
  hasErrors,
  suiteOf,
  type ApiModel,
  type Json,
  type Operation,
} from "../../generator/index.js";
import { requestFaults } from "../contract/mock/violations.js";
import { AjvWitness } from "../contract/objections.js";
import { packageOf, readContractModel, startMock } from "../contract/session.js";
import { loadFrom, ownTemplates } from "../disk.js";
import { failuresOf, runCollection, type Environment, type Execution } from "./newman.js";
import { parsedJson } from "../json-text.js";
import { startTokenEndpoint } from "./token-endpoint.js";

/** What came of running a document's collection on the mock. */
export interface Examination {
  readonly requests: number;
  readonly assertions: number;
  /** Bodies of JSON that Ajv was asked about. */
  readonly bodies: number;
  /** What Newman, Prism and Ajv hold against it, one line each. */
  readonly faults: readonly string[];
}

/**
 * Generates a document's Postman collection, runs it by Newman on the mock and has every body
 * judged by Ajv and every request by Prism.
 *
 * @throws Error where the document generates no collection
 */
export async function examinePostman(input: string): Promise<Examination> {
  const { model } = await readContractModel({ input });
  const host = { load: loadFrom(input), templates: await ownTemplates() };
  const { files, diagnostics } = await generate({ input, only: ["postman"] }, host);
  const collection = parsedJson(files?.get("postman/collection.json") ?? "");
  const environment = parsedJson(files?.get("postman/environment.json") ?? "") as
    Environment | undefined;
  if (
    model === undefined ||
    hasErrors(diagnostics) ||
    collection === undefined ||
    environment === undefined
  )
    throw new Error("the document generates no collection");
  const file = fileURLToPath(import.meta.url);
  const { mock } = await startMock(model, suiteOf(model), false);
  const tokens = await startTokenEndpoint();
  try {
    const withFiles = JSON.parse(
      JSON.stringify(collection).replaceAll('{"src":""}', JSON.stringify({ src: file })),
    ) as Json;
    const summary = await runCollection(
      withFiles,
      environment,
      filledIn(environment, collection, { mock: mock.url, tokens: tokens.url }, tokenUrlsOf(model)),
    );
    const ajv = new AjvWitness(model, (await packageOf({ input })).formats);
    const judged = summary.run.executions.map((execution) => judgeExecution(model, ajv, execution));
    const { requests, assertions } = summary.run.stats;
    return {
      requests: requests.total,
      assertions: assertions.total,
      bodies: judged.filter(({ hasBody }) => hasBody).length,
      faults: [...failuresOf(summary), ...judged.flatMap(({ faults }) => faults)],
    };
  } finally {
    await tokens.stop();
    await mock.stop();
  }
}

/** Invented values for what the environment leaves to the reader. */
function filledIn(
  { values }: Environment,
  collection: Json,
  at: { readonly mock: string; readonly tokens: string },
  tokenUrls: ReadonlySet<string>,
): Record<string, string> {
  const text = JSON.stringify(collection);
  const addresses = new Set([...text.matchAll(/"host":\["\{\{(\w+)\}\}/g)].map(([, name]) => name));
  return Object.fromEntries(
    values.map(({ key, value, type }) => {
      if (addresses.has(key)) return [key, at.mock + pathOf(value)];
      if (tokenUrls.has(value)) return [key, at.tokens];
      // Long enough and short enough for what documents ask of codes and passwords.
      return [key, type === "secret" || value === "" || value === "replace_me" ? "1234" : value];
    }),
  );
}

/** Where the document's schemes have their tokens from. */
function tokenUrlsOf({ security }: ApiModel): ReadonlySet<string> {
  const flows = Object.values(security).flatMap((scheme) =>
    scheme.type === "oauth2" ? Object.values(scheme.flows) : [],
  );
  return new Set(flows.flatMap(({ tokenUrl }) => tokenUrl ?? []));
}

/** What stands behind the host, which may be a variable. */
function pathOf(address: string): string {
  return /^https?:\/\/[^/]*(\/oauth\/.*|\/.*token.*)$/.exec(address)?.[1] ?? "";
}

function judgeExecution(
  model: ApiModel,
  ajv: AjvWitness,
  { item, request, response }: Execution,
): { readonly hasBody: boolean; readonly faults: string[] } {
  const header = response?.headers.get("sl-violations");
  const faults =
    header === undefined
      ? []
      : requestFaults(new Response(null, { headers: { "sl-violations": header } }));
  const operation = operationOf(model, request.method, new URL(request.url.toString()).pathname);
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim();
  const media = operation?.requestBody?.content.find(
    (one) => one.type === type && one.codec === "json",
  );
  const told = (words: string): string => `${item.name}: ${words}`;
  if (operation === undefined || media === undefined || request.body === undefined)
    return { hasBody: false, faults: faults.map(told) };
  const body = parsedJson(request.body.toString());
  if (body === undefined)
    return { hasBody: true, faults: [...faults, "the body is not JSON"].map(told) };
  const said = ajv.body(media.schema, body);
  return {
    hasBody: true,
    faults: [...faults, ...(said.verdict === "valid" ? [] : [said.words])].map(told),
  };
}

function operationOf(
  { operations }: ApiModel,
  method: string,
  path: string,
): Operation | undefined {
  const fits = (template: string): boolean => {
    const pattern = template
      .split(/\{[^}]*\}/)
      .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("[^/]+");
    return new RegExp(`^${pattern}$`).test(path);
  };
  const own = operations.filter((one) => one.method === method.toLowerCase() && fits(one.path));
  // A path without templates is meant before one with.
  return own.find((one) => one.path === path) ?? own[0];
}
