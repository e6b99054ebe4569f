import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Json, JsonObject } from "../../generator/index.js";

/** A resource of a workspace as it is kept: what was sent, and when. */
export interface Kept {
  readonly body: JsonObject;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly changedAt?: number;
}

export interface Run {
  readonly id: number;
  readonly type: "scheduled" | "manual";
  readonly startedAt: number;
  /** The stretch it reads. */
  readonly from: number;
  readonly fails: boolean;
}

export interface Workspace {
  readonly feeds: Record<string, Kept>;
  readonly connections: Record<string, Kept>;
  readonly dataModels: Record<string, Kept>;
  readonly fieldTransformations: Record<string, Kept>;
  readonly pipelines: Record<string, Kept>;
  readonly runs: Record<string, Run[]>;
}

/** All that the sandbox remembers: plain JSON. */
export interface State {
  version: 1;
  nextId: number;
  /** When each token lapses, by the token. */
  readonly tokens: Record<string, number>;
  readonly workspaces: Record<string, Workspace>;
  readonly subscriptions: Record<string, JsonObject[]>;
}

export function emptyState(): State {
  return { version: 1, nextId: 48_213, tokens: bare(), workspaces: bare(), subscriptions: bare() };
}

export function workspaceOf(state: State, id: number): Workspace {
  return (state.workspaces[String(id)] ??= {
    feeds: bare(),
    connections: bare(),
    dataModels: bare(),
    fieldTransformations: bare(),
    pipelines: bare(),
    runs: bare(),
  });
}

/** Ids come from outside: `__proto__` is one like any other. */
function bare<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>;
}

/** The state of a file; the empty one where there is none. @throws Error where the file holds something else */
export function readState(file: string): State {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return emptyState();
    throw error;
  }
  const value = JSON.parse(text, (_, member: Json) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.assign(bare<Json>(), member)
      : member,
  ) as State;
  if ((value.version as number) !== 1) throw new Error(`${file} is no state of a sandbox`);
  return value;
}

/** Written whole or not at all. Tokens are not kept: who starts again asks for new ones. */
export function writeState(file: string, state: State): void {
  writeFileSync(`${file}.new`, JSON.stringify({ ...state, tokens: {} }, null, 1));
  renameSync(`${file}.new`, file);
}
