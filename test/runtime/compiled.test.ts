import { describe, expect, test } from "vitest";
import * as z from "zod";
import { createCompiler } from "../../templates/runtime/compiled.js";
import { judge } from "../../templates/runtime/judge.js";
import { openTransport } from "../../templates/runtime/transport.js";
import type { Validator } from "../../templates/runtime/validation.js";
import { fakeServer, json } from "./fake-server.js";

const Pet = z.looseObject({ name: z.string() });
const validators = {
  judge,
  path: z.looseObject({ petId: z.int() }),
  responses: { "200": { "application/json": Pet } },
};

/** `z.compile`, each schema it is given written down. */
function recording() {
  const seen: Validator[] = [];
  const compile = (schema: never): Validator => {
    seen.push(schema);
    return z.compile(schema);
  };
  return { seen, compile };
}

describe("createCompiler", () => {
  test("compiles what is asked for, when it is asked for", () => {
    const { seen, compile } = recording();
    const compiled = createCompiler(compile)(validators);
    expect(seen).toEqual([]);
    expect(compiled.path?.safeParse({ petId: 1 }).success).toBe(true);
    expect(seen).toEqual([validators.path]);
    expect(compiled.query).toBeUndefined();
    expect(Object.keys(compiled).sort()).toEqual(["judge", "path", "responses"]);
  });

  test("compiles a schema once, however many operations have it", () => {
    const { seen, compile } = recording();
    const compiled = createCompiler(compile);
    const other = { judge, body: { "application/json": Pet }, responses: {} };
    const answer = compiled(validators).responses["200"]?.["application/json"];
    expect(compiled(other).body?.["application/json"]).toBe(answer);
    expect(compiled(validators)).toBe(compiled(validators));
    expect(seen).toEqual([Pet]);
  });
});

describe("a transport that compiles", () => {
  const operation = {
    name: "getPet",
    method: "get",
    path: "/pets/{petId}",
    parameters: [{ in: "path", key: "petId" }],
    responses: { "200": { "application/json": "json" } },
  } as const;
  const opened = (compile: (schema: never) => Validator, body: unknown) =>
    openTransport(
      { servers: [{ url: "https://api.example.test" }], security: {} },
      {
        fetch: fakeServer(() => json(body)).fetch,
        validation: { validators: { getPet: validators }, compile },
      },
    );

  test("judges by what the compiler gave back", async () => {
    const { seen, compile } = recording();
    const input = { path: { petId: 7 } };
    await expect(opened(compile, { name: "Rex" }).call(operation, input)).resolves.toEqual({
      name: "Rex",
    });
    expect(seen).toEqual([validators.path, Pet]);
  });

  test("finds the same faults", async () => {
    const faults = async (compile: (schema: never) => Validator): Promise<unknown> =>
      opened(compile, { name: 7 })
        .call(operation, { path: { petId: 7 } })
        .then(
          () => "no fault",
          (error: unknown) => (error as { issues: unknown }).issues,
        );
    const found = await faults((schema) => z.compile(schema));
    expect(found).toMatchObject([{ pointer: "/name" }]);
    expect(found).toEqual(await faults((schema) => schema));
  });
});
