import { describe, expect, test } from "vitest";
import { createEventParser } from "../../templates/runtime/event-stream.js";

/** The events of a text that arrives in these pieces. */
function events(...pieces: string[]) {
  const parser = createEventParser();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

describe("the events of a stream", () => {
  test.each([
    ["data: a\n\n", [{ data: "a" }]],
    ["data:a\n\ndata:  b\n\n", [{ data: "a" }, { data: " b" }]],
    ["data: one\ndata: two\n\n", [{ data: "one\ntwo" }]],
    ["data\n\n", [{ data: "" }]],
    ["data\ndata\n\n", [{ data: "\n" }]],
    [
      "event: added\ndata: a\nid: 7\nretry: 300\n\n",
      [{ event: "added", data: "a", id: "7", retry: 300 }],
    ],
    [": a comment\n:\ndata: a\n\n", [{ data: "a" }]],
    ["unknown: x\ndata: a\n\n", [{ data: "a" }]],
    ["retry: 1s\nid: a\0b\nevent:\ndata: a\n\n", [{ data: "a" }]],
    ["event: none\n\ndata: a\n\n", [{ data: "a" }]],
    ["id: 1\n\ndata: a\n\n", [{ id: "1", data: "a" }]],
    ["data: a\n\ndata: cut off", [{ data: "a" }]],
    ["data: a\n\n\n\n\n", [{ data: "a" }]],
    ["data: a: b\n\n", [{ data: "a: b" }]],
  ])("%j", (text, want) => {
    expect(events(text)).toEqual(want);
    for (const end of ["\r", "\r\n"]) expect(events(text.replaceAll("\n", end))).toEqual(want);
  });

  test("are the same wherever the text is cut", () => {
    const text =
      "event: a\r\ndata: 1\r\ndata: 2\r\n\r\ndata: 3\n\ndata: 4\r\rid: 9\r\n\r\ndata: 5\n\n";
    const want = events(text);
    expect(want).toHaveLength(4);
    for (let at = 0; at <= text.length; at += 1) {
      expect(events(text.slice(0, at), text.slice(at))).toEqual(want);
    }
    expect(events(...text)).toEqual(want);
    expect(events(...[...text].flatMap((letter) => [letter, ""]))).toEqual(want);
  });

  test("say the last id, an unfinished event does not", () => {
    const parser = createEventParser();
    expect(parser.lastEventId).toBeUndefined();
    parser.push("id: 1\ndata: a\n\nid: 2\n\nid: 3\ndata: b");
    expect(parser.lastEventId).toBe("2");
  });

  test("take a line in however many pieces it comes", () => {
    const parser = createEventParser();
    for (let piece = 0; piece < 20_000; piece += 1)
      parser.push(piece === 0 ? "data: " : "xxxxxxxxxx");
    expect(parser.push("\n\n")[0]?.data).toHaveLength(199_990);
  });
});
