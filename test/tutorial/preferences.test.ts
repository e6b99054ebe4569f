import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Catalogue } from "../../scripts/tutorial/catalogue.js";
import { preferring } from "../../scripts/tutorial/preferences.js";
import { ownCatalogue } from "./catalogue.js";

const seen: (string | undefined)[] = [];
const server = createServer((request, response) => {
  seen.push(request.headers["prefer"] as string | undefined);
  response.end("{}");
});
let url: string;
let catalogue: Catalogue;

beforeAll(async () => {
  catalogue = await ownCatalogue();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function preferences(
  mock: string | undefined,
  paths: readonly string[],
): Promise<(string | undefined)[]> {
  const target = { baseUrl: url, tokenUrl: `${url}/oauth/token` };
  const fetch = preferring(globalThis.fetch, catalogue, target, "redshift", mock);
  seen.length = 0;
  for (const path of paths) await (await fetch(`${url}${path}`)).text();
  return [...seen];
}

describe("Prefer", () => {
  const pipeline = "/platform/v2/workspaces/1/inbound-data-pipelines/p";

  it("asks the mock for one warehouse's answers, and once for the first minute", async () => {
    const paths = [
      pipeline,
      `${pipeline}/report`,
      `${pipeline}/report`,
      "/platform/v2/workspaces/1/plans",
    ];
    expect(await preferences(url, paths)).toEqual([
      "code=200, example=redshift",
      "code=404",
      "code=200, example=redshift",
      "code=200",
    ]);
  });

  it.each([
    ["there is no mock", undefined],
    ["the mock is elsewhere", "http://127.0.0.1:9"],
  ])("never goes to a server when %s", async (_when, mock) => {
    expect(await preferences(mock, [pipeline, `${pipeline}/report`])).toEqual([
      undefined,
      undefined,
    ]);
  });
});
