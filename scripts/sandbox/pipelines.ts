import type { JsonObject } from "../../generator/index.js";
import { Refusal, type SandboxAnswer, type SandboxRequest } from "./answer.js";
import { audit } from "./resources.js";
import { catchUp, isUnderWay, reportOf, request, statusOf } from "./runs.js";
import { workspaceOf, type Kept, type Run, type State, type Workspace } from "./state.js";

/** Pipelines that may be active in a workspace. */
const MOST_ACTIVE = 5;

/** Pipelines and what reports say of them. */
export class Pipelines {
  /** @param appears milliseconds until a pipeline that was created is there for its reports */
  constructor(
    readonly state: State,
    readonly now: () => number,
    readonly appears: number,
  ) {}

  list({ path }: SandboxRequest): SandboxAnswer {
    const { pipelines } = this.#workspace(path);
    return {
      status: 200,
      body: Object.entries(pipelines).map(([id, kept]) => this.#shown(path, id, kept)),
    };
  }

  create({ path, body }: SandboxRequest): SandboxAnswer {
    const workspace = this.#workspace(path);
    const sent = body as JsonObject;
    const id = String(sent["id"]);
    if (workspace.pipelines[id] !== undefined)
      throw new Refusal(
        400,
        `The id ${id} is already in use in workspace ${String(path["workspaceId"])}.`,
      );
    this.#check(workspace, sent, id);
    const kept = { body: sent, createdAt: this.now() };
    workspace.pipelines[id] = kept;
    return { status: 200, body: this.#shown(path, id, kept) };
  }

  read({ path }: SandboxRequest): SandboxAnswer {
    const { id, kept } = this.#found(path);
    return { status: 200, body: this.#shown(path, id, kept) };
  }

  update({ path, body }: SandboxRequest): SandboxAnswer {
    const { id, kept } = this.#found(path);
    const workspace = this.#workspace(path);
    const sent = body as JsonObject;
    if (sent["id"] !== undefined && sent["id"] !== id)
      throw new Refusal(400, "The id in the body is not that of the path.");
    this.#check(workspace, sent, id);
    const changed = { ...kept, body: { ...sent, id }, changedAt: this.now() };
    workspace.pipelines[id] = changed;
    return { status: 200, body: this.#shown(path, id, changed) };
  }

  delete({ path }: SandboxRequest): SandboxAnswer {
    const { id } = this.#found(path);
    const workspace = this.#workspace(path);
    if (this.#underWay(path, id) !== undefined) throw inProgress(id);
    Reflect.deleteProperty(workspace.pipelines, id);
    Reflect.deleteProperty(workspace.runs, id);
    return { status: 204 };
  }

  trigger({ path }: SandboxRequest): SandboxAnswer {
    const { id } = this.#found(path);
    if (this.#underWay(path, id) !== undefined) throw inProgress(id);
    const run = request(this.state, this.#workspace(path), id, "manual", this.now());
    return { status: 200, body: { pipeline_run_id: run.id, status: "trigger_requested" } };
  }

  report({ path }: SandboxRequest): SandboxAnswer {
    const { id, kept } = this.#ready(path);
    const runs = this.#runs(path, id);
    const latest = runs.at(-1);
    const isFaulted = latest !== undefined && statusOf(latest, this.now()) === "failed";
    const isRunning = latest !== undefined && isUnderWay(latest, this.now());
    return {
      status: 200,
      body: {
        pipeline_id: id,
        state: kept.body["state"] ?? "active",
        status: isFaulted ? "faulted" : isRunning ? "running" : "idle",
        errors: isFaulted ? [{ message: "The latest run failed." }] : [],
        connection_status: "healthy",
        data_model_status: isFaulted ? "faulted" : "valid",
        latest_pipeline_run: latest === undefined ? null : reportOf(latest, id, this.now()),
      },
    };
  }

  listRuns({ path, query }: SandboxRequest): SandboxAnswer {
    const { id } = this.#ready(path);
    const page = Number(query["currentPage"] ?? 1);
    const size = Number(query["pageSize"] ?? 100);
    const [from, to] = [query["startDate"], query["endDate"]].map((text) =>
      typeof text === "string" ? Date.parse(text) : undefined,
    );
    const runs = this.#runs(path, id)
      .filter(({ startedAt }) => startedAt >= (from ?? -Infinity) && startedAt <= (to ?? Infinity))
      .reverse();
    return {
      status: 200,
      body: {
        current_page: page,
        page_size: size,
        total_pages: Math.ceil(runs.length / size),
        total_items: runs.length,
        items: runs
          .slice((page - 1) * size, page * size)
          .map((run) => reportOf(run, id, this.now())),
      },
    };
  }

  readRun({ path }: SandboxRequest): SandboxAnswer {
    const { id } = this.#ready(path);
    const run = this.#runs(path, id).find((one) => one.id === Number(path["runId"]));
    if (run === undefined)
      throw new Refusal(404, `Pipeline ${id} has no run ${String(path["runId"])}.`);
    return { status: 200, body: reportOf(run, id, this.now()) };
  }

  /** Rules that no schema expresses. */
  #check(workspace: Workspace, sent: JsonObject, id: string): void {
    for (const [member, kind] of [
      ["connection_id", "connections"],
      ["data_model_id", "dataModels"],
      ["field_transformation_id", "fieldTransformations"],
    ] as const) {
      const named = sent[member];
      if (typeof named === "string" && workspace[kind][named] === undefined)
        throw new Refusal(400, `${member}: nothing with the id ${named} exists in this workspace.`);
    }
    const feed = workspace.feeds[String(sent["partner_feed_id"])];
    if (sent["partner_feed_id"] !== undefined && feed === undefined)
      throw new Refusal(400, "partner_feed_id: no such feed exists in this workspace.");
    const provider = workspace.connections[String(sent["connection_id"])]?.body["service_provider"];
    if (feed !== undefined && feed.body["module_name"] !== provider)
      throw new Refusal(400, "The feed and the connection are not of the same warehouse.");
    const others = Object.entries(workspace.pipelines).filter(
      ([other, { body }]) => other !== id && body["state"] !== "paused",
    );
    if (sent["state"] !== "paused" && others.length >= MOST_ACTIVE)
      throw new Refusal(
        400,
        `At most ${String(MOST_ACTIVE)} pipelines may be active in a workspace.`,
      );
    const { start, end } = sent["schedule"] as { start?: string; end?: string };
    if (start !== undefined && end !== undefined && Date.parse(end) <= Date.parse(start))
      throw new Refusal(400, "schedule: the end lies before the start.");
  }

  #shown(path: SandboxRequest["path"], id: string, kept: Kept): JsonObject {
    const { partner_feed_key: _, ...body } = kept.body as { partner_feed_key?: string };
    return {
      state: "active",
      pipeline_type: "user_attributes",
      ...body,
      id,
      status: this.#underWay(path, id) === undefined ? "idle" : "running",
      ...audit(kept),
    } as JsonObject;
  }

  #workspace(path: SandboxRequest["path"]): Workspace {
    return workspaceOf(this.state, Number(path["workspaceId"]));
  }

  #found(path: SandboxRequest["path"]): { readonly id: string; readonly kept: Kept } {
    const id = String(path["pipelineId"]);
    const kept = this.#workspace(path).pipelines[id];
    if (kept === undefined) throw new Refusal(404, `Pipeline ${id} was not found.`);
    return { id, kept };
  }

  /** As found, once it has appeared. */
  #ready(path: SandboxRequest["path"]): { readonly id: string; readonly kept: Kept } {
    const found = this.#found(path);
    if (this.now() - found.kept.createdAt < this.appears)
      throw new Refusal(404, `Pipeline ${found.id} was not found.`);
    return found;
  }

  #runs(path: SandboxRequest["path"], id: string): Run[] {
    catchUp(this.state, this.#workspace(path), id, this.now());
    return this.#workspace(path).runs[id] ?? [];
  }

  #underWay(path: SandboxRequest["path"], id: string): Run | undefined {
    return this.#runs(path, id).find((run) => isUnderWay(run, this.now()));
  }
}

function inProgress(id: string): Refusal {
  return new Refusal(400, `Pipeline ${id} already has a run in progress.`);
}
