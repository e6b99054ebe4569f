import { expect, test } from "vitest";
import { packageNameOf } from "../../../generator/lower/package-name.js";

test.each([
  ["Warehouse Sync API", "warehouse-sync-api-client"],
  ["GitHub's official OpenAPI spec + Octokit extension", "github-client"],
  ["Spotify Web API with fixes and improvements from sonallux", "spotify-web-api-client"],
  ["OpenAI API", "openai-api-client"],
  ["Swagger Petstore - OpenAPI 3.0", "petstore-client"],
  ["Acme\u2019s Billing (beta)", "acme-billing-client"],
  ["Users' Orders: v2", "users-orders-client"],
  ["Caf\u00e9 M\u00fcnchen", "cafe-munchen-client"],
  ["The OpenAPI Specification", "the-openapi-specification-client"],
  ["(draft) Orders", "draft-orders-client"],
  ["\u30da\u30c3\u30c8", "api-client"],
  ["x".repeat(300), `${"x".repeat(200)}-client`],
])("%s", (title, name) => {
  expect(packageNameOf(title)).toBe(name);
});
