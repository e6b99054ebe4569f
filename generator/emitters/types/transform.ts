import { createRequire } from "node:module";
import type * as openapiTypescript from "openapi-typescript";
import type typescript from "typescript";

export type {
  GlobalContext,
  OpenAPI3,
  SchemaObject,
  TransformNodeOptions,
} from "openapi-typescript";

export type Node = typescript.Node;
export type TypeNode = typescript.TypeNode;
export type TypeElement = typescript.TypeElement;
export type PropertySignature = typescript.PropertySignature;
export type LiteralTypeNode = typescript.LiteralTypeNode;
export type KeywordTypeSyntaxKind = typescript.KeywordTypeSyntaxKind;

/**
 * openapi-typescript's transform and the compiler whose nodes it makes, required one by one. For an
 * import, Node reads the compiler's nine megabytes through in search of names; and the package's
 * front door loads what bundles and checks a document, which is done already. Together that is most
 * of a small run.
 */
const require = createRequire(import.meta.url);

type Package = typeof openapiTypescript;

export const ts = require("typescript") as typeof typescript;

export const { astToString } = require("openapi-typescript/dist/lib/ts.cjs") as Package;

/** `paths`, `components` and the rest as declarations. */
export const transformSchema =
  require("openapi-typescript/dist/transform/index.cjs") as Package["transformSchema"];

const schemaObject = require("openapi-typescript/dist/transform/schema-object.cjs") as {
  readonly default: Package["transformSchemaObject"];
};

/** One schema as a type. */
export const transformSchemaObject = schemaObject.default;
