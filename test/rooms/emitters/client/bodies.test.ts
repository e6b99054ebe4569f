import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { body, compile, compilers, documentOf, generated, inFolder } from "../generated.js";

const file = { type: "string", format: "binary" };

const document = documentOf(
  {},
  {
    "/pets": {
      post: {
        operationId: "addPet",
        tags: ["pets"],
        requestBody: {
          content: {
            "text/csv": { schema: { type: "string" } },
            "application/json": {
              schema: { type: "object", properties: { id: { type: "integer" } } },
            },
            "application/merge-patch+json": {
              schema: { type: "object", properties: { age: { type: "integer" } } },
            },
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["photo"],
                properties: {
                  photo: file,
                  more: { type: "array", items: file },
                  name: { type: "string" },
                  tags: { type: "array", items: { type: "string" } },
                  address: { type: "object", properties: { city: { type: "string" } } },
                },
              },
              encoding: {
                name: { contentType: "text/markdown" },
                tags: { style: "form", explode: false },
                address: { style: "deepObject" },
                photo: {
                  contentType: "image/png, image/jpeg",
                  headers: { "X-Checksum": { required: true, schema: { type: "string" } } },
                },
              },
              example: {
                photo: "…",
                more: ["…"],
                name: "Rex",
                tags: ["a", "b"],
                address: { city: "Köln" },
              },
            },
          },
        },
        responses: { "204": { description: "made" } },
      },
    },
  },
);

const files = generated(document, ["types", "models", "client"]);

test("a descriptor tells encodings that do not follow from the value, and brings what writes them", async () => {
  expect(body(await files, "src/client/pets.ts")).toContain(`  body: {
    content: {
      "text/csv": "text",
      "application/json": "json",
      "application/merge-patch+json": "json",
      "multipart/form-data": "multipart",
    },
    encoding: {
      "multipart/form-data": {
        name: { contentType: "text/markdown" },
        tags: { style: "form", explode: false },
        address: { style: "deepObject" },
        photo: { contentType: "image/png, image/jpeg", headers: ["X-Checksum"] },
        more: { contentType: "application/octet-stream, */*" },
      },
    },
    writers: { multipart: writeMultipart },
    encodeBody,
  },`);
});

/** Each line must compile, or must not where it ends so. */
const CALLS = `
import { createClient, Part } from "./index.js";
const { pets } = createClient();
const photo = new Blob();
export const calls = [
  () => pets.add(),
  () => pets.add({ body: { id: 1 } }),
  () => pets.add({ body: { id: 1 }, contentType: "application/json" }),
  () => pets.add({ body: { age: 1 }, contentType: "application/merge-patch+json" }),
  () => pets.add({ body: "a,b", contentType: "text/csv" }),
  () => pets.add({ body: { photo, more: [photo, new Uint8Array(1)], tags: ["a"] }, contentType: "multipart/form-data" }),
  () => pets.add({ body: { photo: photo.stream(), address: { city: "a" } }, contentType: "multipart/form-data" }),
  () => pets.add({ body: { photo: new Part(photo, { fileName: "a" }), address: new Part({}) }, contentType: "multipart/form-data" }),
  () => pets.add({ body: new FormData(), contentType: "multipart/form-data" }),
  // @ts-expect-error
  () => pets.add({ body: { age: 1 } }),
  // @ts-expect-error
  () => pets.add({ body: "a,b" }),
  // @ts-expect-error
  () => pets.add({ body: { name: "no photo" }, contentType: "multipart/form-data" }),
  // @ts-expect-error
  () => pets.add({ body: { photo: 1 }, contentType: "multipart/form-data" }),
  // @ts-expect-error
  () => pets.add({ contentType: "text/csv" }),
];
`;

describe("a call's body is of the media type it names, the usual one by default", () => {
  for (const compiler of compilers) {
    test(compiler, async () => {
      await inFolder(await files, async (folder) => {
        await writeFile(join(folder, "src/calls.ts"), CALLS);
        expect(await compile(folder, compiler)).toEqual([]);
      });
    });
  }
});

test("validators leave bytes alone and judge what stands beside them", async () => {
  const withSchemas = await generated(document, ["types", "models", "client", "zod"]);
  await inFolder(withSchemas, async (folder) => {
    const load = (path: string) =>
      import(join(folder, "src", path)) as Promise<Record<string, unknown>>;
    const { addPet, createTransport, Part } = (await load("index.ts")) as {
      createTransport: (options: object) => object;
      addPet: (transport: object, input: object) => Promise<unknown>;
      Part: new (content: unknown, options: object) => object;
    };
    const { validators } = await load("schemas/index.ts");
    const transport = createTransport({
      baseUrl: "https://api.test",
      validation: { validators },
      fetch: () => Promise.resolve(new Response(null, { status: 204 })),
    });
    const contentType = "multipart/form-data";
    const photo = new Part(new Blob(["a"]), { headers: { "X-Checksum": "1" } });
    await addPet(transport, { body: { photo, more: [new Uint8Array(1)] }, contentType });
    await expect(
      addPet(transport, { body: { photo, more: [new Uint8Array(1), 2] }, contentType }),
    ).rejects.toThrow(/body \/more\/1 /);
  });
});

test("samples send what the client sends", async () => {
  const multipart = structuredClone(document) as {
    paths: { "/pets": { post: { requestBody: { content: Record<string, unknown> } } } };
  };
  const { requestBody } = multipart.paths["/pets"].post;
  const only = Object.entries(requestBody.content).filter(([type]) => type.startsWith("multipart"));
  requestBody.content = Object.fromEntries(only);
  const docs = await generated(multipart, ["docs", "postman"]);
  const page = docs.get("docs/operations/add-pet.md") ?? "";
  expect(page).toContain(`  --form 'photo=@file;type=image/png' \\
  --form 'more=@file;type=application/octet-stream' \\
  --form 'name="Rex";type=text/markdown' \\
  --form-string 'tags=a,b' \\
  --form-string 'address[city]=Köln'`);
  expect(page).toContain('photo: new Blob(["…"], { type: "image/png" }),');
  const collection = [...docs].find(([path]) => path.endsWith("collection.json"))?.[1] ?? "";
  expect(collection).toContain('"key": "address[city]"');
  expect(collection).toContain('"value": "a,b"');
});
