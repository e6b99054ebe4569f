/** A part of a multipart body as it came off the socket. */
export interface RawPart {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Reads a multipart body by RFC 2046 alone. @see https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1 */
export function readParts(contentType: string, body: Buffer): RawPart[] {
  const boundary = /;\s*boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error(`no boundary: ${contentType}`);
  // One character a byte, so that positions in the text are positions in the body.
  const pieces = `\r\n${body.toString("latin1")}`.split(`\r\n--${boundary}`);
  const last = pieces.pop();
  if (last !== "--\r\n") throw new Error("the body does not end");
  return pieces.slice(1).map((piece) => {
    // A part without headers begins with the empty line.
    const [, head = "", text = ""] = /^\r\n(?:([^]*?)\r\n)?\r\n([^]*)$/.exec(piece) ?? [];
    const headers = head.split("\r\n").flatMap((line) => {
      const [, name = "", value = ""] = /^([^:]+): *(.*)$/.exec(line) ?? [];
      return name === "" ? [] : [[name.toLowerCase(), value] as const];
    });
    return { headers: Object.fromEntries(headers), body: Buffer.from(text, "latin1") };
  });
}
