import { exactKind } from "../../model/formats.js";
import type { ApiModel } from "../../model/model.js";
import type { Emitter } from "../emitter.js";
import { documentForTypes, LABEL } from "./document.js";
import { KNOWN_VALUES } from "./kinds.js";
import { markedForTypes } from "./marks.js";
import { withMethods, withStandIns } from "./methods.js";
import { recursiveTypes } from "./recursion.js";
import { retell } from "./retell.js";
import { isIndexedAccessTypeNode, isLiteralTypeNode, isStringLiteral } from "./syntax/compiler.js";
import { factory } from "./syntax/factory.js";
import type { Declaration, Expression, Keyword, TypeNode } from "./syntax/nodes.js";
import { printed } from "./syntax/print.js";
import {
  transformSchema,
  transformSchemaObject,
  type GlobalContext,
  type OpenAPI3,
  type SchemaObject,
  type TransformNodeOptions,
} from "./transform.js";

export interface TypesOptions {
  /** Whether `format` decides validity: whether `type: number` with `format: int64` has integers only. */
  readonly formats?: "assert" | "annotate";
  /** `exact`: what `number` cannot hold is a `bigint` or an `ExactNumber`. */
  readonly numbers?: "double" | "exact";
}

/**
 * `paths`, `operations` and `components` as types, by openapi-typescript. Its transform is called
 * directly: the document is checked and bundled already, and `openapiTS` would do both again, with
 * the working directory at hand.
 */
export function types({ formats = "assert", numbers = "double" }: TypesOptions = {}): Emitter {
  const numeric = numbers === "exact" ? exactNumber(formats === "assert") : undefined;
  return {
    name: "types",
    reads: "directions",
    retell,
    emit(model: ApiModel) {
      const told = withStandIns(documentForTypes(model));
      const { document: marked, mark, restore } = markedForTypes(told.document);
      const document = marked as unknown as OpenAPI3;
      const standIns = told.standIns.map(({ key, path, method }) => ({
        key: mark(key),
        path: mark(path),
        method: mark(method),
      }));
      const recursive = new Map(
        [...recursiveTypes(model)].map(([key, name]) => [mark(key), name] as const),
      );
      const declarations = [
        ...transformSchema(document, contextOf(document, recursive, numeric)).map((node) =>
          withMethods(node, standIns),
        ),
        ...aliasesOf(document, recursive, numeric),
      ];
      const text = restore(printed(declarations));
      const content = numeric === undefined ? text : withImport(text);
      return {
        files: [{ path: "src/types.ts", kind: "text", content, format: true }],
        diagnostics: [],
      };
    },
  };
}

/** `type JsonValue$ = string | JsonValue$[]`: what `components["schemas"]["JsonValue"]` is. */
function aliasesOf(
  document: OpenAPI3,
  recursive: ReadonlyMap<string, string>,
  numeric: Numeric | undefined,
): Declaration[] {
  const ctx = { ...contextOf(document, recursive, numeric), transform: spelling(numeric) };
  return [...recursive].map(([key, name]) => {
    const path = `${COMPONENTS}${escaped(key)}`;
    const type = transformSchemaObject(
      (document.components?.schemas?.[key] ?? {}) as SchemaObject,
      { ctx, path },
    );
    return factory.createTypeAliasDeclaration(undefined, name, undefined, type);
  });
}

function contextOf(
  document: OpenAPI3,
  recursive: ReadonlyMap<string, string>,
  numeric: Numeric | undefined,
): GlobalContext {
  const aliases = new Map(
    [...recursive].map(([key, name]) => [`${COMPONENTS}${escaped(key)}`, name]),
  );
  const spelt = spelling(numeric);
  return {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    // A member with a default may still be left out of a request and absent from an answer.
    defaultNonNullable: false,
    // Names of schemas are not the values on the wire: unions stand on their members' own literals.
    discriminators: { objects: {}, refsHandled: [] },
    // `type: object` without members is any object.
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: (type) => aliasOf(type, recursive),
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    // Only read where documents are bundled.
    redoc: undefined as unknown as GlobalContext["redoc"],
    resolve: <T>(ref: string) => resolve(document, ref) as T | undefined,
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: (schema, options) => {
      const alias = aliases.get(options.path ?? "");
      return alias === undefined ? spelt(schema, options) : reference(alias);
    },
    transformProperty: undefined,
  };
}

/** The type of a number that a `number` may be too narrow for; undefined for any other schema. */
type Numeric = (schema: SchemaObject) => TypeNode | undefined;

const EXACT_NUMBER = "ExactNumber";

function exactNumber(asserted: boolean): Numeric {
  const keyword = (kind: Keyword["kind"]): TypeNode => factory.createKeywordTypeNode(kind);
  return ({ type, format, ...others }) => {
    // The transform is asked about literals of components too.
    const isNumber = type === "integer" || type === "number";
    if (!isNumber || others.enum !== undefined || others.const !== undefined) return undefined;
    const kind = exactKind(type === "integer", format, asserted);
    if (kind === undefined) return undefined;
    return factory.createUnionTypeNode([
      keyword("NumberKeyword"),
      keyword("BigIntKeyword"),
      ...(kind === "decimal" ? [reference(EXACT_NUMBER)] : []),
    ]);
  };
}

/** The module's import, where it mentions what it would import. */
function withImport(text: string): string {
  if (!new RegExp(`\\| ${EXACT_NUMBER}\\b`).test(text)) return text;
  return `import type { ${EXACT_NUMBER} } from "./runtime/exact-number.js";\n\n${text}`;
}

const COMPONENTS = "#/components/schemas/";

/** As openapi-typescript writes a key in the paths it hands out. */
function escaped(key: string): string {
  return key.replace(/~/g, "~0").replace(/\//g, "~1");
}

function reference(name: string): TypeNode {
  return factory.createTypeReferenceNode(name);
}

/** The alias that stands for `components["schemas"][key]`; undefined for any other type. */
function aliasOf(type: TypeNode, recursive: ReadonlyMap<string, string>): TypeNode | undefined {
  if (!isIndexedAccessTypeNode(type) || !isIndexedAccessTypeNode(type.objectType)) return undefined;
  const [place, key] = [type.objectType.indexType, type.indexType].map((index) =>
    isLiteralTypeNode(index) && isStringLiteral(index.literal) ? index.literal.text : undefined,
  );
  const alias = place === "schemas" && key !== undefined ? recursive.get(key) : undefined;
  return alias === undefined ? undefined : reference(alias);
}

/** Types that openapi-typescript has no words for, or worse ones. */
function spelling(numeric: Numeric | undefined) {
  return (schema: SchemaObject, options: TransformNodeOptions): TypeNode | undefined =>
    label(schema) ?? openEnum(schema) ?? numeric?.(schema) ?? tuple(schema, options);
}

/** `"cat" | "lion"`: the tag that a discriminator states. */
function label(schema: SchemaObject): TypeNode | undefined {
  const values = (schema as LabelSchema)[LABEL]?.map((value) =>
    factory.createLiteralTypeNode(factory.createStringLiteral(value)),
  );
  return values === undefined ? undefined : factory.createUnionTypeNode(values);
}

/**
 * `prefixItems` says what stands at a place, not that something does: items from `minItems` on may
 * be missing, and others may follow.
 */
function tuple(schema: SchemaObject, options: TransformNodeOptions): TypeNode | undefined {
  const { type, prefixItems, items, minItems = 0 } = schema as TupleSchema;
  if (type !== "array" || prefixItems === undefined) return undefined;
  const members: TypeNode[] = prefixItems.map((item, index) => {
    const member = transformSchemaObject(item, options);
    return index < minItems ? member : factory.createOptionalTypeNode(member);
  });
  if (items !== false) {
    const rest = transformSchemaObject((items ?? {}) as SchemaObject, options);
    members.push(factory.createRestTypeNode(factory.createArrayTypeNode(rest)));
  }
  return factory.createTupleTypeNode(members);
}

/** `"a" | "b" | (string & {})`: the values that are known, among all of their kind. */
function openEnum(schema: SchemaObject): TypeNode | undefined {
  const { type, [KNOWN_VALUES]: known } = schema as OpenEnumSchema;
  if (known === undefined || type === undefined) return undefined;
  const members = (typeof type === "string" ? [type] : type).map((name) => {
    if (name === "string") return openUnion(known, "string", "StringKeyword");
    if (name === "number" || name === "integer") return openUnion(known, "number", "NumberKeyword");
    return name === "null" ? [factory.createLiteralTypeNode(factory.createNull())] : undefined;
  });
  if (members.includes(undefined)) return undefined;
  return factory.createUnionTypeNode(members.flatMap((member) => member ?? []));
}

function openUnion(
  known: readonly (string | number)[],
  kind: "string" | "number",
  keyword: Keyword["kind"],
): TypeNode[] {
  const literals = known.filter((value) => typeof value === kind).map(literalOf);
  const any = factory.createKeywordTypeNode(keyword);
  if (literals.length === 0) return [any];
  const open = factory.createIntersectionTypeNode([any, factory.createTypeLiteralNode([])]);
  return [
    ...literals.map((literal) => factory.createLiteralTypeNode(literal)),
    factory.createParenthesizedType(open),
  ];
}

function literalOf(value: string | number): Expression {
  if (typeof value === "string") return factory.createStringLiteral(value);
  const digits = factory.createNumericLiteral(Math.abs(value));
  return value < 0 ? factory.createPrefixUnaryExpression("MinusToken", digits) : digits;
}

interface LabelSchema {
  readonly [LABEL]?: readonly string[];
}

interface OpenEnumSchema {
  readonly type?: string | readonly string[];
  readonly [KNOWN_VALUES]?: readonly (string | number)[];
}

interface TupleSchema {
  readonly type?: string;
  readonly prefixItems?: readonly SchemaObject[];
  readonly items?: SchemaObject | false;
  readonly minItems?: number;
}

/** What a reference into the document leads to. */
function resolve(document: unknown, ref: string): unknown {
  const tokens = ref
    .slice(ref.indexOf("#") + 1)
    .split("/")
    .slice(1)
    .map((token) => decodeURIComponent(token).replace(/~1/g, "/").replace(/~0/g, "~"));
  return tokens.reduce<unknown>(
    (at, token) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, token)
        ? (at as Record<string, unknown>)[token]
        : undefined,
    document,
  );
}
