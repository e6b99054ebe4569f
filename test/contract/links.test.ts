import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readModel, suiteOf } from "../../generator/index.js";
import { linkScenarios } from "../../scripts/contract/stateful/links.js";
import { loadFrom } from "../../scripts/disk.js";

it("links become scenarios by what the model decided of them", async () => {
  const input = fileURLToPath(new URL("../corpus/links.yaml", import.meta.url));
  const { model } = await readModel({ input }, { load: loadFrom(input), templates: {} });
  if (model === undefined) throw new Error("no model");
  const scenarios = linkScenarios(model, suiteOf(model)).filter(({ name }) =>
    /^(?:createUser|listUsers|getUser) /.test(name),
  );
  expect(scenarios.map(({ name }) => name)).toEqual([
    "createUser 201 leads by get-user to getUser",
    "createUser 201 leads by manager to getUser",
    "createUser 201 leads by update to updateUser",
    "createUser 201 leads by rename to updateUser",
    "createUser 201 leads by copy to createUser",
    "createUser 201 leads by archived to getUser",
    "createUser 409 leads by get-user to getUser",
    "listUsers 200 leads by first to getUser",
    "listUsers 200 leads by owner to getUser",
    "getUser 200 leads by again to getUser",
  ]);
  expect(scenarios[3]?.steps).toMatchObject([
    { call: "createUser", keep: { link1: "/id" } },
    { call: "updateUser", with: { path: { userId: "$link1" }, body: { name: "renamed" } } },
  ]);
});
