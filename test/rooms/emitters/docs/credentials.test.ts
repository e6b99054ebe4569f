import { describe, expect, it } from "vitest";
import { credentialVariable } from "../../../../generator/model/credentials.js";
import type { SecurityScheme } from "../../../../generator/model/model.js";
import { generated } from "../generated.js";

const scheme = { type: "openIdConnect" } as unknown as SecurityScheme;
const among = (...names: string[]) => Object.fromEntries(names.map((name) => [name, scheme]));

describe("the variable of a credential", () => {
  it.each([
    [["platform"], "platform", "clientId", "CLIENT_ID"],
    [["platform", "session"], "platform", "clientId", "PLATFORM_CLIENT_ID"],
    [["platform", "sessionKey"], "sessionKey", "key", "SESSION_API_KEY"],
    [["other", "api_key"], "api_key", "key", "API_KEY"],
    [["other", "my-api"], "my-api", "token", "MY_API_TOKEN"],
    [["a-b", "a_b"], "a_b", "key", "A_B_API_KEY_2"],
    [["other", "2fa"], "2fa", "token", "SCHEME_2FA_API_TOKEN"],
    [["other", "*/\n$(x)"], "*/\n$(x)", "token", "X_API_TOKEN"],
  ] as const)("of %j, %s's %s: %s", (names, name, role, want) => {
    expect(credentialVariable(among(...names), name, role)).toBe(want);
  });
});

it("is the same in the README, on the page of authentication and in curl samples", async () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1.0.0" },
    servers: [{ url: "https://api.example.test" }],
    security: [{ session: [] }],
    paths: {
      "/pets": { get: { operationId: "listPets", responses: { 200: { description: "ok" } } } },
    },
    components: {
      securitySchemes: {
        session: { type: "apiKey", in: "header", name: "X-Session" },
        login: { type: "http", scheme: "basic" },
      },
    },
  };
  const files = await generated(document, ["package", "docs"]);
  const pages = ["README.md", "docs/authentication.md", "docs/operations/list-pets.md"];
  for (const page of pages) expect(files.get(page), page).toContain("SESSION_API_KEY");
  expect(files.get("docs/authentication.md")).toContain("process.env.LOGIN_API_PASSWORD");
});

it("is told of as unknown where no scheme of that name is declared", async () => {
  const responses = { 200: { description: "ok" } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1.0.0" },
    servers: [{ url: "https://api.example.test" }],
    security: [{ constructor: [] }],
    paths: {
      "/pets": { get: { operationId: "listPets", responses } },
      "/toys": { get: { operationId: "listToys", security: [], responses } },
    },
  };
  const files = await generated(document, ["package", "docs", "client", "types"]);
  expect(files.get("docs/operations/list-pets.md")).toContain(
    "- Security: `constructor`, which the document does not declare: the client sends nothing for it",
  );
  expect(files.get("docs/operations/list-toys.md")).toContain("- Security: none");
  expect(files.get("README.md")).not.toContain("auth: {");
});
