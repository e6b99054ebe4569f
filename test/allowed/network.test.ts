import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { generateFrom, prepare } from "../../scripts/generation.js";
import { download } from "../../scripts/network.js";
import { originOf } from "../../scripts/origin.js";
import { regenerate } from "../../scripts/regeneration.js";
import { unchangedOutput } from "../../scripts/unchanged.js";
import { inTemporaryFolder } from "../cli/command.js";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const answers = new Map<string, Answer>();
const seen: IncomingMessage[] = [];
const server = createServer((request, response) => {
  seen.push(request);
  const answer = answers.get(request.url ?? "");
  if (answer === undefined) response.writeHead(404).end();
  else answer(request, response);
});
let origin = "";

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
beforeEach(() => {
  answers.clear();
  seen.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const texts = (given: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(given))
    answers.set(path, (_, response) => response.end(text));
};
const limits = { time: 10_000, size: 1000 };

/** A document whose one answer is what the reference leads to. */
function withDocument<T>(
  ref: string,
  use: (input: string, folder: string) => Promise<T>,
): Promise<T> {
  return inTemporaryFolder(async (folder) => {
    const schema = { $ref: ref };
    const content = { "application/json": { schema } };
    const get = { operationId: "pets", responses: { "200": { description: "ok", content } } };
    const document = {
      openapi: "3.1.0",
      info: { title: "Pets", version: "1" },
      paths: { "/pets": { get } },
    };
    const path = join(folder, "openapi.json");
    await writeFile(path, JSON.stringify(document));
    return use(relative(".", path).replaceAll("\\", "/"), folder);
  });
}

const errorsOf = ({ diagnostics }: Awaited<ReturnType<typeof generateFrom>>): string[] =>
  diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, message }) => `${code} ${message}`);

describe("an origin on the network", () => {
  it("is read where it is allowed, by one plain request a file", async () => {
    texts({
      "/schemas/pet.yaml":
        "{ type: object, properties: { owner: { $ref: '../owner.json#/Owner' } } }",
    });
    texts({ "/owner.json": '{ "Owner": { "type": "string" } }' });
    await withDocument(`${origin}/schemas/pet.yaml`, async (input) => {
      const job = { input, only: ["zod"] as const, allowNetwork: [origin] };
      const { files, inputs } = await generateFrom(job);
      expect(files).toBeDefined();
      expect(inputs).toEqual([
        "openapi.json",
        `${origin}/schemas/pet.yaml`,
        `${origin}/owner.json`,
      ]);
      expect(seen.map(({ method, url }) => `${method ?? ""} ${url ?? ""}`)).toEqual([
        "GET /schemas/pet.yaml",
        "GET /owner.json",
      ]);
      for (const { headers } of seen) {
        expect(Object.keys(headers)).not.toContain("authorization");
        expect(Object.keys(headers)).not.toContain("cookie");
        expect(Object.keys(headers)).not.toContain("referer");
      }
    });
  });

  it("is not asked where it is not allowed, nor is another that is referred to from there", async () => {
    await withDocument(`${origin}/pet.json`, async (input) => {
      const refused = await generateFrom({ input, only: ["zod"] });
      expect(errorsOf(refused)[0]).toMatch(/^ref\/remote /);
      expect(seen).toEqual([]);
    });
    texts({ "/pet.json": '{ "$ref": "http://localhost:1/owner.json" }' });
    await withDocument(`${origin}/pet.json`, async (input) => {
      const refused = await generateFrom({ input, only: ["zod"], allowNetwork: [origin] });
      expect(errorsOf(refused)[0]).toMatch(/^ref\/remote "http:\/\/localhost:1/);
    });
  });

  it("is sent no credentials that a reference holds", async () => {
    const ref = `${origin.replace("//", "//me:word@")}/pet.json`;
    await withDocument(ref, async (input) => {
      const refused = await generateFrom({ input, only: ["zod"], allowNetwork: [origin] });
      expect(errorsOf(refused)[0]).toMatch(/^ref\/invalid .*credentials/);
      expect(seen).toEqual([]);
    });
  });

  it("is hashed into the manifest, so that what changes there is a change", async () => {
    texts({ "/pet.json": '{ "type": "string" }' });
    await withDocument(`${origin}/pet.json`, async (input, folder) => {
      const job = { input, only: ["zod"] as const, allowNetwork: [origin] };
      const out = join(folder, "out");
      expect((await regenerate(job, out, { format: "json" })).code).toBe(0);
      expect(await unchangedOutput(out, await prepare(job))).toBeDefined();
      // Without the flag, what an output says it was made from is not read either.
      const asked = seen.length;
      expect(await unchangedOutput(out, await prepare({ input, only: ["zod"] }))).toBeUndefined();
      expect(seen).toHaveLength(asked);
      texts({ "/pet.json": '{ "type": "integer" }' });
      expect(await unchangedOutput(out, await prepare(job))).toBeUndefined();
    });
  });
});

describe("a download", () => {
  it("follows no redirect", async () => {
    texts({ "/target": "{}" });
    answers.set("/here", (_, response) => response.writeHead(302, { location: "/target" }).end());
    expect(await download(`${origin}/here`, limits)).toEqual({
      kind: "unreadable",
      reason: "it redirects elsewhere, which is not followed",
    });
    expect(seen.map(({ url }) => url)).toEqual(["/here"]);
  });

  it("ends at its limits, whatever is announced", async () => {
    answers.set("/announced", (_, response) => {
      response.writeHead(200, { "content-length": 5000 });
      response.write("a");
    });
    expect(await download(`${origin}/announced`, limits)).toEqual({
      kind: "too-large",
      size: 5000,
    });
    answers.set("/endless", (_, response) => {
      const write = (): void => {
        while (response.write("a".repeat(600)));
        response.once("drain", write);
      };
      write();
    });
    const found = await download(`${origin}/endless`, limits);
    expect(found.kind).toBe("too-large");
    answers.set("/silent", () => undefined);
    expect(await download(`${origin}/silent`, { ...limits, time: 30 })).toEqual({
      kind: "unreadable",
      reason: "the server took longer than 0.03 seconds",
    });
  });

  it("tells what is missing from what fails", async () => {
    expect(await download(`${origin}/none`, limits)).toEqual({ kind: "missing" });
    answers.set("/broken", (_, response) => response.writeHead(500).end());
    expect(await download(`${origin}/broken`, limits)).toEqual({
      kind: "unreadable",
      reason: "the server answers 500",
    });
    const closed = createServer();
    await once(closed.listen(0, "127.0.0.1"), "listening");
    const { port } = closed.address() as AddressInfo;
    await once(closed.close(), "close");
    expect(await download(`http://127.0.0.1:${String(port)}/x`, limits)).toEqual({
      kind: "unreadable",
      reason: "the server cannot be reached: ECONNREFUSED",
    });
  });
});

it.each([
  ["https://example.com", "https://example.com"],
  ["HTTPS://Example.com:443/", "https://example.com"],
  ["http://localhost:8080", "http://localhost:8080"],
  ["https://example.com/schemas", undefined],
  ["https://me@example.com", undefined],
  ["example.com", undefined],
  ["file:///etc", undefined],
])("the origin of %s is %s", (text, wanted) => {
  expect(originOf(text)).toBe(wanted);
});
