import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, run, script } from "../cli/command.js";

const PROGRAM = join(root, "scripts", "codegen.ts");
const TSX = pathToFileURL(join(root, "node_modules", "tsx", "dist", "loader.mjs")).href;

const answer = (schema: object) => ({
  responses: { "200": { description: "ok", content: { "application/json": { schema } } } },
});
const shelf = {
  type: "object",
  required: ["id"],
  additionalProperties: false,
  properties: { id: { type: "string" } },
};
const library = {
  openapi: "3.1.0",
  info: { title: "Library", version: "1" },
  paths: {
    "/shelves": { get: { operationId: "listShelves", tags: ["shelves"], ...answer(shelf) } },
    "/fines": {
      get: { operationId: "listFines", tags: ["fines"], ...answer({ type: "integer" }) },
    },
  },
};
const overlay = {
  overlay: "1.0.0",
  info: { title: "Ours", version: "1" },
  actions: [
    {
      target: "$.paths",
      update: {
        "/readers": { get: { operationId: "listReaders", tags: ["shelves"], ...answer(shelf) } },
      },
    },
    {
      target: "$.paths['/shelves'].get.responses['200'].content['application/json'].schema",
      update: { properties: { id: { minLength: 3 } } },
    },
  ],
};
const elsewhere = {
  ...library,
  paths: {
    "/shelves": {
      get: {
        operationId: "listShelves",
        ...answer({ $ref: "http://127.0.0.1:9/shelf.json" }),
      },
    },
  },
};

let place: string;
const at = (name: string): string => join(place, name);
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "document-options-"));
  const write = (name: string, value: object): void => {
    writeFileSync(at(name), JSON.stringify(value));
  };
  write("library.json", library);
  write("ours.json", overlay);
  write("elsewhere.json", elsewhere);
  write("codegen.config.json", {
    input: "library.json",
    overlay: ["ours.json"],
    excludeTags: ["fines"],
  });
});
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

interface Report {
  readonly operations: readonly { readonly name: string }[];
  readonly results: readonly { readonly id: string; readonly blame: string }[];
}

async function contract(...args: readonly string[]) {
  const json = at("report.json");
  const { code, stderr } = await script("codegen", ["contract", ...args, "--json", json]);
  expect(stderr).toBe("");
  const { operations, results } = JSON.parse(readFileSync(json, "utf8")) as Report;
  return { code, names: operations.map(({ name }) => name), ids: results.map(({ id }) => id) };
}

/** What a mock of these options answers at each path, until it is stopped. */
async function mocked(args: readonly string[], paths: readonly string[]): Promise<number[]> {
  const child = spawn(
    process.execPath,
    ["--import", TSX, PROGRAM, "mock", "--port", "0", "--no-check", ...args],
    { cwd: place, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1" } },
  );
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let text = "";
      const read = (chunk: Buffer): void => {
        text += String(chunk);
        const ready = /Prism is ready on (\S+)/.exec(text)?.[1];
        if (ready !== undefined) resolve(ready);
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("exit", () => reject(new Error(text)));
    });
    const statuses: number[] = [];
    for (const path of paths) statuses.push((await fetch(`${url}${path}`)).status);
    return statuses;
  } finally {
    child.kill();
    await gone;
  }
}

describe("contract", () => {
  it("covers what an overlay adds, operations and constraints", async () => {
    const plain = await contract("--input", at("library.json"));
    expect(plain.code).toBe(0);
    expect(plain.names).toEqual(["listShelves", "listFines"]);
    expect(plain.ids.filter((id) => /minLength/i.test(id))).toEqual([]);
    const overlaid = await contract("--input", at("library.json"), "--overlay", at("ours.json"));
    expect(overlaid.code).toBe(0);
    expect(overlaid.names).toEqual(["listShelves", "listFines", "listReaders"]);
    expect(overlaid.ids.filter((id) => /minLength/i.test(id))).not.toEqual([]);
  });

  it("leaves out what filters do, also where the mock is served the document's own words", async () => {
    const { code, names } = await contract(
      ...["--input", at("library.json"), "--exclude-tags", "fines", "--raw"],
    );
    expect(code).toBe(0);
    expect(names).toEqual(["listShelves"]);
  });

  it("reads the config file where no document is named", async () => {
    const { code, names } = await contract("--config", at("codegen.config.json"));
    expect(code).toBe(0);
    expect(names).toEqual(["listShelves", "listReaders"]);
  });

  it("refuses a filter that names nothing, and what it may not read", async () => {
    const input = ["contract", "--input", at("library.json")];
    const nothing = await script("codegen", [...input, "--include-tags", "elephants"]);
    expect(nothing.code).toBe(2);
    expect(nothing.stderr).toContain("elephants");
    const missing = await script("codegen", [...input, "--overlay", at("none.json")]);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('"--overlay"');
    const folder = await script("codegen", [...input, "--allow-outside", at("library.json")]);
    expect(folder.code).toBe(2);
    expect(folder.stderr).toContain('"--allow-outside"');
  });

  it("reads the network only where the origin is allowed", async () => {
    const input = ["contract", "--input", at("elsewhere.json"), "--format", "json"];
    const refused = await script("codegen", input);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('"code":"ref/remote"');
    const allowed = await script("codegen", [...input, "--allow-network", "http://127.0.0.1:9"]);
    expect(allowed.code).toBe(1);
    expect(allowed.stderr).not.toContain('"code":"ref/remote"');
  });

  it("patches no document that an overlay has changed", async () => {
    const live = ["--server", "http://127.0.0.1:9", "--patch", at("drift.json")];
    const input = ["--input", at("library.json"), "--overlay", at("ours.json")];
    const { code, stderr } = await script("codegen", ["contract", ...input, ...live]);
    expect(code).toBe(2);
    expect(stderr).toContain('"--patch": it is of the document as it is written');
  });
});

describe("mock", () => {
  it("serves what the client was generated from: overlaid, and without what filters leave out", async () => {
    const paths = ["/shelves", "/readers", "/fines"];
    expect(await mocked(["--input", "library.json"], paths)).toEqual([200, 404, 200]);
    const options = ["--overlay", "ours.json", "--exclude-tags", "fines"];
    const input = ["--input", "library.json", ...options];
    expect(await mocked(input, paths)).toEqual([200, 200, 404]);
    expect(await mocked([...input, "--raw"], paths)).toEqual([200, 200, 404]);
    expect(await mocked([], paths)).toEqual([200, 200, 404]);
  });

  it("refuses what is on the network", async () => {
    const { code, stderr } = await script("codegen", ["mock", "--input", at("elsewhere.json")]);
    expect(code).toBe(1);
    expect(stderr).toContain("ref/remote");
  });

  it("says in its help that it takes them", async () => {
    const help = await run(process.execPath, ["--import", TSX, PROGRAM, "mock", "--help"]);
    for (const option of ["--overlay", "--include-tags", "--exclude-paths", "--allow-network"])
      expect(help.stdout).toContain(option);
  });
});
