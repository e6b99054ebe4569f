import type { Input, Json, Operation, PlayedHeader } from "../../generator/index.js";
import { formatsOf, type RuntimeFormats } from "../corpus/formats.js";
import { gatherSchemas } from "../corpus/schemas.js";
import { Witnesses } from "../corpus/witnesses.js";
import type { ApiModel } from "../../generator/index.js";

/** What Ajv says of a value: nothing, that it is not valid, or that it has no verdict. */
export type Objection =
  | { readonly verdict: "valid" }
  | { readonly verdict: "invalid"; readonly words: string; readonly open?: boolean }
  | { readonly verdict: "silent"; readonly words: string };

const VALID = { verdict: "valid" } as const;

/** Ajv on the document itself: nothing of the generated package is asked. */
export class AjvWitness {
  readonly #witnesses: Witnesses;
  readonly #nameOf: (pointer: string) => string | undefined;

  constructor(model: ApiModel, runtime?: RuntimeFormats) {
    const pointers = model.operations.flatMap((operation) => [
      ...operation.parameters.map((parameter) => schemaOf(parameter)),
      ...(operation.requestBody?.content ?? []).map(({ schema }) => schema),
      ...operation.responses.flatMap(({ content, headers }) => [
        ...content.map(({ schema }) => schema),
        ...headers.map((header) => schemaOf(header)),
      ]),
    ]);
    const { components, nameOf } = gatherSchemas(
      model.document,
      pointers.filter((pointer) => pointer !== undefined),
    );
    this.#witnesses = new Witnesses(components, formatsOf(runtime));
    this.#nameOf = nameOf;
  }

  /** What it says of a request, before it is written as text. */
  request(operation: Operation, input: Input): Objection {
    for (const parameter of operation.parameters) {
      const value = input[parameter.in]?.[parameter.key];
      const place = `${parameter.in} ${parameter.key}`;
      if (value === undefined) {
        if (parameter.required) return { verdict: "invalid", words: `${place} is required` };
        continue;
      }
      const said = this.#judge(schemaOf(parameter), undefined, value, place);
      if (said.verdict !== "valid") return said;
    }
    const { requestBody } = operation;
    if (requestBody === undefined) return VALID;
    if (input.body === undefined)
      return requestBody.required ? { verdict: "invalid", words: "the body is required" } : VALID;
    const media = requestBody.content.find(({ type }) => type === input.contentType);
    // A text that stands for XML or bytes is no instance of the schema beside it.
    const isInstance =
      media?.codec === "json" || media?.codec === "form" || media?.codec === "multipart";
    return isInstance ? this.#judge(media.schema, "request", input.body, "body") : VALID;
  }

  /** What it says of an answer's body. */
  answer(operation: Operation, documented: string, mediaType: string, body: Json): Objection {
    const media = operation.responses
      .find(({ status }) => String(status) === documented)
      ?.content.find(({ type }) => type === mediaType);
    return media?.codec === "json" ? this.#judge(media.schema, "response", body, "body") : VALID;
  }

  /** What it says of the headers of an answer, before they are written as text. */
  headers(operation: Operation, documented: string, played: readonly PlayedHeader[]): Objection {
    const response = operation.responses.find(({ status }) => String(status) === documented);
    for (const header of response?.headers ?? []) {
      const found = played.find(({ key }) => key === header.key);
      const place = `header ${header.key}`;
      if (found === undefined && header.required)
        return { verdict: "invalid", words: `the ${place} is required` };
      if (found === undefined || found.isUnread === true) continue;
      if (found.value === undefined)
        return { verdict: "invalid", words: `the ${place} is not JSON` };
      const said = this.#judge(schemaOf(header), undefined, found.value, place);
      if (said.verdict !== "valid") return said;
    }
    return VALID;
  }

  /** What it says of the body of a request, as `schema` has it. */
  body(schema: string | undefined, value: Json): Objection {
    return this.#judge(schema, "request", value, "body");
  }

  #judge(
    pointer: string | undefined,
    direction: "request" | "response" | undefined,
    value: Json,
    place: string,
  ): Objection {
    const name = pointer === undefined ? undefined : this.#nameOf(pointer);
    if (name === undefined) return VALID;
    const said = this.#witnesses.ask(name, direction, value as never);
    if (said === "valid") return VALID;
    if (said === "invalid") {
      const open = this.#witnesses.isOpen(name, direction, value as never);
      return {
        verdict: "invalid",
        words: `the ${place} breaks ${pointer ?? ""}`,
        ...(open ? { open } : {}),
      };
    }
    return { verdict: "silent", words: said.silence };
  }
}

function schemaOf({ value }: Operation["parameters"][number]): string | undefined {
  return "schema" in value ? value.schema : value.content.schema;
}
