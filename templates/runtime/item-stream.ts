import type { Reading } from "./answer.js";
import type { Deadline } from "./deadline.js";
import type { EventsDescriptor, JsonText, OperationDescriptor } from "./descriptor.js";
import {
  NetworkError,
  UnexpectedResponseError,
  ValidationError,
  type CallContext,
} from "./errors.js";
import { createEventParser, type ServerSentEvent } from "./event-stream.js";
import { streamOf } from "./media-type.js";
import { createLineSplitter, createRecordSplitter, type Splitter } from "./splitter.js";
import type { ValidationIssue } from "./validation.js";

/** An answer whose body is a sequence of items, and how it is read. */
export interface StreamSource {
  readonly call: CallContext;
  readonly response: Response;
  readonly format: "lines" | "sequence" | EventsDescriptor;
  readonly deadline: Deadline;
  readonly parse: JsonText["parse"];
  /** What is wrong with an item; nothing where items are not judged. */
  readonly issuesOf?: ((item: unknown) => readonly ValidationIssue[]) | undefined;
  /** Has an item shown without what is secret in it. */
  readonly conceal?: ((item: unknown) => void) | undefined;
}

/** Opens an answer's stream, as it was read. Only operations that have one bring it along. */
export type OpenItems = (
  operation: OperationDescriptor,
  reading: Reading,
  answer: Omit<StreamSource, "format" | "parse" | "conceal">,
  json?: JsonText,
) => ItemStream<unknown>;

/** `EventStream` for server-sent events, `ItemStream` for all else. */
export const openItems: OpenItems = (operation, { key = "", mediaType = "" }, answer, json) => {
  const { responses, conceal, secrets = [] } = operation;
  const source = {
    ...answer,
    parse: json?.parse ?? JSON.parse,
    conceal: conceal && ((item: unknown) => void conceal({ data: item }, secrets)),
  };
  const format = streamOf(responses[key] ?? {}, mediaType) ?? "lines";
  return typeof format === "string"
    ? new ItemStream({ ...source, format })
    : new EventStream({ ...source, format }, format);
};

/** How much of an item that could not be parsed is kept, characters. */
const EXCERPT = 4_096;

/**
 * The items of an answer, one by one as they arrive. Leaving the loop early closes the connection;
 * a stream that is never read must be cancelled. It can be read once.
 *
 * Iterating throws `UnexpectedResponseError` at an item that is not JSON, `ValidationError` at one
 * that the document does not allow, `NetworkError` where the connection is lost, and the reason of
 * the call's signal once that is aborted.
 */
export class ItemStream<Item> implements AsyncIterable<Item> {
  readonly #source: StreamSource;
  #body: ReadableStream<Uint8Array> | undefined;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;

  constructor(source: StreamSource) {
    this.#source = source;
    this.#body = source.response.body ?? new Response("").body ?? undefined;
  }

  /** The bytes instead of the items. Whoever takes them reads them. */
  get body(): ReadableStream<Uint8Array> {
    if (this.#body === undefined) throw new TypeError("the stream has been read");
    const body = this.#body;
    this.#body = undefined;
    return body;
  }

  /** Ends the stream, and with it a loop that is waiting for the next item. */
  async cancel(reason?: unknown): Promise<void> {
    const body = this.#body;
    this.#body = undefined;
    this.#source.deadline.close();
    await (this.#reader ?? body)?.cancel(reason);
  }

  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    return this.items();
  }

  /** @internal */
  protected async *items(): AsyncGenerator<Item, void, undefined> {
    const splitter =
      this.#source.format === "sequence" ? createRecordSplitter() : createLineSplitter();
    let index = 0;
    for await (const text of this.parts(splitter, true)) {
      yield this.judged(this.parsed(text, index), index) as Item;
      index += 1;
    }
  }

  /** @internal JSON must be UTF-8; in an event stream what is not is replaced. */
  protected async *parts<Part>(
    splitter: Splitter<Part>,
    strict: boolean,
  ): AsyncGenerator<Part, void, undefined> {
    const { call, response, deadline } = this.#source;
    const reader = this.body.getReader();
    const decoder = new TextDecoder("utf-8", { fatal: strict });
    const decoded = (bytes?: Uint8Array) => {
      try {
        return decoder.decode(bytes, { stream: bytes !== undefined });
      } catch (cause) {
        throw new UnexpectedResponseError(call, "the stream is not text in utf-8", {
          response,
          cause,
        });
      }
    };
    // Where `fetch` does not hear the signal, the reading ends all the same.
    const abort = () => void reader.cancel().catch(() => undefined);
    this.#reader = reader;
    deadline.signal.addEventListener("abort", abort);
    let isOver = false;
    try {
      for (;;) {
        const { value, done } = await read(reader, call, deadline);
        isOver = done;
        yield* splitter.push(decoded(value));
        if (done) break;
      }
      yield* splitter.end();
    } finally {
      deadline.signal.removeEventListener("abort", abort);
      deadline.close();
      this.#reader = undefined;
      if (!isOver) abort();
    }
  }

  /** @internal */
  protected parsed(text: string, index: number): unknown {
    const { call, response, parse } = this.#source;
    try {
      return parse(text);
    } catch {
      // The parser's message quotes the text.
      throw new UnexpectedResponseError(call, `item ${String(index)} is not JSON`, {
        response,
        text: text.slice(0, EXCERPT),
      });
    }
  }

  /** @internal Findings lead to the item by its index, as in an array. */
  protected judged(item: unknown, index: number): unknown {
    const { call, response, issuesOf, conceal } = this.#source;
    const issues = issuesOf?.(item).map((issue) => ({
      ...issue,
      pointer: `/${String(index)}${issue.pointer}`,
    }));
    if (!issues?.length) {
      conceal?.(item);
      return item;
    }
    throw new ValidationError(call, "response", issues, { body: item, response });
  }
}

async function read(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  call: CallContext,
  { signal }: Deadline,
) {
  try {
    signal.throwIfAborted();
    const result = await reader.read();
    signal.throwIfAborted();
    return result;
  } catch (cause) {
    throw signal.aborted ? signal.reason : new NetworkError(call, cause);
  }
}

/** Says that no more events follow, where data are JSON: no JSON, but a custom of many servers. */
const SENTINEL = "[DONE]";

/** The items of a `text/event-stream`: its events, or what these carry, as the document says. */
export class EventStream<Item> extends ItemStream<Item> {
  readonly #format: EventsDescriptor;
  #lastEventId = "";

  constructor(source: StreamSource, format: EventsDescriptor) {
    super(source);
    this.#format = format;
  }

  /** What to send as `Last-Event-ID` to go on from here; empty before an event has said one. */
  get lastEventId(): string {
    return this.#lastEventId;
  }

  /** The events as they come, not parsed and not judged, instead of the items. */
  async *events(): AsyncGenerator<ServerSentEvent, void, undefined> {
    const parser = createEventParser();
    for await (const event of this.parts(parser, false)) {
      this.#lastEventId = event.id ?? this.#lastEventId;
      yield event;
    }
    this.#lastEventId = parser.lastEventId ?? this.#lastEventId;
  }

  /** @internal */
  protected override async *items(): AsyncGenerator<Item, void, undefined> {
    const { item, data: usual, except = {} } = this.#format;
    let index = 0;
    for await (const event of this.events()) {
      const name = event.event ?? "message";
      const isJson = (Object.hasOwn(except, name) ? except[name] : usual) === "json";
      if (isJson && event.data === SENTINEL) return;
      const data = isJson ? this.parsed(event.data, index) : event.data;
      yield this.judged(item === "data" ? data : { ...event, data }, index) as Item;
      index += 1;
    }
  }
}
