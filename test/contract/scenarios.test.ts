import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { suiteOf } from "../../generator/index.js";
import { Caller } from "../../scripts/contract/call.js";
import { Redaction } from "../../scripts/contract/exchange.js";
import type { ClientPackage } from "../../scripts/contract/package.js";
import { readContractModel } from "../../scripts/contract/session.js";
import { play } from "../../scripts/contract/stateful/play.js";
import { operationsOf, readScript } from "../../scripts/contract/stateful/scenario.js";

const script = (step: string, before = ""): string =>
  `[{ name: a, steps: [${before}{ call: b, ${step} }] }]`;
const EXPECT = "expect: { status: 200 }";

describe("a file of scenarios", () => {
  it.each([
    ["[", "it is no YAML: Flow sequence"],
    ["[{ name: a, step: [], steps: [{ wait: 1 }] }]", 'a has a member "step", which is none of'],
    ["[{ name: a, steps: [{ wait: soon }] }]", "a, step 1: wait is not a number of seconds"],
    [script(`${EXPECT}, keeps: { id: /id }`), 'a, step 1 has a member "keeps"'],
    [script("expect: { status: 200, bodi: {} }"), 'expect has a member "bodi"'],
    [script("expect: { status: 99 }"), "status is not a number from 100 to 599"],
    [script("expect: { status: 200, body: { id: 1 } }"), "body is not an object whose keys are"],
    [script("expect: { status: 200, headers: { ETag: 1 } }"), "headers is not an object of texts"],
    [script(`${EXPECT}, keep: { id: id }`), "keep is not an object whose values are JSON pointers"],
    [script(`${EXPECT}, times: 0`), "times is not a whole number from 1"],
    [script(`${EXPECT}, with: { path: { id: $id } }`), "a, step 1: no step before keeps $id"],
    [
      script(
        "expect: { status: 200, body: { /id: $id } }",
        `{ call: c, ${EXPECT}, keep: { ids: /id } }, `,
      ),
      "a, step 2: no step before keeps $id",
    ],
    ["[{ prepare: b, with: 5 }]", "what prepares b: with is not an object"],
  ])("is refused, %s", (text, words) => {
    expect(() => readScript(text)).toThrow(words);
  });

  it("takes what earlier steps keep, and texts that only look like it", () => {
    const before = `{ call: c, ${EXPECT}, keep: { id: /data/0/id } }, `;
    const { scenarios } = readScript(
      script(`${EXPECT}, with: { path: { id: $id, price: $5 } }`, before),
    );
    expect(scenarios[0]?.steps).toHaveLength(2);
  });

  it("names the operations that it needs", () => {
    const text = `[{ name: a, steps: [{ wait: 1 }, { call: b, ${EXPECT} }] }, { prepare: c, then: [{ call: d, ${EXPECT} }] }]`;
    expect([...operationsOf(readScript(text))].sort()).toEqual(["b", "c", "d"]);
    const shipped = readFileSync("scripts/sandbox/scenarios/warehouse-sync.yaml", "utf8");
    expect(operationsOf(readScript(shipped)).size).toBeGreaterThan(5);
  });
});

it("shows no secret of an answer that is not as expected", async () => {
  const { model } = await readContractModel({ input: "test/contract/fixtures/doors.yaml" });
  if (model === undefined) throw new Error("the document has no model");
  const answer = {
    data: Promise.resolve({ access_token: "hushhush", open: true }),
    response: new Response(null, { status: 200 }),
    headers: {},
  };
  const pack = {
    client: {
      createTransport: () => ({}),
      openGate: () => ({ withResponse: () => Promise.resolve(answer) }),
    },
  } as unknown as ClientPackage;
  const stage = {
    caller: new Caller(pack, {}, new Redaction(model)),
    suite: suiteOf(model),
    baseUrl: "https://doors.example",
    wait: () => Promise.resolve(),
  };
  const expecting = (body: Record<string, string>) =>
    play({ name: "a", steps: [{ call: "openGate", expect: { status: 200, body } }] }, stage);
  expect((await expecting({ "/open": "ajar" })).fault).toContain('/open is true, not "ajar"');
  const { fault } = await expecting({ "/access_token": "other" });
  expect(fault).toContain('/access_token is "[redacted]"');
});
