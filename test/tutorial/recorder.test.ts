import { beforeAll, describe, expect, it } from "vitest";
import type { Catalogue } from "../../scripts/tutorial/catalogue.js";
import type { Intent } from "../../scripts/tutorial/expectations.js";
import { Recorder } from "../../scripts/tutorial/recorder.js";
import { rehearsing } from "../../scripts/tutorial/rehearsal.js";
import { Steps } from "../../scripts/tutorial/steps.js";
import { ownCatalogue, target } from "./catalogue.js";

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await ownCatalogue();
});

const workspace = `${target.baseUrl}/platform/v2/workspaces/90417`;
const credential = {
  client_id: "an-id",
  client_secret: "a-secret",
  audience: "https://api.mparticle.com",
  grant_type: "client_credentials",
};

/** A walk of two steps by hand: a feed, then a pipeline that names it. The network is the document's examples. */
async function walkByHand(change: {
  readonly feedId?: number;
  readonly token?: string;
  readonly credential?: object;
  readonly headers?: Record<string, string>;
  readonly path?: string;
  readonly extra?: object;
}): Promise<{ steps: Steps; learned: string[] }> {
  const recorder = new Recorder(catalogue, target, rehearsing(catalogue, target, "snowflake"));
  const learned: string[] = [];
  const steps = new Steps({
    recorder,
    clientId: "an-id",
    clientSecret: "a-secret",
    mock: false,
    onStep: () => undefined,
    onExchange: (_exchange, text) => void learned.push(text),
  });
  const post = async (
    url: string,
    body: object,
    headers: Record<string, string>,
  ): Promise<unknown> => {
    const init = {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    };
    return (await recorder.fetch(url, init)).json();
  };
  const authorization = { authorization: `Bearer ${change.token ?? "invented.access.token"}` };

  const feed = { module_name: "Snowflake", name: "A feed" };
  const { data } = await steps.step(
    "feed",
    {
      operation: "createFeed",
      path: { workspaceId: 90417 },
      query: { accountId: 7742 },
      body: feed,
    },
    async () => {
      await post(target.tokenUrl, { ...credential, ...change.credential }, {});
      const url = `${target.baseUrl}/v1/workspace/90417/partnerfeeds?accountId=7742`;
      return (await post(url, feed, authorization)) as { data: { id: number }[] };
    },
    () => "a feed",
  );
  const pipeline: Intent = {
    operation: "createPipeline",
    path: { workspaceId: 90417 },
    body: { id: "a-pipeline" },
    carries: [{ from: "createFeed", at: ["data", 0, "id"], to: { body: "partner_feed_id" } }],
  };
  await steps.step(
    "pipeline",
    pipeline,
    () =>
      post(
        change.path ?? `${workspace}/inbound-data-pipelines`,
        { id: "a-pipeline", partner_feed_id: change.feedId ?? data[0]?.id, ...change.extra },
        { ...authorization, ...change.headers },
      ),
    () => "a pipeline",
  );
  return { steps, learned };
}

describe("the recorder", () => {
  it("is content with what was intended, and counts what was carried", async () => {
    const { steps, learned } = await walkByHand({});
    expect(learned).toEqual(["a token for 8 hours", "a feed", "a pipeline"]);
    expect(steps.carried).toBe(1);
  });

  it.each([
    [
      "an id of one's own",
      { feedId: 1 },
      "body member partner_feed_id is not what the answer to createFeed gave",
    ],
    ["another token", { token: "other" }, "the Authorization header does not carry the token"],
    [
      "another audience",
      { credential: { audience: "x" } },
      "body member audience is not what was intended",
    ],
    [
      "another secret",
      { credential: { client_secret: "x" } },
      "body member client_secret is not the secret",
    ],
    [
      "Prefer on a server",
      { headers: { Prefer: "code=200" } },
      "the Prefer header is for the mock only",
    ],
    ["a member more", { extra: { state: "active" } }, "body member state is not what was intended"],
    [
      "another type of body",
      { headers: { "content-type": "text/plain" } },
      "is not application/json",
    ],
    [
      "another workspace",
      { path: `${target.baseUrl}/platform/v2/workspaces/1/inbound-data-pipelines` },
      "path parameter workspaceId is not what was intended",
    ],
    [
      "another operation",
      { path: `${workspace}/data-models` },
      "the request went to createDataModel",
    ],
    ["no operation", { path: `${workspace}/pipelines` }, "is no operation of the document"],
  ])("refuses %s", async (_what, change, message) => {
    await expect(walkByHand(change)).rejects.toThrow(message);
  });

  it("refuses a step that sent nothing", async () => {
    const recorder = new Recorder(catalogue, target, rehearsing(catalogue, target, "redshift"));
    const steps = new Steps({
      recorder,
      clientId: "",
      clientSecret: "",
      mock: true,
      onStep: () => undefined,
      onExchange: () => undefined,
    });
    const intent = { operation: "listFeeds", path: {} };
    const step = steps.step("feeds", intent, () => Promise.resolve(1), String);
    await expect(step).rejects.toThrow("listFeeds: nothing was sent");
  });
});
