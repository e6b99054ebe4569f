import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postman } from "../../../../generator/emitters/postman/postman.js";
import type { Collection, Item } from "../../../../generator/emitters/postman/collection.js";
import { lower } from "../../../../generator/lower/lower.js";
import type { JsonObject } from "../../../../generator/model/json.js";
import { salt } from "../../../../generator/model/salt.js";
import { documentOf } from "../../lower/document.js";
import { keepTheirNames, type Names } from "../../lower/names-properties.js";

/** The requests of a document, with the authorisation that each has of its own or of the collection. */
async function requestsOf(parts: JsonObject): Promise<Item[]> {
  const [file] = (await postman().emit(lower(documentOf(parts)).model)).files;
  const { item, auth } = (file?.kind === "json" ? file.value : {}) as unknown as Collection;
  return item
    .flatMap((one) => ("item" in one ? one.item : [one]))
    .map((one) => ({ ...one, request: { auth, ...one.request } as Item["request"] }));
}

const headerOf = ({ request }: Item, name: string): string =>
  request.header.find(({ key }) => key === name)?.value ?? "";

describe("names of requests", () => {
  // What differs is in no name: `pet` and `Pet` are both called "Pet".
  const summary = fc.constantFrom("Pet", "Pet ", "Toy", " Toy", "Toy\n", "Pet (GET /pet)", "Pet:");
  const named = async (all: readonly string[]): Promise<Names> => {
    const paths = Object.fromEntries(
      all.map((one) => [`/${salt(one)}`, { get: { operationId: salt(one), summary: one } }]),
    );
    const found = await requestsOf({ paths });
    return Object.fromEntries(
      all.map((one) => {
        const own = found.find(({ request }) => request.url.raw.endsWith(salt(one)));
        return [one, [own?.name ?? ""]];
      }),
    );
  };
  keepTheirNames(named, { wishes: summary, alphabet: /^(?:Pet|Toy)/ });
});

describe("names of requests of one operation", () => {
  const key = fc.constantFrom("a", "b", "c", "d", "e");
  const named = async (all: readonly string[]): Promise<Names> => {
    const examples = Object.fromEntries(
      ["x", "y", ...all].map((one) => [one, { summary: one < "d" ? "Cat" : "Dog", value: one }]),
    );
    const content = { "application/json": { schema: {}, examples } };
    const found = await requestsOf({ paths: { "/a": { post: { requestBody: { content } } } } });
    return Object.fromEntries(
      all.map((one) => {
        const own = found.find(
          ({ request: { body } }) => body?.mode === "raw" && body.raw === `"${one}"`,
        );
        return [one, [own?.name ?? ""]];
      }),
    );
  };
  keepTheirNames(named, { wishes: key, alphabet: /^(?:Cat|Dog)/ });
});

describe("names of variables", () => {
  const scheme = fc.constantFrom(
    "key",
    "a b",
    "a/b",
    "a_b",
    "_a_b",
    "base",
    "base Url",
    "bearer",
    "{",
  );
  const named = async (all: readonly string[]): Promise<Names> => {
    const securitySchemes = Object.fromEntries(
      all.map((one) => [one, { type: "apiKey", in: "header", name: `X-${salt(one)}` }]),
    );
    const paths = Object.fromEntries(
      all.map((one) => [
        `/${salt(one)}`,
        {
          servers: [{ url: `https://${salt(one)}.test` }],
          get: { operationId: salt(one), security: [{ [one]: [] }] },
        },
      ]),
    );
    const found = await requestsOf({ paths, components: { securitySchemes } });
    return Object.fromEntries(
      all.map((one) => {
        const own = found.find(({ request }) => request.url.raw.endsWith(salt(one)));
        const told =
          own === undefined
            ? ""
            : JSON.stringify([own.request.auth, headerOf(own, `X-${salt(one)}`)]);
        return [one, [/\{\{(.*?)\}\}/.exec(told)?.[1] ?? "", own?.request.url.host[0] ?? ""]];
      }),
    );
  };
  keepTheirNames(named, { wishes: scheme, alphabet: /^(?:\{\{)?[A-Za-z0-9_.-]+(?:\}\})?$/ });

  it("are those of the document's server and of what extensions name, whatever else wants them", async () => {
    const [one, other] = await requestsOf({
      servers: [{ url: "https://z.test" }],
      paths: {
        "/a": { servers: [{ url: "https://a.test" }], get: { operationId: "a" } },
        "/b": { get: { operationId: "b" } },
      },
    });
    expect(one?.request.url.host).toEqual([expect.stringMatching(/^\{\{baseUrl_[0-9a-f]{8}\}\}$/)]);
    expect(other?.request.url.host).toEqual(["{{baseUrl}}"]);
  });
});
