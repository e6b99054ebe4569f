import type { JsonObject } from "../../generator/index.js";
import { Refusal, type SandboxAnswer, type SandboxRequest } from "./answer.js";
import { workspaceOf, type Kept, type State, type Workspace } from "./state.js";

type Kind = "connections" | "dataModels" | "fieldTransformations";

/** What a kind of resource has of its own. */
interface Rules {
  /** Name of the path parameter that holds the id. */
  readonly key: string;
  /** Member of a pipeline that names one. */
  readonly usedAs: string;
  /** Refuses what the schema lets through. */
  readonly check?: (body: JsonObject) => void;
  /** Members the server adds. */
  readonly adds?: (body: JsonObject) => JsonObject;
}

const RULES: Readonly<Record<Kind, Rules>> = {
  connections: {
    key: "connectionId",
    usedAs: "connection_id",
    check: (body) => {
      // The way to a warehouse that cannot be reached: a host or account that says so.
      if (/unreachable/i.test(JSON.stringify(body["config"] ?? {})))
        throw new Refusal(505, "The warehouse could not be reached with these settings.");
    },
    adds: () => ({ state: "active", status: "healthy" }),
  },
  dataModels: {
    key: "dataModelId",
    usedAs: "data_model_id",
    check: ({ sql_query: query }) => {
      if (typeof query === "string" && query.includes(";"))
        throw new Refusal(
          400,
          `The query contains a character that is not allowed at position ${String(query.indexOf(";") + 1)}.`,
        );
    },
    adds: () => ({ status: "valid" }),
  },
  fieldTransformations: { key: "fieldTransformationId", usedAs: "field_transformation_id" },
};

/** Resources under ids that callers choose: listed, made, read, replaced and deleted. */
export class Resources {
  readonly #rules: Rules;

  constructor(
    readonly kind: Kind,
    readonly state: State,
    readonly now: () => number,
  ) {
    this.#rules = RULES[kind];
  }

  list({ path }: SandboxRequest): SandboxAnswer {
    return {
      status: 200,
      body: Object.entries(this.#own(path)).map(([id, kept]) => this.#shown(id, kept)),
    };
  }

  create({ path, body }: SandboxRequest): SandboxAnswer {
    const sent = body as JsonObject;
    const id = String(sent["id"]);
    const own = this.#own(path);
    if (own[id] !== undefined)
      throw new Refusal(
        400,
        `The id ${id} is already in use in workspace ${String(path["workspaceId"])}.`,
      );
    this.#rules.check?.(sent);
    const kept = { body: sent, createdAt: this.now() };
    own[id] = kept;
    return { status: 200, body: this.#shown(id, kept) };
  }

  read({ path }: SandboxRequest): SandboxAnswer {
    const id = this.#id(path);
    return { status: 200, body: this.#shown(id, this.#found(path, id)) };
  }

  update({ path, body }: SandboxRequest): SandboxAnswer {
    const id = this.#id(path);
    const before = this.#found(path, id);
    const sent = body as JsonObject;
    if (sent["id"] !== undefined && sent["id"] !== id)
      throw new Refusal(400, "The id in the body is not that of the path.");
    this.#rules.check?.(sent);
    const kept = { ...before, body: { ...sent, id }, changedAt: this.now() };
    this.#own(path)[id] = kept;
    return { status: 200, body: this.#shown(id, kept) };
  }

  delete({ path }: SandboxRequest): SandboxAnswer {
    const id = this.#id(path);
    this.#found(path, id);
    const user = Object.entries(this.#workspace(path).pipelines).find(
      ([, { body }]) => body[this.#rules.usedAs] === id,
    );
    if (user !== undefined) throw new Refusal(400, `Pipeline ${user[0]} still uses this resource.`);
    Reflect.deleteProperty(this.#own(path), id);
    return { status: 204 };
  }

  #shown(id: string, kept: Kept): JsonObject {
    return { ...this.#rules.adds?.(kept.body), ...kept.body, id, ...audit(kept) };
  }

  #workspace(path: SandboxRequest["path"]): Workspace {
    return workspaceOf(this.state, Number(path["workspaceId"]));
  }

  #own(path: SandboxRequest["path"]): Record<string, Kept> {
    return this.#workspace(path)[this.kind];
  }

  #id(path: SandboxRequest["path"]): string {
    return String(path[this.#rules.key]);
  }

  #found(path: SandboxRequest["path"], id: string): Kept {
    const kept = this.#own(path)[id];
    if (kept === undefined)
      throw new Refusal(
        404,
        `Nothing with the id ${id} exists in workspace ${String(path["workspaceId"])}.`,
      );
    return kept;
  }
}

/** Who made and changed a resource, and when. */
export function audit({ createdAt, changedAt }: Pick<Kept, "createdAt" | "changedAt">): JsonObject {
  const changed = changedAt === undefined ? null : dateOf(changedAt);
  return {
    created_on: dateOf(createdAt),
    created_by: "dana@harborlight.example",
    last_modified_on: changed,
    last_modified_by: changed === null ? null : "dana@harborlight.example",
  };
}

export function dateOf(time: number): string {
  return new Date(time).toISOString();
}
