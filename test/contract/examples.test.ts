import { describe, expect, it } from "vitest";
import { componentSchemas, validators } from "../../generated/src/schemas/index.js";
import type { Json } from "../../generator/model/json.js";
import type { Example, MediaType, Parameter } from "../../generator/model/model.js";
import type { SchemaId } from "../../generator/model/schema.js";
import { parameterSchema } from "../../generator/model/walk.js";
import { readOwnModel } from "./package-under-test.js";
import { Witness } from "./witness.js";

/** An example of the document, what judges it in the package, and what by Ajv. */
interface Judged {
  readonly example: Example;
  readonly ours: Validator | undefined;
  /** The value as the validator wants it: parameters are judged by name, in an object. */
  readonly wrap: (value: Json) => unknown;
  readonly schema: SchemaId | undefined;
  readonly witness: Witness;
}

interface Validator {
  safeParse(value: unknown): {
    readonly success: boolean;
    readonly error?: {
      readonly issues: readonly {
        readonly path: readonly PropertyKey[];
        readonly message: string;
      }[];
    };
  };
}

type Content = { readonly [mediaType: string]: Validator } | undefined;

const model = await readOwnModel();
const requests = new Witness(model.document, "request");
const answers = new Witness(model.document, "response");
const table: {
  readonly [operation: string]: {
    readonly [place in Parameter["in"]]?: Validator;
  } & { readonly body?: Content; readonly responses: { readonly [status: string]: Content } };
} = validators;
const components: { readonly [key: string]: Validator } = componentSchemas;
const same = (value: Json): unknown => value;

function mediaExamples(content: readonly MediaType[], ours: Content, witness: Witness): Judged[] {
  return content.flatMap(({ type, schema, examples }) =>
    examples.map((example) => ({ example, ours: ours?.[type], wrap: same, schema, witness })),
  );
}

const ofOperations = model.operations.flatMap((operation): Judged[] => {
  const own = table[operation.name];
  return [
    ...operation.parameters.flatMap((parameter) =>
      parameter.examples.map((example) => ({
        example,
        ours: own?.[parameter.in],
        wrap: (value: Json) => ({
          ...siblings(parameter, operation.parameters),
          [parameter.key]: value,
        }),
        schema: parameterSchema(parameter),
        witness: requests,
      })),
    ),
    ...mediaExamples(operation.requestBody?.content ?? [], own?.body, requests),
    ...operation.responses.flatMap(({ status, content }) =>
      mediaExamples(content, own?.responses[String(status)], answers),
    ),
  ];
});

/** Examples of the other parameters of the same place, which their object requires. */
function siblings(
  parameter: Parameter,
  all: readonly Parameter[],
): { readonly [key: string]: Json } {
  const others = all.filter((one) => one.in === parameter.in && one.required && one !== parameter);
  return Object.fromEntries(others.map(({ key, examples }) => [key, examples[0]?.value ?? null]));
}

const ofSchemas = Object.values(model.schemas).flatMap((schema): Judged[] =>
  schema.examples.map((example) => ({
    example,
    ours: schema.declaration === undefined ? undefined : components[schema.declaration.key],
    wrap: same,
    schema: schema.id,
    witness: schema.usage === "request" ? requests : answers,
  })),
);

describe("every example of the document", () => {
  it.each([
    ["operations", ofOperations],
    ["schemas", ofSchemas],
  ] as const)("of its %s is valid by the generated validators and by Ajv alike", (_, judged) => {
    expect(judged.length).toBeGreaterThan(0);
    const faults = judged.flatMap(({ example, ours, wrap, schema, witness }) => {
      const refusal = ours === undefined ? undefined : issuesOf(ours, wrap(example.value));
      const objection = schema === undefined ? undefined : witness.objection(schema, example.value);
      return [
        ...(refusal === undefined ? [] : [`${example.pointer}: the validator: ${refusal}`]),
        ...(objection === undefined ? [] : [`${example.pointer}: Ajv: ${objection}`]),
      ];
    });
    expect(faults).toEqual([]);
  });

  it("of a request or an answer has a generated validator", () => {
    const bare = ofOperations.filter(
      ({ ours, schema }) => ours === undefined && schema !== undefined,
    );
    expect(bare.map(({ example }) => example.pointer)).toEqual([]);
  });
});

function issuesOf(validator: Validator, value: unknown): string | undefined {
  const { success, error } = validator.safeParse(value);
  if (success) return undefined;
  return (error?.issues ?? [])
    .map(({ path, message }) => `${path.join(".")}: ${message}`)
    .join("; ");
}
