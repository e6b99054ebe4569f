import { join } from "node:path";
import { expect, test } from "vitest";
import { documentOf, generated, inFolder } from "../generated.js";

const answer = {
  description: "ok",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
};
const document = documentOf(
  {
    Pet: {
      type: "object",
      required: ["id"],
      properties: { id: { type: "integer" }, name: { type: "string" } },
    },
  },
  {
    "/pet": {
      get: { operationId: "getPet", tags: ["pets"], responses: { "200": answer } },
      post: { operationId: "addPet", tags: ["pets"], responses: { "200": answer } },
    },
  },
);
const files = generated(document, ["types", "models", "client", "zod"]);

interface Package {
  createClient(options: object): { readonly pets: Record<string, () => Promise<unknown>> };
}

const WRONG: readonly (readonly [what: string, value: unknown, told: string])[] = [
  ["of another shape", { title: "invented" }, 'body must have "id"'],
  ["with a member of another type", { id: "invented" }, "body/id must be an integer"],
  ["that is a list", [{ id: 1 }], "body must be an object"],
  ["that is null", null, "body must be an object"],
];

test.each(WRONG)("an answer %s is refused where validators judge", async (_, value, told) => {
  await inFolder(await files, async (folder) => {
    const { createClient } = (await import(join(folder, "src/index.ts"))) as Package;
    const { validators } = (await import(join(folder, "src/schemas/index.ts"))) as {
      validators: object;
    };
    let requests = 0;
    const options = {
      baseUrl: "https://api.test",
      fetch: () => {
        requests += 1;
        return Promise.resolve(Response.json(value));
      },
    };
    const judged = createClient({ ...options, validation: { validators } }).pets;
    for (const call of ["get", "add"]) {
      requests = 0;
      const error: unknown = await judged[call]?.().catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        ...{ name: "ValidationError", target: "response", status: 200, attempts: 1 },
        body: value,
      });
      const { issues } = error as { issues: { in: string; pointer: string; message: string }[] };
      expect(
        issues.map(({ in: place, pointer, message }) => `${place}${pointer} ${message}`),
      ).toEqual([told]);
      expect(JSON.stringify(error)).not.toContain("invented");
      // It came whole: another like it would be no better.
      expect(requests).toBe(1);
      // What validators judge is a caller's choice, for a client or a call.
      expect(await createClient(options).pets[call]?.()).toEqual(value);
    }
  });
});
