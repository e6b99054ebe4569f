import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generateFrom } from "../../scripts/generation.js";
import { sourceProject, type Project } from "../../scripts/reference/project.js";

/** The package's functions, as a program that knows no types would see them. */
type Functions = Readonly<Record<string, (...given: unknown[]) => unknown>>;
interface Package {
  readonly createClient: (
    options: object,
  ) => Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          (...given: unknown[]) => Promise<unknown> & { withResponse(): Promise<unknown> }
        >
      >
    >
  >;
  readonly createUserLinks: Functions;
  readonly listUsersLinks: Functions;
  readonly getUserLinks: Functions;
}

let project: Project;
let server: Server;
let pack: Package;
const asked: string[] = [];

const USER = { id: "u1", name: "Ada", state: "active", team: 7 };

/** A server that makes users of what it is sent, and remembers what it is asked. */
async function answer(request: IncomingMessage): Promise<readonly [number, unknown]> {
  let text = "";
  for await (const piece of request) text += String(piece);
  const { method = "", url = "", headers } = request;
  asked.push([method, url, headers["x-tenant"], text].filter((part) => part).join(" "));
  if (method === "PATCH") return [204, undefined];
  if (method !== "POST") return [200, url.startsWith("/users?") ? { users: [USER] } : USER];
  const { name } = JSON.parse(text) as { name: string };
  if (name === "Ada") return [409, { existing: "u1" }];
  const manager = name === "Bea" ? { manager: { id: "u1" }, since: "2026-01-01T00:00:00Z" } : {};
  return [201, { ...USER, id: "u2", name, ...manager }];
}

beforeAll(async () => {
  const input = fileURLToPath(new URL("../corpus/links.yaml", import.meta.url));
  const { files } = await generateFrom({ input, only: ["types", "models", "client"] });
  if (files === undefined) throw new Error("not generated");
  const packed = new Map([...files, ["package.json", '{ "name": "staff-client" }'] as const]);
  project = await sourceProject(packed);
  const entry = join(project.folder, "node_modules/staff-client/js/index.js");
  pack = (await import(pathToFileURL(entry).href)) as Package;
  server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      const revision = status === 201 ? { "x-revision": "3" } : {};
      response.writeHead(status, { "content-type": "application/json", ...revision });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});

afterAll(async () => {
  await new Promise((closed) => server.close(closed));
  await project.remove();
});

it("calls are made of what earlier calls sent and got", async () => {
  const { port } = server.address() as AddressInfo;
  const { users, teams } = pack.createClient({ baseUrl: `http://127.0.0.1:${String(port)}` });
  if (users === undefined || teams === undefined) throw new Error("no groups");
  const { create, get, getRevision, update, list } = users;
  const { createUserLinks: links } = pack;
  const input = { body: { name: "Bea" }, header: { "X-Tenant": "t1" } };
  const created = await create?.(input).withResponse();
  const { data } = created as { data: { id: string } };
  asked.length = 0;
  await get?.(links["getUser"]?.(data));
  await get?.(links["manager"]?.(data));
  await getRevision?.(links["revision"]?.(created));
  await update?.({ ...(links["update"]?.(data, input) as object), body: {} });
  await update?.(links["rename"]?.(data));
  await list?.(links["search"]?.(data, input));
  await teams["get"]?.(pack.getUserLinks["team"]?.(data));
  expect(asked).toEqual([
    "GET /users/u2",
    "GET /users/u1",
    "GET /users/u2/revisions/3?since=2026-01-01T00%3A00%3A00Z",
    "PATCH /users/u2 t1 {}",
    'PATCH /users/u2 {"name":"renamed"}',
    "GET /users?query=name%3ABea%20team%3A7&state=active&seen=2026-01-01T00%3A00%3A00Z&limit=10",
    "GET /teams/7",
  ]);
  expect(links["copy"]?.(input)).toEqual({ body: { name: "Bea" } });
});

it("without a value that is demanded there is no call; without another it is not sent", async () => {
  const { createUserLinks: links, listUsersLinks } = pack;
  expect(links["manager"]?.(USER)).toBeUndefined();
  expect(listUsersLinks["first"]?.({ users: [] })).toBeUndefined();
  expect(
    listUsersLinks["owner"]?.({ users: [], owner: { kind: "team", team: 1 } }),
  ).toBeUndefined();
  expect(listUsersLinks["owner"]?.({ users: [], owner: { kind: "user", id: "u1" } })).toEqual({
    path: { userId: "u1" },
  });
  expect(links["search"]?.({ ...USER, since: null }, { body: { name: "Eve" } })).toEqual({
    query: { query: "name:Eve team:7", state: "active", limit: 10 },
  });
  expect(links["update"]?.(USER, { body: { name: "Eve" } })).toEqual({
    path: { userId: "u1" },
    header: {},
  });
  const response = new Response();
  expect(links["revision"]?.({ data: USER, response })).toBeUndefined();
});

it("a program that follows no link bundles none", async () => {
  const entry = join(project.folder, "node_modules/staff-client/src/index.ts");
  const bundled = async (names: string): Promise<string> => {
    const contents = `export { ${names} } from ${JSON.stringify(entry)};`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: project.folder },
      bundle: true,
      write: false,
      format: "esm",
      packages: "external",
      logLevel: "silent",
    });
    return outputFiles[0]?.text ?? "";
  };
  expect(await bundled("createUser, listUsers")).not.toContain("x-revision");
  expect(await bundled("createUserLinks")).toContain("x-revision");
  expect(await bundled("getUserLinks")).not.toContain("x-revision");
});

it("errors lead on too", async () => {
  const { port } = server.address() as AddressInfo;
  const { users } = pack.createClient({ baseUrl: `http://127.0.0.1:${String(port)}` });
  const error = await users?.["create"]?.({ body: { name: "Ada" } }).then(
    () => undefined,
    (reason: unknown) => reason as { body: unknown },
  );
  expect(pack.createUserLinks["getUser409"]?.(error?.body)).toEqual({ path: { userId: "u1" } });
});
