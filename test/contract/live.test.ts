import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import type { Json } from "../../generator/index.js";
import { main } from "../../scripts/contract.js";
import { patchOf, type PatchOperation } from "../../scripts/contract/live/amendment.js";
import { withoutSecrets } from "../../scripts/contract/live/secrets.js";
import type { RunRecord } from "../../scripts/contract/record.js";

const PARCELS = "test/contract/fixtures/parcels.yaml";
const SOUND = { id: 7, state: "sent", content: { kind: "letter", pages: 2 } };

let server: Server;
let url: string;
let place: string;
const seen: string[] = [];
let answer: { status: number; body: Json; headers?: Record<string, string> };

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), "contract-live-"));
  server = createServer((request, response) => {
    seen.push(`${request.method ?? ""} ${request.url ?? ""}`);
    response.writeHead(answer.status, {
      "content-type": "application/json",
      "x-depot": "north",
      ...answer.headers,
    });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(place, { recursive: true, force: true });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** The command against the server, with a key; what it printed and wrote. */
async function look(input: string, ...more: readonly string[]) {
  vi.stubEnv("CONTRACT_API_KEY", "live/secret+1");
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  const files = { json: "run.json", junit: "run.xml", html: "run.html", patch: "patch.json" };
  const written = Object.fromEntries(
    Object.entries(files).map(([name, file]) => [name, join(place, file)]),
  );
  const flags = Object.entries(written).flatMap(([name, file]) => [`--${name}`, file]);
  const code = await main(["--input", input, "--server", url, ...flags, ...more]);
  const texts = Object.fromEntries(
    Object.entries(written).map(([name, file]) => [name, readFileSync(file, "utf8")]),
  );
  const record = JSON.parse(texts["json"] ?? "") as RunRecord;
  const patch = JSON.parse(texts["patch"] ?? "") as PatchOperation[];
  const drifts = record.results.flatMap((one) => one.drifts ?? []);
  return { code, printed: lines.join("\n"), texts, record, patch, drifts };
}

const wordsOf = (drifts: readonly { readonly words: string }[]): string[] => [
  ...new Set(drifts.map(({ words }) => words)),
];

describe("a real API", () => {
  it("that keeps to the document shows no drift, and is sent nothing but GET", async () => {
    answer = { status: 200, body: SOUND };
    const { code, drifts, record, printed } = await look(PARCELS);
    expect(drifts).toEqual([]);
    expect(code).toBe(0);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((line) => line.startsWith("GET /parcels/"))).toBe(true);
    expect(seen.every((line) => line.includes("depot_key=live%2Fsecret%2B1"))).toBe(true);
    expect(record.operations.map(({ name }) => name)).toEqual(["readParcel"]);
    expect(printed).toContain("readParcel     1/2");
    expect(printed).toContain("no answer of the API had it");
  });

  it("that differs is told member by member, in every report, without a secret", async () => {
    answer = {
      status: 200,
      body: {
        id: "7",
        state: "lost",
        code: "N-1234",
        weight: null,
        tags: ["a", 5],
        labels: { any: "name" },
        owner: { name: "live/secret+1" },
        content: { kind: "letter", stamp: 3 },
      },
    };
    const { code, drifts, texts, printed, patch } = await look(PARCELS);
    expect(code).toBe(1);
    expect(wordsOf(drifts).sort()).toEqual(
      [
        "/code must have at most 4 characters",
        '/content must have "pages"',
        "/content/stamp is not described",
        "/id must be an integer, and is string",
        "/owner is not described",
        "/state has a value that is not listed",
        "/tags/* must be a string, and is integer",
        "/weight must be a number, and is null",
      ].sort(),
    );
    for (const [name, text] of Object.entries({ ...texts, printed })) {
      expect(text, name).not.toMatch(/live\/secret|live%2Fsecret|live\\\/secret/);
      if (name !== "patch") expect(text, name).toContain("/content/stamp is not described");
    }
    expect(texts["junit"]).toContain('<failure type="server"');
    expect(patch).toEqual(
      expect.arrayContaining([
        {
          op: "replace",
          path: "/components/schemas/Parcel/properties/id/type",
          value: ["integer", "string"],
        },
        { op: "add", path: "/components/schemas/Parcel/properties/state/enum/-", value: "lost" },
        { op: "remove", path: "/components/schemas/Parcel/properties/code/maxLength" },
        { op: "replace", path: "/components/schemas/Letter/required", value: ["kind"] },
        {
          op: "add",
          path: "/components/schemas/Letter/properties/stamp",
          value: { type: "integer" },
        },
      ]),
    );
  });

  it("has headers told whose values are not what the document promises, and no value of a secret one", async () => {
    answer = {
      status: 200,
      body: SOUND,
      headers: {
        "x-shelf": "91",
        "x-route": "sea",
        "x-sizes": "1,large",
        "x-batch": '{"no":"live/secret+1"}',
        "x-session": "hushhush",
      },
    };
    const { code, drifts, texts, printed, patch, record } = await look(PARCELS);
    expect(code).toBe(1);
    expect(wordsOf(drifts).sort()).toEqual([
      "the header X-Batch at /no must be an integer, and is string",
      'the header X-Route must be one of "air", "road"',
      'the header X-Session must be "open"',
      "the header X-Shelf must be at most 90",
      "the header X-Sizes at /* must be an integer, and is string",
    ]);
    expect(drifts.every(({ kind }) => kind === "header")).toBe(true);
    const said = record.results[0]?.verdicts.map(({ witness, says }) => `${witness} ${says}`);
    expect(said).toContain("client invalid");
    expect(said).toContain("Ajv invalid");
    const headers = "/paths/~1parcels~1{id}/get/responses/200/headers";
    expect(patch).toEqual(
      expect.arrayContaining([
        { op: "remove", path: `${headers}/X-Shelf/schema/maximum` },
        { op: "add", path: "/components/headers/Route/schema/enum/-", value: "sea" },
        {
          op: "replace",
          path: `${headers}/X-Sizes/schema/items/type`,
          value: ["integer", "string"],
        },
        {
          op: "replace",
          path: `${headers}/X-Batch/content/application~1json/schema/properties/no/type`,
          value: ["integer", "string"],
        },
      ]),
    );
    expect(patch).toHaveLength(4);
    for (const [name, text] of Object.entries({ ...texts, printed }))
      expect(text, name).not.toMatch(/live\/secret|hushhush/);
  });

  it("has headers told that are no JSON and ought to be", async () => {
    answer = { status: 200, body: SOUND, headers: { "x-batch": "{no}" } };
    const { drifts } = await look(PARCELS);
    expect(wordsOf(drifts)).toEqual(["the header X-Batch must be JSON"]);
  });

  it("has no drift from the document that its patch makes", async () => {
    answer = {
      status: 200,
      headers: { "x-depot": "", "x-shelf": "top", "x-route": "sea", "x-sizes": "a,2" },
      body: {
        id: "7",
        state: "lost",
        code: "N-1234",
        owner: {},
        content: { kind: "box", litres: "9" },
      },
    };
    const first = await look(PARCELS);
    expect(first.code).toBe(1);
    answer = { ...answer, status: 410 };
    const second = await look(PARCELS);
    const mended = [...first.patch, ...second.patch].reduce(
      patched,
      parse(readFileSync(PARCELS, "utf8")) as Json,
    );
    const file = join(place, "mended.json");
    writeFileSync(file, JSON.stringify(mended));
    expect((await look(file)).drifts).toEqual([]);
    answer = { ...answer, status: 200 };
    expect((await look(file)).drifts).toEqual([]);
  });

  it("that does not answer fails the run", async () => {
    const { code, record } = await look(PARCELS, "--server", "http://127.0.0.1:1");
    expect(code).toBe(1);
    expect(record.results.every(({ blame }) => blame === "server")).toBe(true);
  });
});

describe("a patch", () => {
  const canonical = {
    components: { schemas: { Pet: { type: ["string", "null"], const: "a", required: ["x"] } } },
  };
  const writtenAt = (pointer: string) => ({ pointer });
  const at = "#/components/schemas/Pet";

  it("amends a place once, whatever was seen there", () => {
    const document = { canonical, isOld: false, writtenAt };
    const path = "/components/schemas/Pet";
    expect(
      patchOf(document, [
        { of: "type", at, type: "integer" },
        { of: "type", at, type: "boolean" },
        { of: "value", at, value: "b" },
        { of: "optional", at, name: "x" },
        { of: "optional", at, name: "x" },
      ]),
    ).toEqual([
      { op: "replace", path: `${path}/type`, value: ["string", "null", "integer", "boolean"] },
      { op: "remove", path: `${path}/const` },
      { op: "add", path: `${path}/enum`, value: ["a", "b"] },
      { op: "remove", path: `${path}/required` },
    ]);
  });

  it("of OpenAPI 3.0 says null by nullable, and names the file that it is of", () => {
    const document = {
      canonical,
      isOld: true,
      writtenAt: (pointer: string) => ({
        file: "pets.yaml",
        pointer: pointer.slice(0, 1) + "/Pet",
      }),
    };
    expect(patchOf(document, [{ of: "type", at, type: "null" }])).toEqual([
      { op: "add", path: "/Pet/nullable", value: true, file: "pets.yaml" },
    ]);
  });
});

it("hides secrets in whatever form they are written", () => {
  const forms = ['s"1 2', "s%221%202", "s%221+2", 's\\"1 2', "cyIxIDI="];
  const hidden = withoutSecrets({ [forms[0] ?? ""]: [forms.join(" "), 5, null] }, [forms[0] ?? ""]);
  expect(hidden).toEqual({
    "[redacted]": [Array(5).fill("[redacted]").join(" "), 5, null],
  });
});

/** RFC 6902's `add`, `remove` and `replace`. */
function patched(
  document: Json,
  { op, path, value = null }: PatchOperation & { value?: Json },
): Json {
  const tokens = path
    .split("/")
    .slice(1)
    .map((one) => one.replaceAll("~1", "/").replaceAll("~0", "~"));
  const change = (at: Json, [token = "", ...rest]: readonly string[]): Json => {
    if (Array.isArray(at) && token === "-") return [...(at as Json[]), value];
    const members = new Map(Object.entries(at as Record<string, Json>));
    if (rest.length > 0) members.set(token, change(members.get(token) ?? null, rest));
    else if (op === "remove") members.delete(token);
    else members.set(token, value);
    return Object.fromEntries(members);
  };
  return change(document, tokens);
}
