import { code, join, key, literal, value, type Code } from "../../code/code.js";
import type { JsonObject } from "../../model/json.js";
import type { ApiModel, Parameter, Response } from "../../model/model.js";
import { headerFacts, type HeaderFacts } from "../../wire/header-descriptors.js";
import type { PackedTyped } from "./packed.js";
import { braces, headerJudgeType } from "./symbols.js";

/** The headers of one answer, which a schema of the package speaks of. */
export interface JudgedAnswer {
  readonly status: Response["status"];
  readonly headers: readonly Parameter[];
  readonly schema: Code;
}

/** The header as its schema can judge it: one that cannot be read may be anything. */
export function readable(header: Parameter, schemas: ApiModel["schemas"]): Parameter {
  if (headerFacts(header, schemas) !== undefined) return header;
  const { pointer, type, codec } = {
    pointer: header.pointer,
    type: "text/plain",
    codec: "text",
  } as const;
  return { ...header, value: { content: { pointer, type, codec, examples: [] } } };
}

/** `headerJudge({ "429": { schema: …, read: [{ key: "Retry-After", type: "number" }] } })` */
export function headerJudge(
  answers: readonly JudgedAnswer[],
  schemas: ApiModel["schemas"],
): PackedTyped {
  const described = answers.map(({ status, headers, schema }) => {
    const read = headers
      // What cannot be read is there all the same, or is not.
      .map((header) => headerFacts(header, schemas) ?? { told: { key: header.key } })
      .map(printDescriptor);
    return code`${key(String(status))}: { schema: ${schema}, read: [${join(read)}] }`;
  });
  return {
    expression: code`${HEADER_JUDGE}(${braces(described)})`,
    type: code`${headerJudgeType}`,
  };
}

const HEADER_JUDGE = value("headerJudge", "src/runtime/judged-headers.ts");

function printDescriptor({ told, reader }: HeaderFacts): Code {
  const facts = Object.entries(told as unknown as JsonObject).map(
    ([name, fact]) => code`${key(name)}: ${literal(fact)}`,
  );
  const read =
    reader === undefined ? [] : [code`read: ${value(reader, "src/runtime/response-headers.ts")}`];
  return braces([...facts, ...read]);
}
