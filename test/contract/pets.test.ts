import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { suiteOf, type ApiModel, type Json, type Suite } from "../../generator/index.js";
import { observe } from "../../scripts/contract/live/observe.js";
import { selfCheck } from "../../scripts/contract/mock/self-check.js";
import type { ClientPackage } from "../../scripts/contract/package.js";
import { failuresOf, matrixOfRun } from "../../scripts/contract/record.js";
import {
  packageOf,
  readContractModel,
  runSession,
  startMock,
} from "../../scripts/contract/session.js";

const INPUT = "test/contract/fixtures/pets.yaml";
let model: ApiModel;
let suite: Suite;
let pack: ClientPackage;

beforeAll(async () => {
  const read = await readContractModel(INPUT);
  if (read.model === undefined) throw new Error(`${INPUT} has no model`);
  model = read.model;
  suite = suiteOf(model);
  pack = await packageOf({ input: INPUT });
});

describe("a document that contradicts itself, and a mock that reads it badly", () => {
  it("is covered when it is reworded for the mock, but for the example that is wrong", async () => {
    const record = await runSession(model, { input: INPUT }, pack, suite);
    expect(failuresOf(record).map(({ id, words }) => `${id}: ${words ?? ""}`)).toEqual([]);
    const { percent, units } = matrixOfRun(record);
    expect(percent).toBe(100);
    expect(units.map(({ outcome }) => outcome.state)).not.toContain("open");
  });

  it("shows the mock's faults as it is written", async () => {
    const record = await runSession(model, { input: INPUT, raw: true }, pack, suite);
    const blamed = failuresOf(record).filter(({ blame }) => blame === "mock");
    expect(blamed.some(({ id }) => id.includes("/violation/"))).toBe(true);
    expect(failuresOf(record).filter(({ blame }) => blame !== "mock")).toEqual([]);
    expect(matrixOfRun(record).percent, "the client and Ajv still prove it").toBeGreaterThan(90);
  });

  it("is told by the mock's own check before it says ready", async () => {
    const started = await startMock(model, suite, false);
    try {
      const { answering, operations, faults } = await selfCheck(model, suite, INPUT, started);
      expect([answering, operations]).toEqual([2, 2]);
      expect(faults).toEqual([]);
    } finally {
      await started.mock.stop();
    }
  });
});

describe("a real API", () => {
  let server: Server;
  let url: string;
  const seen: string[] = [];
  let answer: { status: number; body: Json } = { status: 200, body: {} };

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(`${request.method ?? ""} ${request.url ?? ""}`);
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(JSON.stringify(answer.body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const look = (): ReturnType<typeof observe> =>
    observe(model, suite, pack, {
      server: url,
      methods: new Set(["get"]),
      auth: { token: { token: "live-secret" } },
    });

  it("that keeps to the document shows no drift, and is sent nothing but GET", async () => {
    answer = { status: 200, body: { kind: "cat", name: "Mia", lives: 9 } };
    const found = await look();
    expect(found.flatMap(({ drifts }) => drifts)).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
    expect(seen.every((line) => line.startsWith("GET /pets/"))).toBe(true);
    expect(JSON.stringify(found)).not.toContain("live-secret");
  });

  it("that answers with another status, field or type is told, with a patch that shows no value", async () => {
    answer = { status: 410, body: { gone: "since-yesterday" } };
    const [gone] = (await look()).flatMap(({ drifts }) => drifts);
    expect(gone).toMatchObject({ kind: "status", operation: "readPet" });
    expect(gone?.patch).toEqual([
      {
        op: "add",
        path: "/paths/~1pets~1{id}/get/responses/410",
        value: {
          description: "Seen on the real API.",
          content: {
            "application/json": {
              schema: { type: "object", properties: { gone: { type: "string" } } },
            },
          },
        },
      },
    ]);
    answer = { status: 404, body: { message: 7, code: "none" } };
    const drifts = (await look()).flatMap((one) => one.drifts);
    expect(drifts.map(({ kind, words }) => [kind, words])).toEqual([
      ["type", "/message is integer, not string"],
      ["field", "/code is not described"],
    ]);
    expect(JSON.stringify([gone?.patch, drifts.map(({ patch }) => patch)])).not.toMatch(
      /yesterday|none/,
    );
  });
});
