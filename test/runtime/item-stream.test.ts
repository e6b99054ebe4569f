import { describe, expect, test } from "vitest";
import type { ContentDescriptor, OperationDescriptor } from "../../templates/runtime/descriptor.js";
import {
  ApiError,
  NetworkError,
  UnexpectedResponseError,
  ValidationError,
} from "../../templates/runtime/errors.js";
import { EventStream, openItems, type ItemStream } from "../../templates/runtime/item-stream.js";
import { encodeBody } from "../../templates/runtime/body.js";
import { writeLines, writeSequence } from "../../templates/runtime/json-lines.js";
import { judge } from "../../templates/runtime/judge.js";
import type { Validator } from "../../templates/runtime/validation.js";
import { settled } from "./fake-clock.js";
import { json } from "./fake-server.js";
import { opened } from "./opened.js";

const EVENTS = "text/event-stream";
const LINES = "application/jsonl";

function operation(content: ContentDescriptor): OperationDescriptor {
  return { name: "watch", method: "get", path: "/watch", responses: { "200": content }, openItems };
}

/** A body that arrives in pieces; `closed` tells whether the reader gave it up. */
function bodyOf(pieces: readonly (string | Uint8Array)[], end: "close" | "stay" | Error = "close") {
  let index = 0;
  const state = { cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces[index];
        index += 1;
        if (piece !== undefined) {
          controller.enqueue(typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
        } else if (end === "close") controller.close();
        else if (end !== "stay") controller.error(end);
        else return new Promise<void>(() => undefined);
        return undefined;
      },
      cancel() {
        state.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, state };
}

interface Streamed {
  readonly content: ContentDescriptor;
  readonly pieces?: readonly (string | Uint8Array)[];
  readonly end?: "close" | "stay" | Error;
  readonly item?: Validator;
  readonly signal?: AbortSignal;
}

async function open({ content, pieces = [], end, item, signal }: Streamed) {
  const [type = ""] = Object.keys(content);
  const { body, state } = bodyOf(pieces, end);
  const validators = {
    watch: { judge, responses: { "200": item === undefined ? {} : { [type]: item } } },
  };
  const { transport, clock } = opened(
    () => new Response(body, { headers: { "content-type": `${type}; charset=utf-8` } }),
    { validation: { validators } },
  );
  const options = signal === undefined ? {} : { signal };
  const stream = await transport.call<ItemStream<unknown>>(operation(content), {}, options);
  return { stream, state, clock };
}

async function all(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error("it succeeded");
    },
    (error: unknown) => error,
  );
}

const isNumber: Validator = {
  safeParse: (value) =>
    typeof value === "number"
      ? { success: true, data: value }
      : { success: false, error: { issues: [{ path: ["n"], message: "no number" }] } },
};

describe("JSON Lines", () => {
  const lines = (...pieces: (string | Uint8Array)[]) =>
    open({ content: { [LINES]: "lines" }, pieces });

  test("come item by item, wherever they are cut", async () => {
    const { stream } = await lines('{"a":', '1}\n\r\n{"a"', ':2}\r\n{"a":3}');
    expect(await all(stream)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
  });

  test("are cut inside a character without harm", async () => {
    const bytes = new TextEncoder().encode('"\u{1f600}é"\n');
    const { stream } = await lines(...[...bytes].map((byte) => Uint8Array.of(byte)));
    expect(await all(stream)).toEqual(["\u{1f600}é"]);
  });

  test("of a sequence are told apart by record separators", async () => {
    const content = { "application/json-seq": "sequence" } as const;
    const { stream } = await open({ content, pieces: ['\u001e{"a":\n1}\n\u001e', "\u001e[2]\n"] });
    expect(await all(stream)).toEqual([{ a: 1 }, [2]]);
  });

  test("that are no JSON say which, and keep the beginning", async () => {
    const { stream } = await lines('1\n{"secret', "\n3\n");
    const error = await failure(all(stream));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^watch: item 1 is not JSON \(200 from GET /) as string,
      text: '{"secret',
    });
    expect(JSON.stringify(error)).not.toContain("secret");
  });

  test("must be UTF-8", async () => {
    const { stream } = await lines(Uint8Array.of(0x22, 0xff, 0x22, 0x0a));
    expect(await failure(all(stream))).toMatchObject({
      message: expect.stringMatching(/not text in utf-8/) as string,
    });
  });

  test("are judged one by one, by their index", async () => {
    const { stream, state } = await open({
      content: { [LINES]: "lines" },
      pieces: ['1\n"two"\n', "3\n"],
      item: isNumber,
    });
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const item of stream) seen.push(item);
    })();
    const error = await failure(reading);
    expect(seen).toEqual([1]);
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ target: "response", issues: [{ pointer: "/1/n" }], body: "two" });
    expect(state.cancelled).toBe(true);
  });
});

describe("server-sent events", () => {
  test("give what their data hold", async () => {
    const { stream } = await open({
      content: { [EVENTS]: "events" },
      pieces: ['\ufeffevent: a\ndata: {"n":\ndata: 1}\n\n', ": ping\n\ndata: 2\n\n"],
    });
    expect(stream).toBeInstanceOf(EventStream);
    expect(await all(stream)).toEqual([{ n: 1 }, 2]);
  });

  test("end at [DONE] where data are JSON, and the connection with them", async () => {
    const { stream, state } = await open({
      content: { [EVENTS]: "events" },
      pieces: ["data: 1\n\ndata: [DONE]\n\n"],
      end: "stay",
    });
    expect(await all(stream)).toEqual([1]);
    expect(state.cancelled).toBe(true);
  });

  test("give their text where the document says so", async () => {
    const { stream } = await open({
      content: { [EVENTS]: { item: "data", data: "text" } },
      pieces: ["data: 1\n\ndata: [DONE]\n\n"],
    });
    expect(await all(stream)).toEqual(["1", "[DONE]"]);
  });

  test("are whole where the document says so, their data as their name says", async () => {
    const { stream } = await open({
      content: { [EVENTS]: { item: "event", data: "json", except: { done: "text" } } },
      pieces: ["event: add\nid: 1\ndata: {}\n\ndata: 5\n\nevent: done\ndata: [DONE]\n\n"],
    });
    expect(await all(stream)).toEqual([
      { event: "add", id: "1", data: {} },
      { data: 5 },
      { event: "done", data: "[DONE]" },
    ]);
    expect((stream as EventStream<unknown>).lastEventId).toBe("1");
  });

  test("can be had as they came", async () => {
    const { stream } = await open({
      content: { [EVENTS]: "events" },
      pieces: ["event: a\ndata: no JSON\n\nid: 4\n\n"],
      item: isNumber,
    });
    const events = stream as EventStream<unknown>;
    expect(await all(events.events())).toEqual([{ event: "a", data: "no JSON" }]);
    expect(events.lastEventId).toBe("4");
  });

  test("replace what is no UTF-8", async () => {
    const { stream } = await open({
      content: { [EVENTS]: { item: "data", data: "text" } },
      pieces: ["data: ", Uint8Array.of(0xff), "\n\n"],
    });
    expect(await all(stream)).toEqual(["\ufffd"]);
  });
});

describe("a stream", () => {
  const endless = () => open({ content: { [LINES]: "lines" }, pieces: ["1\n2\n"], end: "stay" });

  test("that a loop leaves early is given up", async () => {
    const { stream, state, clock } = await endless();
    for await (const item of stream) if (item === 1) break;
    expect(state.cancelled).toBe(true);
    expect(clock.pending).toBe(0);
  });

  test("that is cancelled ends a loop that waits", async () => {
    const { stream, state } = await endless();
    const reading = all(stream);
    await settled();
    await stream.cancel();
    expect(await reading).toEqual([1, 2]);
    expect(state.cancelled).toBe(true);
  });

  test("that nobody reads can be cancelled", async () => {
    const { stream, state } = await endless();
    await stream.cancel();
    expect(state.cancelled).toBe(true);
    expect(await failure(all(stream))).toBeInstanceOf(TypeError);
  });

  test("ends with the reason of its caller's signal", async () => {
    const controller = new AbortController();
    const { stream, state } = await open({
      content: { [LINES]: "lines" },
      pieces: ["1\n"],
      end: "stay",
      signal: controller.signal,
    });
    const reading = all(stream);
    await settled();
    controller.abort(new Error("enough"));
    expect(await failure(reading)).toMatchObject({ message: "enough" });
    expect(state.cancelled).toBe(true);
  });

  test("outlives the call's timeout", async () => {
    const { stream, clock } = await open({ content: { [LINES]: "lines" }, pieces: ["1\n"] });
    await clock.advance(3_600_000);
    expect(await all(stream)).toEqual([1]);
  });

  test("that breaks is the network's fault", async () => {
    const { stream } = await open({
      content: { [LINES]: "lines" },
      pieces: ["1\n"],
      end: new Error("reset"),
    });
    expect(await failure(all(stream))).toBeInstanceOf(NetworkError);
  });

  test("is read once", async () => {
    const { stream } = await open({ content: { [LINES]: "lines" }, pieces: ["1\n"] });
    expect(await all(stream)).toEqual([1]);
    expect(await failure(all(stream))).toMatchObject({ message: "the stream has been read" });
  });

  test("can be had as bytes", async () => {
    const { stream } = await open({ content: { [LINES]: "lines" }, pieces: ["no JSON"] });
    expect(await new Response(stream.body).text()).toBe("no JSON");
  });

  test("of a body that is none has no items", async () => {
    const { transport } = opened(() => new Response(null, { headers: { "content-type": LINES } }));
    const stream = await transport.call<ItemStream<unknown>>(
      operation({ [LINES]: "lines" }),
      {},
      {},
    );
    expect(await all(stream)).toEqual([]);
  });
});

describe("one of several media types", () => {
  const content = { "application/json": "json", [EVENTS]: "events" } as const;
  const chat: OperationDescriptor = {
    ...operation(content),
    responses: { "200": content, default: { "application/problem+json": "json" } },
  };
  const answering = (type: string) => () =>
    new Response("data: 1\n\n", { headers: { "content-type": type } });

  test("is asked for by name, errors still as they come", async () => {
    const { transport, seen } = opened(answering(EVENTS));
    const stream = await transport.call<ItemStream<unknown>>(chat, {}, { accept: EVENTS });
    expect(seen[0]?.headers.get("accept")).toBe("text/event-stream, application/problem+json");
    expect(await all(stream)).toEqual([1]);
  });

  test("is JSON unless asked for, and an answer of another is refused", async () => {
    const { transport, seen } = opened(answering(EVENTS));
    expect(await failure(transport.call(chat))).toBeInstanceOf(UnexpectedResponseError);
    expect(seen[0]?.headers.get("accept")).toBe("application/json, application/problem+json");
  });

  test("that was asked for is what must come", async () => {
    const { transport } = opened(() => json({}));
    const call = transport.call(chat, {}, { accept: EVENTS });
    expect(await failure(call)).toMatchObject({
      message: expect.stringMatching(/is application\/json, not /) as string,
    });
  });

  test("does not matter to an error", async () => {
    const { transport } = opened(() => json({ title: "no" }, 400));
    const error = await failure(transport.call(chat, {}, { accept: EVENTS }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ body: { title: "no" } });
  });
});

describe("items that are sent", () => {
  const send: OperationDescriptor = {
    name: "send",
    method: "post",
    path: "/send",
    body: {
      required: true,
      content: { [LINES]: "lines", "application/json-seq": "sequence" },
      writers: { lines: writeLines, sequence: writeSequence },
      encodeBody,
    },
    responses: { "204": {} },
  };
  const sending = (body: unknown, contentType?: string, item?: Validator) => {
    const validators = {
      send: { judge, body: item === undefined ? {} : { [LINES]: item }, responses: {} },
    };
    const { transport, seen } = opened(() => new Response(null, { status: 204 }), {
      validation: { validators },
    });
    const input = contentType === undefined ? { body } : { body, contentType };
    return { call: transport.call(send, input), seen };
  };
  async function* yielding(...items: unknown[]) {
    for (const item of items) yield await Promise.resolve(item);
  }

  test.each([
    ["a list", () => [{ a: 1 }, "b"], undefined, '{"a":1}\n"b"\n'],
    ["a set", () => new Set([1, 2]), undefined, "1\n2\n"],
    ["what comes later", () => yielding(1, [2]), undefined, "1\n[2]\n"],
    ["text that is written already", () => "1\n2", undefined, "1\n2"],
    ["a sequence", () => [1, 2], "application/json-seq", "\u001e1\n\u001e2\n"],
  ])("%s", async (_name, body, contentType, want) => {
    const { call, seen } = sending(body(), contentType);
    await call;
    expect(seen[0]?.body).toBe(want);
    expect(seen[0]?.headers.get("content-type")).toBe(contentType ?? LINES);
  });

  test("as a list are judged before", async () => {
    const { call, seen } = sending([1, "two"], undefined, isNumber);
    expect(await failure(call)).toMatchObject({ target: "request", issues: [{ pointer: "/1/n" }] });
    expect(seen).toEqual([]);
  });

  test("later are judged on their way, and the call fails by the first that is refused", async () => {
    let isOver = false;
    async function* items() {
      try {
        yield await Promise.resolve(1);
        yield "two";
        yield 3;
      } finally {
        isOver = true;
      }
    }
    const { call } = sending(items(), undefined, isNumber);
    const error = await failure(call);
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ target: "request", issues: [{ pointer: "/1/n" }] });
    expect(isOver).toBe(true);
  });
});
