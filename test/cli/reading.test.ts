import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadFrom } from "../../scripts/disk.js";
import { textOf } from "../../scripts/utf8.js";
import { inTemporaryFolder, script } from "./command.js";

const bytes = (text: string, encoding: BufferEncoding): Buffer => Buffer.from(text, encoding);

describe("bytes that are read as UTF-8", () => {
  it.each([
    ["UTF-8", bytes("title: Café \u{1f408}", "utf8")],
    ["UTF-8 with its mark", bytes("\ufefftitle: Café", "utf8")],
    ["a replacement that the author has written", bytes("title: Caf\ufffd", "utf8")],
    ["nothing", Buffer.alloc(0)],
    ["one byte", bytes("a", "utf8")],
  ])("are, of %s", (_, given) => {
    expect(textOf(given)).toEqual({ kind: "text", text: given.toString("utf8") });
  });

  it.each([
    ["UTF-16", bytes("\ufeffopenapi: 3.1.0", "utf16le")],
    ["UTF-16", bytes("openapi: 3.1.0", "utf16le")],
    ["UTF-16", bytes("\ufeffopenapi: 3.1.0", "utf16le").swap16()],
    ["UTF-16", bytes("openapi: 3.1.0", "utf16le").swap16()],
    ["UTF-32", bytes("\xff\xfe\0\0o\0\0\0", "latin1")],
    ["UTF-32", bytes("\0\0\0o\0\0\0p", "latin1")],
  ])("are named where they are %s", (encoding, given) => {
    expect(textOf(given)).toEqual({ kind: "not-utf8", encoding });
  });

  it.each([
    ["title: Café", 1, 11, 0xe9],
    ["a: b\r\nc: \xfcber\n", 2, 4, 0xfc],
    ["\xef\xbf\xbd\xe9", 1, 2, 0xe9],
    ["a\xff", 1, 2, 0xff],
  ])("are refused where they are neither: %j", (text, line, column, byte) => {
    expect(textOf(bytes(text, "latin1"))).toMatchObject({
      kind: "not-utf8",
      position: { line, column },
      byte,
    });
  });

  it("are refused at their place, and nothing is written", () =>
    inTemporaryFolder(async (folder) => {
      const text = "openapi: 3.1.0\ninfo: { title: Café, version: '1' }\npaths: {}\n";
      await writeFile(join(folder, "api.yaml"), bytes(text, "latin1"));
      const args = ["generate", "--input", "api.yaml", "--output", "out"];
      const { code, stdout, stderr } = await script("codegen", args, { cwd: folder });
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(/^api\.yaml:2:19 error source\/encoding: /);
    }));
});

describe("the entry of a document", () => {
  it.skipIf(process.platform === "win32")("is no device, whose text never ends", async () => {
    const reason = "it is no regular file";
    expect(await loadFrom("/dev/zero")("zero")).toEqual({ kind: "unreadable", reason });
  });

  it.skipIf(process.platform === "win32")("is the file that was named, backslashes and all", () =>
    inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, "api.yaml"), "another's");
      const named = join(folder, "C:\\work\\api.yaml");
      expect(await loadFrom(named)("api.yaml")).toEqual({ kind: "missing" });
      await writeFile(named, "its own");
      expect(await loadFrom(named)("api.yaml")).toEqual({ kind: "text", text: "its own" });
    }),
  );
});
