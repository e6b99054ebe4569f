import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../scripts/contract.js";

const DOORS = "test/contract/fixtures/doors.yaml";
const LOCAL = "http://127.0.0.1:1";

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "contract-command-"));
  writeFileSync(join(place, "half.json"), '{"version":1,"results":[]}');
});
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** The exit code and what was written to standard error. */
async function refused(...args: readonly string[]) {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  const code = await main(args);
  return { code, words: lines.join("") };
}

describe("the command line", () => {
  it.each<[string, readonly string[], string]>([
    ["a patch without a server", ["--patch", "p.json"], '"--patch": it is for --server alone'],
    ["methods without a server", ["--allow", "post"], '"--allow": it is for --server alone'],
    ["a shard of a server", ["--server", LOCAL, "--shard", "1/2"], '"--shard": it is for the mock'],
    ["bail at a server", ["--server", LOCAL, "--bail"], '"--bail": it is for the mock'],
    ["an id that no case has", ["--grep", "elephant"], '"--grep": no case has such an id'],
    [
      "an id that no request has",
      ["--server", LOCAL, "--grep", "elephant"],
      '"--grep": no case has such an id',
    ],
    [
      "scenarios that are not there",
      ["--server", LOCAL, "--scenarios", "none.yaml"],
      '"--scenarios": there is no such file',
    ],
  ])("is refused for %s", async (_, args, words) => {
    const told = await refused("--input", DOORS, ...args);
    expect(told.words).toContain(words);
    expect(told.code).toBe(2);
  });

  it.each([
    ["webhooks alone", { webhooks: { pinged: { post: {} } } }, ", but 1 among the webhooks"],
    [
      "what nothing sends",
      { paths: { "/pets": { trace: {} } } },
      ", but 1 of TRACE, which nothing sends",
    ],
    ["components alone", { components: {} }, "that a client calls\n"],
  ])("ends with 1 for a document of %s: nothing was run", async (_, members, words) => {
    const input = join(place, "no-operations.json");
    const info = { title: "Pets", version: "1" };
    writeFileSync(input, JSON.stringify({ openapi: "3.1.0", info, ...members }));
    const told = await refused("--input", input, "--min", "100");
    expect(told.words).toContain("error contract/nothing: there is nothing to run");
    expect(told.words).toContain(words);
    expect(told.code).toBe(1);
  });

  it.each([
    ["none.json", "it cannot be read"],
    ["half.json", "it is no report of `contract --json`"],
  ])("is refused for %s, which is no report to merge", async (file, words) => {
    const told = await refused("merge", join(place, file));
    expect(told.words).toContain(words);
    expect(told.code).toBe(2);
  });

  it("writes reports into folders that are not there yet, and joins no fewer than all shards", async () => {
    const part = join(place, "parts", "1.json");
    const shard = ["--shard", "1/2", "--grep", "openGate/access"];
    expect(await refused("--input", DOORS, ...shard, "--json", part)).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(part, "utf8"))).toMatchObject({
      shard: { index: 1, count: 2 },
    });
    const told = await refused("merge", part);
    expect(told.words).toContain("of the shards 2/2 is missing");
    expect(told.code).toBe(2);
  });
});
