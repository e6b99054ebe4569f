import { readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readModel, type ApiModel } from "../../generator/index.js";
import { compile, inTemporaryFolder, type Complaint } from "../../scripts/agreement/compile.js";
import { checkLinks } from "../../scripts/corpus/links.js";
import { importModules, type Modules } from "../../scripts/corpus/modules.js";
import { compareVerdicts } from "../../scripts/corpus/verdicts.js";
import { loadFrom } from "../../scripts/disk.js";
import { generateFrom } from "../../scripts/generation.js";

/** Each is a document of constructs that generators break on, or of the habits of well-known APIs. */
const folder = fileURLToPath(new URL(".", import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

/** Programs on what was generated: what compilers must take, and what not. */
const USAGES: Readonly<Record<string, readonly [path: string, text: string]>> = {
  "links.yaml": [
    "src/usage.ts",
    `import { createClient, createUserLinks, getUserLinks, isErrorOf, listUsersLinks } from "./index.js";
const client = createClient();
const input = { body: { name: "Ada" } };
export async function follow(): Promise<void> {
  const created = await client.users.create(input);
  const user = await client.users.get(createUserLinks.getUser(created));
  await client.users.get(createUserLinks.archived(user), { baseUrl: "https://archive.example.com" });
  // @ts-expect-error -- there may be no manager
  await client.users.get(createUserLinks.manager(created));
  const manager = createUserLinks.manager(created);
  if (manager !== undefined) await client.users.get(manager);
  const answer = await client.users.create(input).withResponse();
  const revision = createUserLinks.revision(answer);
  if (revision !== undefined) await client.users.getRevision(revision);
  // @ts-expect-error -- the header is the answer's, not the body's
  createUserLinks.revision(created);
  // @ts-expect-error -- the body is not given
  await client.users.update(createUserLinks.update(created, input));
  await client.users.update({ ...createUserLinks.update(created, input), body: {} });
  await client.users.update(createUserLinks.rename(created));
  await client.users.create(createUserLinks.copy(input));
  const page = await client.users.list(createUserLinks.search(created, input));
  for (const next of [listUsersLinks.first(page), listUsersLinks.owner(page)])
    if (next !== undefined) await client.users.get(next);
  await client.teams.get(getUserLinks.team(user));
  await client.users.create(input).catch(async (error: unknown) => {
    if (isErrorOf("createUser", error)) await client.users.get(createUserLinks.getUser409(error.body));
  });
}
`,
  ],
};

interface Made {
  readonly model: ApiModel;
  readonly files: ReadonlyMap<string, string>;
}

const made = new Map<string, Made>();
const modules = new Map<string, Modules>();
let complaints: readonly Complaint[] = [];
let unimported: readonly unknown[] = [];

/** All are generated, then compiled in one program: a compiler's own start is most of its time. */
beforeAll(async () => {
  for (const name of names) {
    const input = join(folder, name);
    const { model } = await readModel({ input }, { load: loadFrom(input), templates: {} });
    const { files, diagnostics } = await generateFrom({ input, name: "constructs-client" });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (files === undefined || model === undefined)
      throw new Error(`${name}: ${errors.map(({ message }) => message).join("; ")}`);
    made.set(name, { model, files });
  }
  await inTemporaryFolder(new Map(), async (out) => {
    for (const [name, { files }] of made) {
      const usage = USAGES[name];
      for (const [path, content] of [...files, ...(usage === undefined ? [] : [usage])]) {
        await mkdir(dirname(join(out, name, path)), { recursive: true });
        await writeFile(join(out, name, path), content);
      }
    }
    complaints = await compile(out, { include: names.map((name) => `${name}/src`) }, "typescript-7");
    const imported = await Promise.all(
      names.map(async (name) => [name, await importModules(join(out, name))] as const),
    );
    for (const [name, { modules: own }] of imported) modules.set(name, own);
    unimported = imported.flatMap(([name, { outcome }]) =>
      outcome.faults.map((fault) => ({ name, ...fault })),
    );
  });
}, 300_000);

afterAll(() => {
  made.clear();
  modules.clear();
});

it("documents of odd constructs compile, as strict as a compiler may be", () => {
  expect(names.length).toBeGreaterThan(5);
  expect(complaints).toEqual([]);
});

it("and every module of theirs imports", () => {
  expect(unimported).toEqual([]);
});

describe.each(names)("%s", (name) => {
  it("has validators that give Ajv's verdict", () => {
    const { model } = made.get(name) as Made;
    const { faults, checked } = compareVerdicts(model, modules.get(name) as Modules);
    expect(faults).toEqual([]);
    expect(checked).toBeGreaterThan(20);
  });

  it("has a reference whose links lead somewhere", () => {
    const { files } = made.get(name) as Made;
    const pages = [...files].filter(([path]) => /^docs\/.*\.md$/.test(path));
    const { faults } = checkLinks(new Map(pages.map(([path, text]) => [path.slice(5), text])));
    expect(faults).toEqual([]);
  });
});
