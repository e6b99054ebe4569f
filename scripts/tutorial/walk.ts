import { TutorialFault } from "./fault.js";
import type {
  Client,
  ConnectionCreate,
  DataModelCreate,
  FeedInput,
  FieldTransformationCreate,
  PipelineCreate,
} from "./generated.js";
import type { Material } from "./material.js";
import { Steps, type StepsOptions } from "./steps.js";

export interface WalkOptions extends Omit<StepsOptions, "clientId" | "clientSecret"> {
  readonly client: Client;
  readonly material: Material;
  readonly accountId: number;
  readonly workspaceId: number;
}

/** The bodies as the generated types see them; the client's validators judge before anything is sent. */
interface Bodies {
  readonly feed: FeedInput;
  readonly connection: ConnectionCreate;
  readonly dataModel: DataModelCreate;
  readonly fieldTransformation?: FieldTransformationCreate;
  readonly pipeline: PipelineCreate;
}

/**
 * Walks the tutorial for one warehouse with the generated client: token, feed, connection, data
 * model, field transformation where rows become events, pipeline, report, trigger, run list.
 * Returns how many values were carried from one answer to a later request.
 * @throws TutorialFault when a request was not as intended; the client's errors otherwise
 */
export async function walk(options: WalkOptions): Promise<number> {
  const { client, material, accountId, workspaceId } = options;
  const { feed, connection, dataModel, fieldTransformation, pipeline } =
    material as unknown as Bodies;
  const query = { accountId };
  const { clientId, clientSecret } = material;
  const steps = new Steps({ ...options, clientId, clientSecret });

  const fed = await steps.step(
    "feed",
    { operation: "createFeed", path: { workspaceId }, query, body: material.feed },
    () => client.feeds.create({ path: { workspaceId }, query, body: feed }),
    ({ data }) => `feed ${String(data[0]?.id)} takes what ${feed.module_name} sends`,
  );
  const feedId = fed.data[0]?.id;
  if (feedId === undefined)
    throw new TutorialFault("tutorial/answer-incomplete", "createFeed: no id");

  const connected = await steps.step(
    "connection",
    { operation: "createConnection", path: { workspaceId }, body: material.connection },
    () => client.connections.create({ path: { workspaceId }, body: connection }),
    ({ id, status }) => `connection ${id} is ${status ?? "there"}, its secret not repeated`,
  );
  const modelled = await steps.step(
    "data model",
    { operation: "createDataModel", path: { workspaceId }, body: material.dataModel },
    () => client.dataModels.create({ path: { workspaceId }, body: dataModel }),
    ({ id }) => `data model ${id} holds the query`,
  );
  const transformed =
    fieldTransformation === undefined || material.fieldTransformation === undefined
      ? undefined
      : await steps.step(
          "field transformation",
          {
            operation: "createFieldTransformation",
            path: { workspaceId },
            body: material.fieldTransformation,
          },
          () =>
            client.fieldTransformations.create({
              path: { workspaceId },
              body: fieldTransformation,
            }),
          ({ id, mappings }) => `field transformation ${id} maps ${String(mappings.length)} fields`,
        );

  const piped = await steps.step(
    "pipeline",
    {
      operation: "createPipeline",
      path: { workspaceId },
      body: material.pipeline,
      carries: [
        { from: "createFeed", at: ["data", 0, "id"], to: { body: "partner_feed_id" } },
        { from: "createConnection", at: ["id"], to: { body: "connection_id" } },
        { from: "createDataModel", at: ["id"], to: { body: "data_model_id" } },
        ...(transformed === undefined
          ? []
          : [
              {
                from: "createFieldTransformation",
                at: ["id"],
                to: { body: "field_transformation_id" },
              },
            ]),
      ],
    },
    () =>
      client.pipelines.create({
        path: { workspaceId },
        body: {
          ...pipeline,
          partner_feed_id: feedId,
          connection_id: connected.id,
          data_model_id: modelled.id,
          ...(transformed === undefined ? {} : { field_transformation_id: transformed.id }),
        },
      }),
    ({ id, sync_mode, schedule }) => `pipeline ${id} syncs ${sync_mode.type}, ${schedule.type}`,
  );

  const path = { workspaceId, pipelineId: piped.id };
  const addressed = {
    path: { workspaceId },
    carries: [{ from: "createPipeline", at: ["id"], to: { path: "pipelineId" } }],
  } as const;
  await steps.step(
    "report",
    { operation: "getPipelineReport", ...addressed },
    async () => {
      // The mock's first minute need not last one.
      const pace = options.mock ? { delay: 20 } : {};
      const { outcome, data } = await client.reports.waitForPipelineReport(
        { path },
        { ...pace, onRetry: (times) => options.onStep(`report, asked again (${String(times)})`) },
      );
      if (outcome === "failure") {
        const reasons = (data.errors ?? []).map(({ message }) => message).join(" ");
        throw new TutorialFault("tutorial/pipeline-faulted", `the report says: ${reasons}`);
      }
      return data;
    },
    ({ status, connection_status }) =>
      `the pipeline is ${status ?? "there"}, its connection ${connection_status ?? "there"}`,
    options.mock ? [404, 200] : undefined,
  );
  const triggered = await steps.step(
    "trigger",
    { operation: "triggerPipeline", ...addressed },
    () => client.pipelines.trigger({ path }),
    ({ pipeline_run_id }) => `run ${String(pipeline_run_id)} is requested`,
  );
  await steps.step(
    "run list",
    { operation: "listPipelineRunReports", ...addressed, query: { currentPage: 1 } },
    async () => {
      for await (const run of client.reports.iteratePipelineRunReports({ path })) {
        if (run.id === triggered.pipeline_run_id) return run;
      }
      if (!options.mock) return undefined;
      throw new TutorialFault(
        "tutorial/run-missing",
        `run ${String(triggered.pipeline_run_id)} was requested but is not listed`,
      );
    },
    (run) =>
      run === undefined
        ? `run ${String(triggered.pipeline_run_id)} is not listed yet`
        : `run ${String(run.id)} is ${run.status ?? "listed"}`,
  );
  return steps.carried;
}
