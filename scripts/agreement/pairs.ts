import {
  callbacksOf,
  isValidated,
  operationKeyOf,
  type ApiModel,
  headerFacts,
  judgedHeaders,
  type MediaType,
  type Operation,
  type Parameter,
} from "../../generator/index.js";

/** A validator and the type it should agree with, both as TypeScript writes them. */
export interface Pair {
  readonly kind: "component" | "body" | "parameters" | "headers";
  /** The schema's, the media type's or the answer's place in the canonical document. */
  readonly pointer: string;
  /** `(typeof componentSchemas)["Pet"]` */
  readonly validator: string;
  /** `components["schemas"]["Pet"]` */
  readonly type: string;
}

/** Every component, every body, every place of parameters and the headers of every answer of a document, in its order. */
export function pairsOf(model: ApiModel): Pair[] {
  return [
    ...componentsOf(model),
    ...model.operations.flatMap((operation) => [
      ...partsOf(operation, "validators"),
      ...headersOf(operation, model.schemas),
    ]),
    ...model.webhooks.flatMap((webhook) => partsOf(webhook, "webhooks")),
    ...callbacksOf(model).flatMap((callback) => partsOf(callback, "callbacks")),
  ];
}

function componentsOf(model: ApiModel): Pair[] {
  return Object.values(model.schemas).flatMap(({ id, declaration }): Pair[] => {
    if (declaration === undefined) return [];
    const validator = at("typeof componentSchemas", declaration.key);
    return [
      {
        kind: "component",
        pointer: id,
        validator,
        type: at("components", "schemas", declaration.key),
      },
    ];
  });
}

/** What an operation takes and answers, `operations[…]` of `types.ts` against the validators of its kind. */
function partsOf(operation: Operation, kind: "validators" | "webhooks" | "callbacks"): Pair[] {
  const validator = (...way: readonly string[]): string =>
    at(`typeof ${kind}`, operation.name, ...way);
  const type = (...way: readonly string[]): string =>
    at("operations", operationKeyOf(operation), ...way);
  const places = ["path", "query", "header", "cookie"] as const;
  const parameters = places
    .filter((place) => operation.parameters.some((parameter) => parameter.in === place))
    .map((place): Pair => ({
      kind: "parameters",
      pointer: `${operation.pointer}/parameters (${place})`,
      validator: validator(place),
      type: `NonNullable<${type("parameters", place)}>`,
    }));
  const bodies = validated(operation.requestBody?.content).map((media): Pair => ({
    kind: "body",
    pointer: media.pointer,
    validator: validator("body", media.type),
    type: at(`NonNullable<${type("requestBody")}>`, "content", media.type),
  }));
  const answers = operation.responses.flatMap(({ status, content }) =>
    validated(content).map((media): Pair => ({
      kind: "body",
      pointer: media.pointer,
      validator: validator("responses", String(status), media.type),
      type: type("responses", String(status), "content", media.type),
    })),
  );
  return [...parameters, ...bodies, ...answers];
}

/**
 * What an operation answers in headers, where validators judge some. Whether one may be missing is
 * what the document says: types do not tell it of a header that is referred to. One whose text nobody
 * can read is left out, since its validator only asks that it is there.
 */
function headersOf(operation: Operation, schemas: ApiModel["schemas"]): Pair[] {
  return operation.responses.flatMap((response): Pair[] => {
    const { status, headers } = response;
    const judged = judgedHeaders(response, schemas);
    if (judged.length === 0) return [];
    const named = (wanted: (header: Parameter) => boolean): string =>
      judged
        .filter(wanted)
        .map(({ key }) => JSON.stringify(key))
        .join(" | ") || "never";
    const isRead = (header: Parameter): boolean => headerFacts(header, schemas) !== undefined;
    const name = `${operation.typeName}Response${status === "default" ? "Default" : String(status)}`;
    const validator = `typeof schemas.${name}HeadersSchema`;
    const own = at(
      "operations",
      ...[operationKeyOf(operation), "responses", String(status), "headers"],
    );
    const required = named((header) => isRead(header) && header.required);
    const optional = named((header) => isRead(header) && !header.required);
    const unread = named((header) => !isRead(header));
    return [
      {
        kind: "headers",
        pointer: headers[0]?.pointer ?? operation.pointer,
        validator,
        type: `Headers<${own}, ${required}, ${optional}, z.output<${validator}>, ${unread}>`,
      },
    ];
  });
}

/** The media types whose validators judge what the types tell: those of streams judge an item. */
function validated(content: readonly MediaType[] = []): readonly MediaType[] {
  const byItem: ReadonlySet<MediaType["codec"]> = new Set(["events", "lines"]);
  return content.filter((media) => isValidated(media) && !byItem.has(media.codec));
}

/** `(typeof validators)["getPet"]["query"]` */
function at(root: string, ...way: readonly string[]): string {
  const base = root.includes(" ") ? `(${root})` : root;
  return `${base}${way.map((key) => `[${JSON.stringify(key)}]`).join("")}`;
}
