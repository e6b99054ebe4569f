import type { EmittedFile } from "../emitter.js";
import { offeredTypes, successesOf, usualAnswer } from "../../model/answers.js";
import type {
  ApiModel,
  Docs,
  MediaType,
  Operation,
  Parameter,
  Response,
} from "../../model/model.js";
import type { Json } from "../../model/json.js";
import type { PostmanReference } from "../../model/postman.js";
import { bodyValidatorOf } from "../../model/validators.js";
import { parameterSchema } from "../../model/walk.js";
import { isSendable, sentMethod } from "../../model/methods.js";
import { contentView } from "./content.js";
import { placed } from "./fragments.js";
import { givenHeaders } from "./headers-view.js";
import { linksView } from "./links-view.js";
import { paginationView, waiterView } from "./extensions.js";
import { anchored, fieldOf, rowsBelow, type Field, type Row, type View } from "./fields.js";
import { notationOf, referenceOf } from "./notation.js";
import { Anchors } from "./anchors.js";
import { type Folder, Place } from "./place.js";
import { postmanView } from "./postman-view.js";
import { sampleRequests } from "./sample.js";
import { curlSample } from "./sample-curl.js";
import { isSentAgain } from "../../wire/repetition.js";
import { callee, typescriptSample } from "./sample-typescript.js";
import { addressOf } from "./sample-url.js";
import { securityView } from "./authentication-page.js";
import { jsonText, mono, word, type Span } from "./span.js";

/** A document as it is written, and as its operations read it. */
export interface Readings {
  readonly model: ApiModel;
  readonly directed: ApiModel;
  /** The generated package, as samples import it. */
  readonly packageName: string;
  /** What the Postman collection calls things; absent where none is made. */
  readonly postman?: PostmanReference | undefined;
}

/**
 * The page of an operation, or of a webhook (which nobody calls, so it has no samples). `directed`:
 * the same operation, its bodies read in the direction they travel.
 */
export function operationPage(
  operation: Operation,
  directed: Operation | undefined,
  readings: Readings,
  folder: Folder & ("operations" | "webhooks"),
): EmittedFile {
  return {
    kind: "markdown",
    path: `docs/${folder}/${operation.file}.md`,
    template: "docs/operation.md",
    get view() {
      return operationView(operation, directed ?? operation, readings, folder);
    },
  };
}

function operationView(
  operation: Operation,
  directed: Operation,
  { model, directed: read, packageName, postman }: Readings,
  folder: Folder & ("operations" | "webhooks"),
): Json {
  const place = new Place(model, folder);
  const bodies = new Place(read, folder);
  const anchors = new Anchors();
  const called = isCalled(operation, folder);
  return {
    ...headingOf(operation, place),
    unsent: folder === "operations" && !called,
    call: called ? callee(operation, operation.member) : "",
    // The client validates what it sends; what is received is validated by whoever serves it.
    validator: folder === "operations" ? "" : (bodyValidatorOf(operation) ?? ""),
    server: operation.servers?.[0] === undefined ? "" : addressOf(operation.servers[0]),
    indexLink: place.link("", "index"),
    authenticationLink: place.link("", "authentication"),
    retried: called ? retriedView(operation) : "",
    key: called ? (operation.idempotencyKey ?? "") : "",
    security: securityView(operation.security, place),
    parameters: parametersView(operation.parameters, place, anchors),
    body: bodyView(directed, called, bodies, anchors),
    responses: directed.responses.map((response) =>
      responseView(response, directed, bodies, anchors, packageName),
    ),
    accepted: called ? offeredTypes(operation).map((type) => `accept: "${type}"`) : [],
    usual: usualType(operation),
    samples: called ? samplesOf(operation, model) : [],
    postman: called && postman !== undefined ? postmanView(operation, postman, place) : null,
    waiter: called ? waiterView(operation, model) : null,
    pagination: called ? paginationView(operation, model) : null,
    callbacks: directed.callbacks.map((callback) => callbackView(callback, bodies)),
  };
}

/** Whether the client has a function for it. */
function isCalled({ method }: Operation, folder: Folder): boolean {
  return folder === "operations" && isSendable(method);
}

/** What the client does when a call fails in a way that passes. */
function retriedView(operation: Operation): string {
  if (operation.idempotencyKey !== undefined) return "yes, with the same key each time in";
  return isSentAgain(operation) ? "yes, it does nothing twice" : "no, it might be done twice";
}

function headingOf(operation: Operation, place: Place): { readonly [key: string]: Json } {
  const { docs } = operation;
  return {
    title: docs.summary ?? operation.id,
    id: operation.id,
    request: `${sentMethod(operation.method)} ${operation.path}`,
    description: docs.description ?? "",
    deprecated: docs.deprecated,
    unconfirmed: docs.unconfirmed ?? "",
    externalDocs: docs.externalDocs === undefined ? null : linkOf(docs.externalDocs, place),
  };
}

/** A link to more documentation; one that leads nowhere from our pages has no address. */
export function linkOf(
  { url, description }: NonNullable<Docs["externalDocs"]>,
  place: Place,
): { url: string; text: string } {
  return { url: placed(url, place), text: description ?? url };
}

const PLACES = ["path", "query", "header", "cookie"] as const;

function parametersView(parameters: readonly Parameter[], place: Place, anchors: Anchors): Json {
  return PLACES.flatMap((where) => {
    const own = parameters.filter((parameter) => parameter.in === where);
    if (own.length === 0) return [];
    const rows = own.flatMap((parameter) => parameterRows(parameter, place));
    return [{ in: where, fields: anchored(rows, anchors, `parameter-${where}`) }];
  });
}

/** Its own row, and those of what is inside it. */
function parameterRows(parameter: Parameter, place: Place): Row[] {
  const { key: name, pointer: key } = parameter;
  const field = (anchor: string): View<Field> => parameterField(parameter, place, anchor);
  const id = parameterSchema(parameter);
  return [{ name, key, field }, ...(id === undefined ? [] : rowsBelow(id, name, place))];
}

function parameterField(parameter: Parameter, place: Place, anchor: string): View<Field> {
  const id = parameterSchema(parameter);
  const { key: name, required, docs } = parameter;
  const field = id === undefined ? undefined : fieldOf(id, place, { anchor, name, required });
  const secret = id !== undefined && place.schema(id).secret;
  return {
    anchor,
    name,
    required,
    type: id === undefined ? [] : referenceOf(id, place),
    readOnly: false,
    writeOnly: false,
    deprecated: docs.deprecated || (field?.deprecated ?? false),
    unconfirmed: docs.unconfirmed ?? field?.unconfirmed ?? "",
    description: docs.description ?? field?.description ?? "",
    constraints: constraintsFrom(parameter, field?.constraints ?? []),
    default: field?.default ?? "",
    examples:
      secret || parameter.examples.length === 0
        ? (field?.examples ?? [])
        : parameter.examples.map(({ value }) => ({ json: jsonText(value) })),
  };
}

/** What is asked of a value, and that it has no name where it is all of the query string. */
function constraintsFrom({ style, value }: Parameter, own: readonly Span[]): readonly Span[] {
  if (style !== "querystring" || !("content" in value)) return own;
  const told = [word("is all of the query string, as "), mono(value.content.type)];
  return own.length === 0 ? told : [...told, word("; "), ...own];
}

function bodyView(
  { requestBody }: Operation,
  called: boolean,
  place: Place,
  anchors: Anchors,
): Json {
  if (requestBody === undefined) return null;
  return {
    required: requestBody.required,
    description: requestBody.docs.description ?? "",
    unconfirmed: requestBody.docs.unconfirmed ?? "",
    content: requestBody.content.map((media, index) => ({
      ...contentView(media, place, anchors, `body${suffixOf(media)}`),
      // Those of the first are what the samples send; what is not called has no samples.
      ...(index === 0 && called ? { examples: [] } : {}),
    })),
  };
}

/** What tells a body's ids from those of its content's plain one. */
function suffixOf({ suffix }: MediaType): string {
  return suffix === undefined ? "" : `-${suffix.replaceAll("$", "-").toLowerCase()}`;
}

function responseView(
  response: Response,
  operation: Operation,
  place: Place,
  anchors: Anchors,
  packageName: string,
): Json {
  const status = String(response.status);
  const isGiven = isCalled(operation, place.folder) && successesOf(operation).includes(response);
  return {
    anchor: `response-${status}`,
    status,
    isDefault: status === "default",
    summary: response.docs.summary ?? "",
    description: response.docs.description ?? "",
    unconfirmed: response.docs.unconfirmed ?? "",
    headers: anchored(
      response.headers.flatMap((header) => parameterRows(header, place)),
      anchors,
      `header-${status}`,
    ),
    given: isGiven ? (givenHeaders(response, operation, place) as unknown as Json) : null,
    content: response.content.map((media) =>
      contentView(
        media,
        place,
        anchors,
        `response-${status}${suffixOf(media)}`,
        !isFailure(response, operation),
      ),
    ),
    links: linksView(response, operation, place, packageName),
  };
}

/** A failure's body is most often the same everywhere, and is told on its own page alone. */
function isFailure({ status }: Response, { responses }: Operation): boolean {
  if (status === "default") return responses.length > 1;
  return typeof status === "number" ? status >= 400 : status === "4XX" || status === "5XX";
}

function usualType(operation: Operation): string {
  const usual = usualAnswer(operation);
  return usual?.codec === "json" ? usual.type : "";
}

/** Samples of an operation, as its page and the guides show them. */
export function samplesOf(
  operation: Operation,
  model: ApiModel,
): {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly typescript: string;
  readonly curl: string;
}[] {
  const requests = sampleRequests(operation, model);
  return requests.map((request) => ({
    key: request.key,
    title: request.summary === "" ? (requests.length > 1 ? request.key : "") : request.summary,
    description: request.description,
    typescript: typescriptSample(request),
    curl: curlSample(request, model),
  }));
}

function callbackView(callback: Operation, place: Place): Json {
  const named = (content: readonly MediaType[]): Span[] => {
    const schema = content[0]?.schema;
    if (schema === undefined) return [];
    return place.declaration(schema) === undefined
      ? notationOf(schema, place)
      : referenceOf(schema, place);
  };
  return {
    validator: bodyValidatorOf(callback) ?? "",
    method: sentMethod(callback.method),
    path: callback.path,
    title: callback.docs.summary ?? callback.id,
    description: callback.docs.description ?? "",
    body: named(callback.requestBody?.content ?? []),
    responses: callback.responses.map(({ status, docs, content }) => ({
      status: String(status),
      description: docs.description ?? "",
      type: named(content),
    })),
  };
}
