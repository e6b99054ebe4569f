import { describe, expect, it } from "vitest";
import { deriveId } from "../../../generator/document/operation-ids.js";
import type { Json } from "../../../generator/model/json.js";
import { valueAt } from "../../../generator/source/pointer.js";
import { codesOf, documentWith, read } from "./read.js";

describe("deriveId", () => {
  it.each([
    [["/pets", "get"], "getPets"],
    [["/pets/{petId}/toys", "get"], "getPetsByPetIdToys"],
    [["/", "post"], "post"],
    [["/v1.0/pet-toys/{a}.{b}", "put"], "putV10PetToysByAByB"],
    [["/pets/@me", "delete"], "deletePetsMe"],
  ])("%j", (given, want) => {
    expect(deriveId(given)).toBe(want);
  });
});

describe("operations", () => {
  const responses = { "200": { description: "ok" } };
  const ids = async (paths: { [path: string]: Json }) => {
    const result = await read({ "openapi.yaml": documentWith({ paths }) });
    const found = Object.keys(paths).map((path) =>
      valueAt(result.document?.root ?? {}, `#/paths/${path.replaceAll("/", "~1")}/get/operationId`),
    );
    return { found, codes: codesOf(result).map((code) => code.split(" ")[0]) };
  };

  it("are named by method and path where they have no name", async () => {
    const given = { "/a": { get: { responses } }, "/b": { get: { operationId: "b", responses } } };
    expect(await ids(given)).toEqual({ found: ["getA", "b"], codes: ["operation/id-missing"] });
  });

  it("that call back are named after whom they call back, and by what", async () => {
    const back = (...methods: string[]): Json =>
      Object.fromEntries(methods.map((method) => [method, { responses }]));
    const post = (callbacks: Json, operationId?: string): Json => ({
      post: { responses, callbacks, ...(operationId === undefined ? {} : { operationId }) },
    });
    const paths = {
      "/orders": post({ shipped: { "{$request.body#/url}": back("post", "put") } }, "createOrder"),
      "/trips": post({ "on-time": { "{$url}/a": back("post"), "{$url}/b": back("post") } }),
    };
    const { document } = await read({ "openapi.yaml": documentWith({ paths }) });
    const idAt = (pointer: string): Json | undefined =>
      valueAt(document?.root ?? {}, `#/paths/${pointer}/operationId`);
    const orders = "~1orders/post/callbacks/shipped/{$request.body#~1url}";
    const trips = "~1trips/post/callbacks/on-time/{$url}";
    expect([idAt(`${orders}/post`), idAt(`${orders}/put`), idAt(`${trips}~1a/post`)]).toEqual([
      "createOrderShipped",
      "createOrderShippedPut",
      "postTripsOnTime",
    ]);
    expect(idAt(`${trips}~1b/post`)).toMatch(/^postTripsOnTime_[0-9a-f]{8}$/);
  });

  it("keep a name to themselves", async () => {
    const get = { operationId: "list", responses };
    const given = {
      "/a": { get },
      "/b": { get },
      "/c": { get: { operationId: "list_getB", responses } },
    };
    const { found, codes } = await ids(given);
    expect(new Set(found).size).toBe(3);
    expect(found[0]).toBe("list");
    expect(codes).toContain("operation/id-duplicate");
  });

  it("do not take a name another declares", async () => {
    const given = {
      "/a": { get: { responses } },
      "/b": { get: { operationId: "getA", responses } },
    };
    expect((await ids(given)).found).toEqual(["getAOperation", "getA"]);
  });
});
