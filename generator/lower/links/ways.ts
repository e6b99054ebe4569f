import type { Step } from "../../model/links.js";
import type { Property, Schema, SchemaId, Shape } from "../../model/schema.js";

type Schemas = { readonly [id: SchemaId]: Schema };

/** The longest chain of references that is followed; a sound model has none that is endless. */
const LONGEST_CHAIN = 64;

/** What a schema comes to behind its references, and whether null is among its values. */
export interface Read {
  readonly id: SchemaId;
  readonly shape: Shape;
  readonly nullable: boolean;
}

export function readAt(schemas: Schemas, id: SchemaId): Read | undefined {
  let nullable = false;
  let at = id;
  for (let hops = 0; hops < LONGEST_CHAIN; hops += 1) {
    const schema = schemas[at];
    if (schema === undefined) return undefined;
    nullable ||= schema.nullable;
    if (schema.shape.kind !== "reference") return { id: at, shape: schema.shape, nullable };
    at = schema.shape.target;
  }
  return undefined;
}

/** A way through values of a schema that TypeScript can go by members alone, and the schema at its end. */
export interface Way {
  readonly steps: readonly Step[];
  readonly end: SchemaId;
  /** Whether there may be nothing at its end; null is what its schema says. */
  readonly absent: boolean;
}

/** Nothing where a step leads to what only some alternatives of a union have, into an open record, or to what the schema does not describe. */
export function wayOf(
  schemas: Schemas,
  root: SchemaId,
  tokens: readonly string[],
): Way | undefined {
  const steps: Step[] = [];
  let [end, absent] = [root, false];
  for (const token of tokens) {
    const step = stepOf(schemas, end, token);
    if (step === undefined) return undefined;
    const nullable = readAt(schemas, step.schema)?.nullable ?? true;
    absent ||= step.optional || steps.at(-1)?.optional === true;
    steps.push({ token, isItem: step.isItem, optional: step.optional || nullable });
    end = step.schema;
  }
  return { steps, end, absent };
}

interface Stepped {
  readonly schema: SchemaId;
  readonly isItem: boolean;
  readonly optional: boolean;
}

function stepOf(schemas: Schemas, id: SchemaId, token: string): Stepped | undefined {
  const shape = readAt(schemas, id)?.shape;
  switch (shape?.kind) {
    case "object":
      return memberOf(shape.properties, token);
    case "array":
      return shape.item === "any" || !/^(?:0|[1-9][0-9]{0,5})$/.test(token)
        ? undefined
        : { schema: shape.item, isItem: true, optional: true };
    case "intersection": {
      const own = memberOf(shape.properties, token);
      const found = shape.parts.map((part) => stepOf(schemas, part, token));
      const all = [own, ...found].filter((step) => step !== undefined);
      // Of members that several parts describe, types want all that these say.
      const [only, ...others] = all;
      return others.length === 0 ? only : undefined;
    }
    case "union": {
      const own = memberOf(shape.properties, token);
      return (
        own ??
        commonOf(shape.variants.map(({ schema: variant }) => stepOf(schemas, variant, token)))
      );
    }
    default:
      return undefined;
  }
}

/** A member that every alternative has of one schema: types know it whichever of them a value is. */
function commonOf(steps: readonly (Stepped | undefined)[]): Stepped | undefined {
  const found = steps.filter((step) => step !== undefined);
  const [first] = found;
  if (first === undefined || found.length < steps.length) return undefined;
  if (found.some(({ schema, isItem }) => schema !== first.schema || isItem !== first.isItem))
    return undefined;
  return { ...first, optional: found.some(({ optional }) => optional) };
}

function memberOf(properties: readonly Property[], token: string): Stepped | undefined {
  const property = properties.find(({ key }) => key === token);
  if (property === undefined) return undefined;
  return {
    schema: property.schema,
    isItem: false,
    optional: property.presence === "optional",
  };
}
