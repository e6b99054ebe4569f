import type { Json } from "../../model/json.js";
import type {
  ApiModel,
  Codec,
  Encoding,
  Example,
  MediaType,
  Operation,
  Parameter,
  PartEncodings,
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
  readonly body?: PartEncodings & {
    readonly type: string;
    readonly codec: Codec;
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
      ...(media.encoding === undefined ? {} : { encoding: media.encoding }),
      ...(media.positions === undefined ? {} : { positions: media.positions }),
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

/** What is sent where any of a kind may be. */
const OF_KIND: Readonly<Record<string, string>> = {
  "image/*": "image/png",
  "audio/*": "audio/mpeg",
  "video/*": "video/mp4",
};

/** The media type of a part that is bytes; nothing for one that is text, or made of parts itself. */
export function bytesType(encoding: Encoding | undefined): string | undefined {
  const [listed = ""] = (encoding?.contentType ?? "").split(",");
  const type = listed.trim();
  if (encoding?.inside !== undefined || type === "" || /^text\/|[/+](?:json|xml)\b/.test(type))
    return undefined;
  return OF_KIND[type] ?? type;
}

/** How a part is written, by its name or its position. */
export function encodingAt(
  { encoding = {}, positions = [] }: PartEncodings,
  key: string | number,
): Encoding | undefined {
  if (typeof key === "number") return positions[Math.min(key, positions.length - 1)];
  return Object.hasOwn(encoding, key) ? encoding[key] : undefined;
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
