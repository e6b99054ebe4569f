import type { Example, MediaType, Operation, Parameter } from "../../model/model.js";
import { sentMethod } from "../../model/methods.js";
import { bodyOf } from "./bodies.js";
import type { Authorizations } from "./auth.js";
import type { Item, Pair, Request, Url } from "./collection.js";
import type { Context } from "./context.js";
import { uuidOf } from "./ids.js";
import { cookiePair, headerPair, pathValue, queryPairs } from "./parameters.js";
import { savedResponses } from "./responses.js";
import { expectationsEvent, type Expectations } from "./scripts.js";
import type { Servers } from "./servers.js";
import type { OperationSettings } from "./settings.js";
import { plain } from "./text.js";

/** What one request of an operation sends. */
interface Variation {
  readonly name: string;
  readonly content?: MediaType;
  readonly example?: Example;
}

export interface Shared {
  readonly context: Context;
  readonly authorizations: Authorizations;
  readonly servers: Servers;
}

/** A request, and the variables that its answer fills. */
export interface MadeItem {
  readonly item: Item;
  /** What tells it from the operation's others. */
  readonly detail: string;
  readonly fills: readonly string[];
}

/** An operation's requests: one for each named example of its body, or one. */
export function itemsOf(shared: Shared, operation: Operation): MadeItem[] {
  const settings = shared.context.settings.operation(operation.docs, operation.pointer);
  const bare = operation.requestBody === undefined || operation.requestBody.content.length === 0;
  const variations = bare
    ? [{ name: nameOf(operation, settings) }]
    : variationsOf(operation, settings, operation.requestBody.content);
  const fills = Object.keys(settings.capture);
  return variations.flatMap((variation) => {
    const item = itemOf(shared, operation, settings, variation);
    const { content, example } = variation;
    const detail = [content?.type, example?.key].filter((part) => part !== undefined).join(", ");
    return item === undefined ? [] : [{ item, detail, fills }];
  });
}

function nameOf({ docs, id }: Operation, settings: OperationSettings): string {
  return plain([(settings.name ?? docs.summary ?? id).trim()]);
}

function variationsOf(
  operation: Operation,
  settings: OperationSettings,
  contents: readonly MediaType[],
): Variation[] {
  const name = nameOf(operation, settings);
  return contents.flatMap((content) => {
    const suffix = content.suffix === undefined ? "" : ` (${content.type})`;
    const several = content.examples.length > 1;
    if (content.examples.length === 0) return [{ name: `${name}${suffix}`, content }];
    return content.examples.map((example) => {
      const given =
        example.key === undefined ? undefined : settings.requests.get(example.key)?.name;
      const own = several ? (example.summary ?? `${name}: ${example.key ?? "example"}`) : name;
      return { name: `${plain([given ?? own])}${suffix}`, content, example };
    });
  });
}

function itemOf(
  { context, authorizations, servers }: Shared,
  operation: Operation,
  settings: OperationSettings,
  { name, content, example }: Variation,
): Item | undefined {
  const id = uuidOf(operation.pointer, content?.type ?? "", example?.key ?? "");
  const authorization = authorizations.of(operation);
  const own = example?.key === undefined ? undefined : settings.requests.get(example.key)?.body;
  const body =
    content === undefined
      ? undefined
      : bodyOf(context, content, example, { ...settings.body, ...own });
  // Another media type that cannot be written is no request; the first shows at least where to send one.
  if (content !== undefined && body === undefined && content !== operation.requestBody?.content[0])
    return undefined;
  const of = (place: Parameter["in"]): Parameter[] =>
    operation.parameters.filter((parameter) => parameter.in === place);
  for (const variable of Object.keys(settings.capture)) {
    context.variables.mention(variable, { value: "", secret: false });
  }
  const success = successOf(operation);
  const accepted = success.flatMap((response) => response.content)[0];
  const text = [operation.docs.description, example?.description].filter(
    (part) => part !== undefined,
  );
  for (const { type, pointer } of [accepted, content].filter((it) => it !== undefined))
    context.checkBraces([type], "Content-Type", pointer);
  const request: Request = {
    method: sentMethod(operation.method),
    header: [
      ...(accepted === undefined ? [] : [{ key: "Accept", value: plain([accepted.type]) }]),
      // Postman writes the boundary of a multipart body, and with it the header, itself.
      ...(content === undefined || body === undefined || body.mode === "formdata"
        ? []
        : [{ key: "Content-Type", value: plain([content.type]) }]),
      ...of("header")
        .filter(({ key }) => !SET_OTHERWISE.includes(key.toLowerCase()))
        .map((parameter) => headerPair(context, parameter)),
      ...cookiePair(context, of("cookie")),
      ...authorization.headers,
    ],
    url: urlOf(context, servers, operation, settings, authorization.query),
    ...(body === undefined ? {} : { body }),
    ...(authorizations.isShared(authorization) ? {} : { auth: authorization.auth }),
    ...(text.length === 0
      ? {}
      : { description: plain([text.map((part) => part.trim()).join("\n\n")]) }),
  };
  return {
    id,
    name,
    event: [expectationsEvent(expectationsOf(operation, settings))],
    request,
    response: savedResponses(context, operation, request, id, example?.key),
    ...(body !== undefined && ["get", "head", "delete", "options"].includes(operation.method)
      ? { protocolProfileBehavior: { disableBodyPruning: true } }
      : {}),
  };
}

/** Header parameters of these names are ignored. @see https://spec.openapis.org/oas/v3.1.0#parameter-object */
const SET_OTHERWISE = ["accept", "content-type", "authorization"];

function urlOf(
  context: Context,
  servers: Servers,
  operation: Operation,
  settings: OperationSettings,
  extra: readonly Pair[],
): Url {
  const query = operation.parameters
    .filter((parameter) => parameter.in === "query")
    .flatMap((parameter) => queryPairs(context, parameter));
  const all = [...query, ...extra];
  const sent = all.filter((pair) => pair.disabled !== true);
  const search =
    sent.length === 0
      ? ""
      : `?${sent.map(({ key, value }) => (value === null ? key : `${key}=${value}`)).join("&")}`;
  const queryMember = all.length === 0 ? {} : { query: all };
  if (settings.url !== undefined) {
    context.mention(settings.url, undefined);
    const host = plain(settings.url);
    return { raw: `${host}${search}`, host: [host], ...queryMember };
  }
  const host = `{{${servers.of(operation)}}}`;
  const variable: Pair[] = [];
  const path = operation.route
    .split("/")
    .slice(1)
    .map((segment) => segmentOf(context, operation, segment, variable));
  return {
    raw: `${host}/${path.join("/")}${search}`,
    host: [host],
    path,
    ...queryMember,
    ...(variable.length === 0 ? {} : { variable }),
  };
}

/** A segment that is one parameter becomes Postman's `:name`; parameters inside a longer one are written out. */
function segmentOf(
  context: Context,
  operation: Operation,
  segment: string,
  variable: Pair[],
): string {
  const parts = segment.split(/(\{[^{}]+\})/).filter((part) => part !== "");
  const parameterOf = (part: string): Parameter | undefined =>
    part.startsWith("{")
      ? operation.parameters.find(
          ({ in: place, key }) => place === "path" && key === part.slice(1, -1),
        )
      : undefined;
  const [only = ""] = parts;
  const parameter = parts.length === 1 ? parameterOf(only) : undefined;
  if (parameter !== undefined && /^[A-Za-z0-9_-]+$/.test(parameter.key)) {
    const { description } = parameter.docs;
    if (!variable.some(({ key }) => key === parameter.key)) {
      variable.push({
        key: parameter.key,
        value: pathValue(context, parameter),
        ...(description === undefined ? {} : { description: plain([description.trim()]) }),
      });
    }
    return `:${parameter.key}`;
  }
  const text = parts
    .map((part) => {
      const inner = parameterOf(part);
      return inner === undefined ? part : pathValue(context, inner);
    })
    .join("");
  // A segment of the document's own that begins with a colon is no variable.
  return text.replace(/^:/, "%3A");
}

function successOf({ responses }: Operation): Operation["responses"] {
  const good = responses.filter(({ status }) => /^2/.test(String(status)));
  if (good.length > 0) return good;
  return responses.filter(({ status }) => status === "default" || /^[13]/.test(String(status)));
}

function expectationsOf(operation: Operation, settings: OperationSettings): Expectations {
  const success = successOf(operation);
  return {
    statuses: success.map(({ status }) => String(status)),
    json: success
      .filter(({ content }) => content.length > 0 && content.every(({ codec }) => codec === "json"))
      .filter(() => operation.method !== "head")
      .map(({ status }) => String(status)),
    capture: settings.capture,
  };
}
