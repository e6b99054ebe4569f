import type { Json, JsonObject } from "../../generator/index.js";
import { CommandLineFault } from "../fault.js";
import type { Catalogue } from "./catalogue.js";
import { variable, variableName, type Environment } from "./settings.js";
import { secretKeys, type Warehouse } from "./warehouses.js";

/** What the walk sends for one warehouse. Ids that answers give are filled in on the way. */
export interface Material {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly feed: JsonObject;
  readonly connection: JsonObject;
  readonly dataModel: JsonObject;
  /** Only where rows become events. */
  readonly fieldTransformation?: JsonObject;
  readonly pipeline: JsonObject;
  /** Values that must not be shown. */
  readonly secrets: readonly string[];
  /** Variables that a server needs and the environment lacks. */
  readonly missing: readonly string[];
}

/** The document's examples for a warehouse, as they are. */
export function exampleMaterial(catalogue: Catalogue, warehouse: Warehouse): Material {
  const body = (operation: string): JsonObject =>
    catalogue.requestExample(operation, warehouse) as JsonObject;
  const credential = catalogue.requestExample("createToken", "credential") as JsonObject;
  const connection = body("createConnection");
  const pipeline = body("createPipeline");
  const transformation = catalogue
    .requestExamples("createFieldTransformation")
    .find((each) => (each as JsonObject)["id"] === pipeline["field_transformation_id"]);
  return {
    clientId: String(credential["client_id"]),
    clientSecret: String(credential["client_secret"]),
    feed: body("createFeed"),
    connection,
    dataModel: body("createDataModel"),
    ...(transformation === undefined ? {} : { fieldTransformation: transformation as JsonObject }),
    pipeline,
    secrets: [String(credential["client_secret"]), ...secretsOf(connection)],
    missing: [],
  };
}

/**
 * The same for a server: ids and names begin with the prefix, the settings of the warehouse come
 * from the environment, and the pipeline runs on demand and into the development environment only.
 */
export function serverMaterial(
  examples: Material,
  warehouse: Warehouse,
  prefix: string,
  env: Environment,
): Material {
  const missing: string[] = [];
  const given = (name: string): string => {
    const value = variable(env, name);
    if (value === undefined) missing.push(variableName(name));
    return value ?? `<${variableName(name)}>`;
  };
  const own = (name: string): string => `${warehouse.toUpperCase()}_${name.toUpperCase()}`;
  const clientId = given("CLIENT_ID");
  const clientSecret = given("CLIENT_SECRET");

  const config: Record<string, Json> = {};
  for (const key of Object.keys(examples.connection["config"] as JsonObject)) {
    config[key] = given(own(key));
  }
  const {
    plan_id: _plan,
    plan_version: _version,
    ...pipeline
  } = renamed(examples.pipeline, prefix);
  const { from: _from, until: _until, ...mode } = pipeline["sync_mode"] as Record<string, Json>;
  if (mode["type"] === "incremental") {
    mode["iterator_field"] = given(own("iterator_field"));
    const type = given(own("iterator_data_type"));
    // Only a real type passes validation; without one, the example's stands in.
    if (!type.startsWith("<")) mode["iterator_data_type"] = type;
  }
  const transformation = examples.fieldTransformation;
  return {
    clientId,
    clientSecret,
    feed: renamed(examples.feed, prefix),
    connection: { ...renamed(examples.connection, prefix), config },
    dataModel: { ...renamed(examples.dataModel, prefix), sql_query: given(own("sql_query")) },
    ...(transformation === undefined
      ? {}
      : {
          fieldTransformation: {
            ...renamed(transformation, prefix),
            mappings: mappingsOf(own("mappings"), given) ?? transformation["mappings"] ?? [],
          },
        }),
    pipeline: {
      ...pipeline,
      sync_mode: mode,
      schedule: { type: "on_demand" },
      environment: "development",
    },
    secrets: [clientSecret, ...secretsOf({ config })].filter((value) => !value.startsWith("<")),
    missing,
  };
}

/** Ids and names begin with the examples' invented company. */
function renamed(body: JsonObject, prefix: string): Record<string, Json> {
  const copy: Record<string, Json> = { ...body };
  for (const key of ["id", "name"]) {
    const value = copy[key];
    if (typeof value === "string") copy[key] = value.replace(/^harborlight/i, prefix);
  }
  return copy;
}

function secretsOf({ config }: JsonObject): string[] {
  return Object.entries((config ?? {}) as JsonObject)
    .filter(([key]) => secretKeys.has(key))
    .map(([, value]) => String(value));
}

/** Undefined when the variable is missing; the example's mappings stand in then. */
function mappingsOf(name: string, given: (name: string) => string): Json | undefined {
  const text = given(name);
  if (text === `<${variableName(name)}>`) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new CommandLineFault("option/invalid", {
      option: variableName(name),
      reason: "it is not JSON",
    });
  }
}
