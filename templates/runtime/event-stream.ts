import type { Splitter } from "./splitter.js";

/** An event as it came: fields that it does not have are absent, `data` is not parsed. */
export interface ServerSentEvent {
  readonly event?: string;
  readonly data: string;
  readonly id?: string;
  /** Milliseconds a client should wait before it connects again. */
  readonly retry?: number;
}

/** Reads events from text. */
export interface EventParser extends Splitter<ServerSentEvent> {
  /** The `id` said last, be it by an event without data; undefined before. */
  readonly lastEventId: string | undefined;
}

/**
 * Reads the events of a `text/event-stream`, however its text is cut. Comments, unknown fields and
 * events without data are passed over; so is one that the stream ends in the middle of.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createEventParser(): EventParser {
  let rest = "";
  let afterReturn = false;
  let fields: Fields = {};
  let lastEventId: string | undefined;

  const line = (text: string): ServerSentEvent | undefined => {
    if (text !== "") {
      take(fields, text);
      return undefined;
    }
    const { data, ...others } = fields;
    lastEventId = fields.id ?? lastEventId;
    // An event without data is none, but its id is that of the next.
    fields = data === undefined && fields.id !== undefined ? { id: fields.id } : {};
    return data === undefined ? undefined : { ...others, data: data.join("\n") };
  };

  return {
    push(text) {
      // A line that ended in CR at the end of the last piece has its LF here, if it has one.
      const start = afterReturn && text.startsWith("\n") ? 1 : 0;
      if (text !== "") afterReturn = text.endsWith("\r");
      const events: ServerSentEvent[] = [];
      let from = start;
      for (const { 0: end, index } of text.slice(start).matchAll(/\r\n|\n|\r/g)) {
        const event = line(rest + text.slice(from, start + index));
        if (event !== undefined) events.push(event);
        rest = "";
        from = start + index + end.length;
      }
      rest += text.slice(from);
      return events;
    },
    end: () => [],
    get lastEventId() {
      return lastEventId;
    },
  };
}

interface Fields {
  event?: string;
  data?: string[];
  id?: string;
  retry?: number;
}

function take(fields: Fields, line: string): void {
  const colon = line.indexOf(":");
  const name = colon < 0 ? line : line.slice(0, colon);
  const value =
    colon < 0 ? "" : line.slice(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
  if (name === "data") (fields.data ??= []).push(value);
  else if (name === "event") {
    // An empty name is the same as none.
    if (value === "") delete fields.event;
    else fields.event = value;
  } else if (name === "id") {
    if (!value.includes("\0")) fields.id = value;
  } else if (name === "retry" && /^[0-9]+$/.test(value)) fields.retry = Number(value);
}
