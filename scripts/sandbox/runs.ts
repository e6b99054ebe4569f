import type { JsonObject } from "../../generator/index.js";
import { audit, dateOf } from "./resources.js";
import type { Kept, Run, State, Workspace } from "./state.js";

/** Seconds after a run is requested when it is queued, runs and ends. */
const PHASES = { queued: 2, running: 5, ended: 60 } as const;
/** Runs of a schedule that are made up for at most, the newest first to be kept. */
const MOST_DUE = 50;

const PERIODS: Readonly<Record<string, number>> = {
  hourly: 3_600_000,
  daily: 86_400_000,
  weekly: 7 * 86_400_000,
  monthly: 30 * 86_400_000,
};

export type RunStatus = "triggered" | "queued" | "running" | "success" | "failed";

export function statusOf({ startedAt, fails }: Run, now: number): RunStatus {
  const seconds = (now - startedAt) / 1000;
  if (seconds < PHASES.queued) return "triggered";
  if (seconds < PHASES.running) return "queued";
  if (seconds < PHASES.ended) return "running";
  return fails ? "failed" : "success";
}

export function isUnderWay(run: Run, now: number): boolean {
  return !["success", "failed"].includes(statusOf(run, now));
}

/** Requests a run that reads on from the last successful one. */
export function request(
  state: State,
  workspace: Workspace,
  pipeline: string,
  type: Run["type"],
  at: number,
): Run {
  const kept = workspace.pipelines[pipeline];
  const runs = (workspace.runs[pipeline] ??= []);
  const last = runs.filter((run) => statusOf(run, at) === "success").at(-1);
  const run = {
    id: state.nextId++,
    type,
    startedAt: at,
    from: last?.startedAt ?? startOf(kept) ?? at,
    fails: fails(workspace, kept),
  };
  runs.push(run);
  return run;
}

/** Adds the runs that schedules have started by now. */
export function catchUp(state: State, workspace: Workspace, pipeline: string, now: number): void {
  const kept = workspace.pipelines[pipeline];
  if (kept === undefined || kept.body["state"] === "paused") return;
  const runs = (workspace.runs[pipeline] ??= []);
  const schedule = kept.body["schedule"] as JsonObject;
  if (schedule["type"] === "once" && runs.length === 0 && (startOf(kept) ?? 0) <= now)
    request(state, workspace, pipeline, "scheduled", kept.createdAt);
  const period = PERIODS[String(schedule["frequency"])];
  const start = startOf(kept);
  if (schedule["type"] !== "interval" || period === undefined || start === undefined) return;
  const end = typeof schedule["end"] === "string" ? Date.parse(schedule["end"]) : Infinity;
  const since = Math.max(
    kept.createdAt,
    ...runs.filter(({ type }) => type === "scheduled").map(({ startedAt }) => startedAt + 1),
  );
  const first = start + Math.max(0, Math.ceil((since - start) / period)) * period;
  const latest = Math.min(now, end);
  const skipped = Math.max(0, Math.floor((latest - first) / period) + 1 - MOST_DUE);
  for (let at = first + skipped * period; at <= latest; at += period) {
    const underWay = runs.some((run) => isUnderWay(run, at));
    if (!underWay) request(state, workspace, pipeline, "scheduled", at);
  }
}

/** A run as reports tell of it. */
export function reportOf(run: Run, pipeline: string, now: number): JsonObject {
  const status = statusOf(run, now);
  const hasStarted = status !== "triggered" && status !== "queued";
  const hasEnded = status === "success" || status === "failed";
  const seconds = hasStarted
    ? Math.min((now - run.startedAt) / 1000, PHASES.ended) - PHASES.running
    : 0;
  const end = run.startedAt + PHASES.ended * 1000;
  return {
    id: run.id,
    pipeline_id: pipeline,
    type: run.type,
    status,
    errors:
      status === "failed"
        ? [{ message: "The warehouse refused the query: the table does not exist." }]
        : [],
    logical_date: dateOf(run.startedAt),
    started_on: hasStarted ? dateOf(run.startedAt + PHASES.running * 1000) : null,
    ended_on: hasEnded ? dateOf(end) : null,
    range_start: dateOf(run.from),
    range_end: dateOf(run.startedAt),
    successful_records: status === "failed" ? 0 : Math.floor(seconds * 330),
    failed_records: status === "failed" ? 0 : Math.floor(seconds / 20),
    ...audit({ createdAt: run.startedAt, ...(hasEnded ? { changedAt: end } : {}) }),
  };
}

function startOf(kept: Kept | undefined): number | undefined {
  const schedule = kept?.body["schedule"] as JsonObject | undefined;
  return typeof schedule?.["start"] === "string" ? Date.parse(schedule["start"]) : undefined;
}

/** Runs fail that read a table called `missing…`: the way to see failures on purpose. */
function fails({ dataModels }: Workspace, kept: Kept | undefined): boolean {
  const model = dataModels[String(kept?.body["data_model_id"])];
  return /\bmissing\w*/i.test(String(model?.body["sql_query"] ?? ""));
}
