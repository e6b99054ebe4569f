import { describe, expect, test } from "vitest";
import { withWriter } from "../../generator/wire/descriptors.js";
import { readAnswer } from "../../templates/runtime/answer.js";
import { encodeBody } from "../../templates/runtime/body.js";
import type { OperationDescriptor } from "../../templates/runtime/descriptor.js";
import { exactJson } from "../../templates/runtime/exact-json.js";
import { writeForm } from "../../templates/runtime/form.js";
import { writeMultipart } from "../../templates/runtime/multipart.js";
import { ExactNumber } from "../../templates/runtime/exact-number.js";
import { canonicalText, isJsonObject } from "../../templates/runtime/json-value.js";
import { serializePath, serializeQuery } from "../../templates/runtime/serialize.js";

const id = 9223372036854775807n;
const price = new ExactNumber("0.1000000000000000055");
const operation: OperationDescriptor = {
  name: "getPrice",
  method: "get",
  path: "/prices",
  responses: { "200": { "application/json": "json" } },
};

describe("bodies", () => {
  const value = { id, price };
  const text = '{"id":9223372036854775807,"price":0.1000000000000000055}';
  const of = (type: string, codec: "json" | "form" | "multipart") => ({
    content: { [type]: codec },
    writers: { form: writeForm, multipart: writeMultipart },
    encodeBody,
  });

  test("of JSON are printed exactly", () => {
    const body = of("application/json", "json");
    expect(encodeBody(body, { body: value }, exactJson)?.content).toBe(text);
  });

  test("of forms too, nested values and all", async () => {
    const form = encodeBody(
      of("application/x-www-form-urlencoded", "form"),
      { body: { ...value, nested: value } },
      exactJson,
    );
    const pairs = new URLSearchParams(form?.content as URLSearchParams);
    expect([...pairs]).toEqual([
      ["id", String(id)],
      ["price", String(price)],
      ["nested", text],
    ]);
    const encoded = encodeBody(
      of("multipart/form-data", "multipart"),
      { body: { ...value, nested: value } },
      exactJson,
    );
    const headers = { "content-type": encoded?.contentType ?? "" };
    const parts = await new Response(encoded?.content as Blob, { headers }).formData();
    expect(parts.get("price")).toBe(String(price));
    expect(parts.get("nested")).toBe(text);
  });

  test("of answers are read exactly, those nobody declared among them", async () => {
    const answer = (status: number) =>
      new Response(text, { status, headers: { "content-type": "application/json" } });
    const declared = await readAnswer(operation, answer(200), undefined, exactJson.parse);
    expect(declared).toMatchObject({ value: { id, price } });
    const undeclared = await readAnswer(operation, answer(404), undefined, exactJson.parse);
    expect(undeclared).toMatchObject({
      fault: "the document does not declare this answer",
      value: { id, price },
    });
    expect(await readAnswer(operation, answer(200))).toMatchObject({
      value: { id: Number(id), price: 0.1 },
    });
  });

  test("that are broken say so as ever", async () => {
    const broken = new Response("{secret", { headers: { "content-type": "application/json" } });
    const reading = await readAnswer(operation, broken, undefined, exactJson.parse);
    expect(reading).toMatchObject({ fault: "the answer is not JSON" });
    expect(String((reading as { cause: unknown }).cause)).not.toContain("secret");
  });
});

test("parameters are written exactly, whatever their style", () => {
  const filter = withWriter({ in: "query", key: "filter", content: "json" });
  const deep = withWriter({ in: "query", key: "deep", style: "deepObject" });
  const path = [{ in: "path", key: "price" }] as const;
  expect(serializePath("/prices/{price}", path, { price }, exactJson)).toBe(
    "/prices/0.1000000000000000055",
  );
  expect(serializeQuery([], { ids: [id, price], price }, exactJson)).toBe(
    "ids=9223372036854775807&ids=0.1000000000000000055&price=0.1000000000000000055",
  );
  expect(serializeQuery([deep], { deep: { price } }, exactJson)).toBe(
    "deep%5Bprice%5D=0.1000000000000000055",
  );
  expect(decodeURIComponent(serializeQuery([filter], { filter: { id, price } }, exactJson))).toBe(
    'filter={"id":9223372036854775807,"price":0.1000000000000000055}',
  );
});

test("an exact number is one value, not an object", () => {
  expect(isJsonObject(price)).toBe(false);
  expect(isJsonObject(new Date())).toBe(false);
  expect(isJsonObject({})).toBe(true);
});

test("pages and states that hold them can be compared", () => {
  expect(canonicalText([{ b: price, a: id }])).toBe(
    canonicalText([{ a: id, b: new ExactNumber(String(price)) }]),
  );
  expect(canonicalText([id])).not.toBe(canonicalText([id - 1n]));
});
