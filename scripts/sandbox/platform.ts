import { randomUUID } from "node:crypto";
import type { Json, JsonObject } from "../../generator/index.js";
import { Refusal, type SandboxAnswer, type SandboxRequest } from "./answer.js";
import { dateOf } from "./resources.js";
import { workspaceOf, type State } from "./state.js";

/** Tokens, feeds and subscriptions: the Platform API's part, in its envelopes. */
export class Platform {
  /** @param lasts seconds until a token lapses */
  constructor(
    readonly state: State,
    readonly now: () => number,
    readonly lasts: number,
  ) {}

  token({ body }: SandboxRequest): SandboxAnswer {
    const { client_secret: secret } = body as { client_secret?: string };
    // The way to see a refusal on purpose.
    if (secret === "wrong") throw new Refusal(401, "Unauthorized");
    const token = `sandbox.${randomUUID()}`;
    this.state.tokens[token] = this.now() + this.lasts * 1000;
    return {
      status: 200,
      body: { access_token: token, expires_in: this.lasts, token_type: "Bearer" },
    };
  }

  /** @throws Refusal for a token that is missing, unknown or has lapsed */
  authorize(header: string | undefined): void {
    const token = /^Bearer (.+)$/.exec(header ?? "")?.[1];
    const lapses = token === undefined ? undefined : this.state.tokens[token];
    if (lapses === undefined) throw new Refusal(401, "The access token is missing or invalid.");
    if (lapses <= this.now()) throw new Refusal(401, "The access token has expired.");
  }

  listFeeds({ path }: SandboxRequest): SandboxAnswer {
    const { feeds } = workspaceOf(this.state, Number(path["workspaceId"]));
    const data = Object.entries(feeds).map(([id, { body, createdAt }]) => ({
      id: Number(id),
      name: body["name"] ?? "",
      data_type: "partner_feed",
      created_on: dateOf(createdAt).replace("Z", ""),
    }));
    return { status: 200, body: { data, dataType: "partner_feed", errors: null } };
  }

  createFeed({ path, body }: SandboxRequest): SandboxAnswer {
    const { feeds } = workspaceOf(this.state, Number(path["workspaceId"]));
    const sent = body as JsonObject;
    if (Object.values(feeds).some((one) => one.body["name"] === sent["name"]))
      throw new Refusal(400, "A feed of that name exists.");
    const id = this.state.nextId++;
    feeds[String(id)] = { body: sent, createdAt: this.now() };
    return { status: 201, body: this.#receipt(id, "Partner Feed") };
  }

  readFeed({ path }: SandboxRequest): SandboxAnswer {
    const id = String(path["feedId"]);
    const kept = Object.values(this.state.workspaces)
      .map(({ feeds }) => feeds[id])
      .find((one) => one !== undefined);
    if (kept === undefined) throw new Refusal(404, `No feed ${id} exists.`);
    return {
      status: 200,
      body: {
        data: [{ ...kept.body, id: Number(id), data_type: "Partner Feed" }],
        data_type: "Partner Feed",
        errors: null,
      },
    };
  }

  updateFeed({ path, body }: SandboxRequest): SandboxAnswer {
    const { feeds } = workspaceOf(this.state, Number(path["workspaceId"]));
    const id = String(path["feedId"]);
    const kept = feeds[id];
    if (kept === undefined) throw new Refusal(404, `No feed ${id} exists.`);
    feeds[id] = { ...kept, body: body as JsonObject, changedAt: this.now() };
    return { status: 202, body: this.#receipt(Number(id), "Partner Feed") };
  }

  #receipt(id: number, type: string): Json {
    const created = dateOf(this.now()).replace("Z", "");
    return { data: [{ id, data_type: type, created_on: created }], data_type: type, errors: null };
  }
}
