import type * as openapiTypescript from "openapi-typescript";
import * as lent from "./lent-transform.js";
import type { Declaration, Syntax, TypeNode } from "./syntax/nodes.js";

export type { OpenAPI3, SchemaObject } from "openapi-typescript";

/** Nodes are ours here; to openapi-typescript they are the compiler's. */
type Options = openapiTypescript.TransformNodeOptions;
export type TransformNodeOptions = Omit<Options, "ctx"> & { readonly ctx: GlobalContext };
export type GlobalContext = Omit<
  openapiTypescript.GlobalContext,
  "injectFooter" | "postTransform" | "transform"
> & {
  injectFooter: Syntax[];
  postTransform: (type: TypeNode) => TypeNode | undefined;
  transform: (
    schema: openapiTypescript.SchemaObject,
    options: TransformNodeOptions,
  ) => TypeNode | undefined;
};

/** `paths`, `components` and the rest as declarations. */
export const transformSchema = lent.transformSchema as (
  document: openapiTypescript.OpenAPI3,
  context: GlobalContext,
) => Declaration[];

/** One schema as a type. */
export const transformSchemaObject = lent.transformSchemaObject as (
  schema: openapiTypescript.SchemaObject,
  options: TransformNodeOptions,
) => TypeNode;
