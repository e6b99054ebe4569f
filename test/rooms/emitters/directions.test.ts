import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { compile, compilers, documentOf, generated, inFolder } from "./generated.js";

const text = { type: "string" };
const schemas = {
  Account: {
    type: "object",
    required: ["id", "name", "password", "status"],
    properties: {
      id: { type: "integer", readOnly: true },
      name: text,
      password: { ...text, writeOnly: true },
      status: { $ref: "#/components/schemas/Status" },
    },
  },
  Status: { type: "string", enum: ["active", "paused"] },
};
const content = { "application/json": { schema: { $ref: "#/components/schemas/Account" } } };
const paths = {
  "/accounts": {
    post: {
      operationId: "createAccount",
      requestBody: { required: true, content },
      responses: { "200": { description: "", content } },
    },
  },
};

/** What a consumer writes; a line marked `@ts-expect-error` must not compile. */
const usage = `
import { AccountSchema, CreateAccountBodySchema, CreateAccountResponse200Schema, StatusSchema } from "./schemas/index.js";
import type { Account, AccountRequest, AccountResponse } from "./models.js";

const request: AccountRequest = { name: "a", password: "p", status: "active" };
// @ts-expect-error: requests keep to the values that are listed
const wrong: AccountRequest = { name: "a", password: "p", status: "other" };
// @ts-expect-error: only answers carry it
const identified: AccountRequest = { id: 1, name: "a", password: "p", status: "active" };
const response: AccountResponse = { id: 1, name: "a", status: "archived" };
// @ts-expect-error: only requests carry it
void response.password;
// @ts-expect-error: as the document writes it, all are required
const neutral: Account = response;

function colourOf({ status }: AccountResponse): string {
  switch (status) {
    case "active":
      return "green";
    case "paused":
      return "grey";
    default:
      // @ts-expect-error: other values may come, so this is no dead end
      return status satisfies never;
  }
}

const verdicts = {
  request: CreateAccountBodySchema.safeParse(request).success,
  wrong: CreateAccountBodySchema.safeParse(wrong).success,
  echoed: CreateAccountBodySchema.safeParse(identified).success,
  response: CreateAccountResponse200Schema.safeParse(response).success,
  incomplete: CreateAccountResponse200Schema.safeParse({ name: "a", status: "active" }).success,
  neutral: AccountSchema.safeParse(neutral).success,
  listed: StatusSchema.safeParse("archived").success,
  kept: JSON.stringify(CreateAccountResponse200Schema.parse({ ...response, password: "p" })),
  colour: colourOf(response),
};
console.log(JSON.stringify(verdicts));
`;

describe("requests and responses", () => {
  test.each(compilers)("are typed and validated in their direction, says %s", async (compiler) => {
    const files = await generated(documentOf(schemas, paths), ["types", "models", "zod"]);
    files.set("src/usage.ts", usage);
    await inFolder(files, async (folder) => {
      expect(await compile(folder, compiler)).toEqual([]);
      const tsx = ["--import", "tsx", "src/usage.ts"];
      const printed = execFileSync(process.execPath, tsx, { cwd: folder, encoding: "utf8" });
      expect(JSON.parse(printed)).toEqual({
        request: true,
        wrong: false,
        echoed: true,
        response: true,
        incomplete: false,
        neutral: false,
        listed: false,
        kept: '{"id":1,"name":"a","status":"archived","password":"p"}',
        colour: "archived",
      });
    });
  });

  test("with closed enumerations, a value that is not listed is refused in responses too", async () => {
    const files = await generated(documentOf(schemas, paths), ["zod"], { enums: "closed" });
    expect([...files.keys()]).not.toContain("src/schemas/status-response.ts");
    expect(files.get("src/schemas/account-response.ts")).toContain("status: StatusSchema");
  });
});
