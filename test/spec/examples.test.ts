import formats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { at, isNode, operationsOf, readDocument, resolve, walk, type Node } from "./document.js";

interface Subject {
  /** Where the example stands, for the message. */
  readonly where: string;
  readonly schema: string;
  readonly value: unknown;
}

let document: Node;
let ajv: Ajv2020;

beforeAll(async () => {
  document = await readDocument();
  ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: "document", ...document });
});

/** What Ajv says against `value`, by the schema at a pointer of the bundled document. */
function faults(schema: string, value: unknown): string[] {
  const validate = ajv.compile({ $ref: `document${encodePointer(schema)}` });
  validate(value);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
}

function encodePointer(pointer: string): string {
  return pointer.replaceAll("{", "%7B").replaceAll("}", "%7D");
}

/** Follows one reference, so that a pointer below it names a real place. */
function place(pointer: string): string {
  const node = at(document, pointer);
  return isNode(node) && typeof node["$ref"] === "string" ? place(node["$ref"]) : pointer;
}

/** Every example of the document with the schema it illustrates. */
function subjects(): Subject[] {
  const found: Subject[] = [];
  const content = (owner: string, where: string): void => {
    const media = at(document, owner) as Node;
    for (const [type, value] of Object.entries((media["content"] ?? {}) as Record<string, Node>)) {
      const schema = `${owner}/content/${type.replaceAll("/", "~1")}/schema`;
      for (const [name, example] of Object.entries((value["examples"] ?? {}) as Node)) {
        found.push({
          where: `${where} ${name}`,
          schema,
          value: resolve(document, example)["value"],
        });
      }
    }
    for (const name of Object.keys((media["headers"] ?? {}) as Node)) {
      const header = place(`${owner}/headers/${name}`);
      const node = at(document, header) as Node;
      found.push({ where: `${where} ${name}`, schema: `${header}/schema`, value: node["example"] });
    }
  };
  for (const { id, pointer, path, node } of operationsOf(document)) {
    if ("requestBody" in node) content(`${pointer}/requestBody`, `${id} request`);
    for (const status of Object.keys(node["responses"] as Node)) {
      content(place(`${pointer}/responses/${status}`), `${id} ${status}`);
    }
    const item = `#/paths/${path.replaceAll("/", "~1")}`;
    for (const owner of [pointer, item]) {
      const parameters = (at(document, owner) as Node)["parameters"];
      (Array.isArray(parameters) ? parameters : []).forEach((_, index) => {
        const parameter = place(`${owner}/parameters/${String(index)}`);
        const { name, example } = at(document, parameter) as Node;
        found.push({
          where: `${id} ${String(name)}`,
          schema: `${parameter}/schema`,
          value: example,
        });
      });
    }
  }
  walk(document["components"], (schema, pointer) => {
    const examples = schema["examples"];
    if (!pointer.startsWith("#/schemas/") || !Array.isArray(examples)) return;
    const where = pointer.replace("#/", "#/components/");
    examples.forEach((value) => found.push({ where, schema: where, value }));
  });
  return found;
}

describe("the document's examples", () => {
  it("are all valid, by an independent validator", () => {
    const all = subjects();
    expect(all.length).toBeGreaterThan(500);
    const wrong = all.flatMap(({ where, schema, value }) =>
      faults(schema, value).map((fault) => `${where}: ${fault}`),
    );
    expect(wrong).toEqual([]);
  });

  it("carry each warehouse's ids from one call to the next", () => {
    const examples = (id: string, key: string, owner: string): Node => {
      const operation = operationsOf(document).find((each) => each.id === id);
      const node = at(
        document,
        `${operation?.pointer ?? ""}/${owner}/content/application~1json/examples`,
      );
      return resolve(document, (node as Node)[key])["value"] as Node;
    };
    for (const warehouse of ["snowflake", "bigquery", "redshift", "databricks"]) {
      const sent = (id: string): Node => examples(id, warehouse, "requestBody");
      const got = (id: string, status = "200"): Node =>
        examples(id, warehouse, `responses/${status}`);
      const feed = (got("createFeed", "201")["data"] as Node[])[0];
      const pipeline = sent("createPipeline");
      expect(pipeline["partner_feed_id"]).toBe(feed?.["id"]);
      expect(pipeline["connection_id"]).toBe(got("createConnection")["id"]);
      expect(pipeline["data_model_id"]).toBe(got("createDataModel")["id"]);
      expect(got("createPipeline")["id"]).toBe(pipeline["id"]);
      expect(got("getPipelineReport")["pipeline_id"]).toBe(pipeline["id"]);
      expect(sent("createFeed")["module_name"]).toBe(sent("createConnection")["service_provider"]);
      const runs = got("listPipelineRunReports")["items"] as Node[];
      expect(runs.map((run) => run["id"])).toContain(
        examples("triggerPipeline", "requested", "responses/200")["pipeline_run_id"],
      );
    }
  });
});

describe("the cross-field rules", () => {
  const base = {
    id: "p",
    name: "P",
    connection_id: "c",
    data_model_id: "m",
    partner_feed_id: 1,
    sync_mode: { type: "full" },
    schedule: { type: "once" },
    environment: "development",
  };
  const incremental = { type: "incremental", iterator_field: "t", iterator_data_type: "date" };
  const interval = { type: "interval", frequency: "daily", start: "2025-03-05T06:00:00Z" };
  const { partner_feed_id: _, ...feedless } = base;
  const cases: [rule: string, body: object, valid: boolean][] = [
    ["the base is valid", base, true],
    ["incremental with its iterator", { ...base, sync_mode: incremental }, true],
    [
      "incremental needs a field",
      { ...base, sync_mode: { ...incremental, iterator_field: undefined } },
      false,
    ],
    [
      "incremental needs a type",
      { ...base, sync_mode: { ...incremental, iterator_data_type: undefined } },
      false,
    ],
    ["full takes no iterator", { ...base, sync_mode: { ...incremental, type: "full" } }, false],
    ["interval with its rhythm", { ...base, schedule: interval }, true],
    [
      "interval needs a frequency",
      { ...base, schedule: { ...interval, frequency: undefined } },
      false,
    ],
    ["interval needs a start", { ...base, schedule: { ...interval, start: undefined } }, false],
    ["once takes no frequency", { ...base, schedule: { type: "once", frequency: "daily" } }, false],
    [
      "on_demand takes no frequency",
      { ...base, schedule: { type: "on_demand", frequency: "daily" } },
      false,
    ],
    [
      "on_demand may have a start",
      { ...base, schedule: { type: "on_demand", start: interval.start } },
      true,
    ],
    ["events need a field transformation", { ...base, pipeline_type: "events" }, false],
    [
      "events need it not to be null",
      { ...base, pipeline_type: "events", field_transformation_id: null },
      false,
    ],
    ["events with one", { ...base, pipeline_type: "events", field_transformation_id: "f" }, true],
    ["user attributes need none", { ...base, pipeline_type: "user_attributes" }, true],
    ["a plan needs its version", { ...base, plan_id: "plan" }, false],
    ["a version needs its plan", { ...base, plan_version: 3 }, false],
    ["both together", { ...base, plan_id: "plan", plan_version: 3 }, true],
    ["a feed is needed", feedless, false],
    ["by its key, too", { ...feedless, partner_feed_key: "invented" }, true],
  ];

  it.each(cases)("%s", (_rule, body, valid) => {
    // Through JSON, as it would travel: undefined members are left out.
    const wire: unknown = JSON.parse(JSON.stringify(body));
    for (const name of ["PipelineCreate", "PipelineUpdate"]) {
      expect(faults(`#/components/schemas/${name}`, wire).length === 0, name).toBe(valid);
    }
  });

  it("answers tolerate what is not known yet", () => {
    const stored = {
      ...base,
      sync_mode: { type: "full", new: 1 },
      schedule: { type: "once", new: 1 },
      new: 1,
    };
    expect(faults("#/components/schemas/Pipeline", stored)).toEqual([]);
  });
});
