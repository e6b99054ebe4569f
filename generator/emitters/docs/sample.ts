import type { Json } from "../../model/json.js";
import type {
  ApiModel,
  Codec,
  Example,
  MediaType,
  Operation,
  Parameter,
} from "../../model/model.js";
import type { Pointer } from "../../model/schema.js";
import { exampleItems } from "../../model/media-types.js";
import { parameterSchema } from "../../model/walk.js";
import { sampleValue } from "../../model/sample-value.js";
import { secretsIn } from "./secrets.js";

/** A request that a sample makes, before it is written in some language. */
export interface SampleRequest {
  readonly operation: Operation;
  /** Key of the body's example; `request` where the document gives none. */
  readonly key: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly {
    readonly parameter: Parameter;
    readonly value: Json;
    readonly secret: boolean;
  }[];
  readonly body?: {
    readonly type: string;
    readonly codec: Codec;
    readonly encoding: NonNullable<MediaType["encoding"]>;
    readonly value: Json;
    readonly secrets: ReadonlySet<Pointer>;
  };
}

/** The requests an operation's page shows: one for each example of its body, else one that is as small as can be. */
export function sampleRequests(operation: Operation, model: ApiModel): SampleRequest[] {
  const parameters = operation.parameters
    .filter((parameter) => parameter.required || hasExample(parameter))
    .map((parameter) => ({
      parameter,
      value: parameterValue(parameter, model),
      secret: isSecret(parameter, model),
    }));
  const content = operation.requestBody?.content ?? [];
  // What the client sends when nothing else is said.
  const media = content.find(({ codec }) => codec === "json") ?? content[0];
  if (media === undefined)
    return [{ operation, key: "request", summary: "", description: "", parameters }];
  return bodies(media, model).map((example) => ({
    operation,
    key: example.key ?? "request",
    summary: example.summary ?? "",
    description: example.description ?? "",
    parameters,
    body: {
      type: media.type,
      codec: media.codec,
      encoding: media.encoding ?? {},
      value: example.value,
      secrets: secretsIn(example.value, media.schema, model),
    },
  }));
}

function bodies(
  media: MediaType,
  model: ApiModel,
): Pick<Example, "key" | "summary" | "description" | "value">[] {
  const isList = media.codec === "lines" || media.codec === "sequence";
  if (media.examples.length > 0) {
    return media.examples.map((example) =>
      isList ? { ...example, value: exampleItems(example.value) } : example,
    );
  }
  const value = media.schema === undefined ? {} : sampleValue(media.schema, model);
  return [{ value: isList ? [value] : value }];
}

/** The media type of a part that is bytes; nothing for one that is text. */
export function bytesType(
  { encoding }: Pick<NonNullable<SampleRequest["body"]>, "encoding">,
  property: string,
): string | undefined {
  const [type = ""] = (
    (Object.hasOwn(encoding, property) ? encoding[property] : undefined)?.contentType ?? ""
  ).split(",");
  return type === "" || /^text\/|[/+](?:json|xml)\b/.test(type) ? undefined : type.trim();
}

function hasExample({ examples }: Parameter): boolean {
  return examples.length > 0;
}

function parameterValue(parameter: Parameter, model: ApiModel): Json {
  const [example] = parameter.examples;
  if (example !== undefined) return example.value;
  if ("content" in parameter.value) {
    const [first] = parameter.value.content.examples;
    if (first !== undefined) return first.value;
  }
  const schema = parameterSchema(parameter);
  return schema === undefined ? "text" : sampleValue(schema, model);
}

function isSecret(parameter: Parameter, model: ApiModel): boolean {
  const schema = parameterSchema(parameter);
  return schema !== undefined && secretsIn("", schema, model).has("#");
}
