import { api, OPERATION, own, type Placed, type Position } from "../position.js";
import { withOperation } from "../position.js";

/** The path as a URL has it: what may stand there stays, triplets too, the rest is percent-encoded. */
function onTheWire(path: string): string {
  const [before = ""] = path.split(/[?#]/, 1);
  return before.replace(/%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~!$&'()*+,;=:@/]|[^]/gu, (part) =>
    /^(?:%..|[A-Za-z0-9\-._~!$&'()*+,;=:@/])$/.test(part) ? part : bytesOf(part),
  );
}

function bytesOf(character: string): string {
  const hex = Buffer.from(character).toString("hex").toUpperCase();
  return hex.replace(/../g, "%$&");
}

/** Why no URL carries a path as it is written. */
function isUnfit(path: string): boolean {
  const names = namesIn(path);
  return (
    path.split("/").some(isDots) ||
    /[{}]/.test(path.replace(/\{[^{}]+\}/g, "")) ||
    new Set(names).size < names.length
  );
}

/** What a path has for parameters: one that nothing declares is taken for a text. */
function namesIn(path: string): string[] {
  return path.match(/\{[^{}]+\}/g) ?? [];
}

/** What URLs resolve away. @see https://url.spec.whatwg.org/#double-dot-path-segment */
function isDots(segment: string): boolean {
  return /^(?:\.|%2e){1,2}$/i.test(segment);
}

function placed(path: string, rest: Omit<Placed, "document">): Placed {
  const document = api({ paths: own(path, { get: OPERATION }) });
  if (isUnfit(path)) return { document, refused: "path/template" };
  return namesIn(path).length > 0
    ? { document }
    : { document, sent: { path: onTheWire(path) }, ...rest };
}

/** Paths, and the names an operation goes by. */
export const paths: readonly Position[] = [
  {
    name: "path/segment",
    place: (text) => placed(`/things/${text}/end`, { shown: [`/things/${text}/end`] }),
  },
  {
    name: "path/whole",
    // One that lacks its slash is given it; an address of its own is none.
    place: (text) => {
      if (text.startsWith("/")) return placed(text, {});
      const document = api({ paths: own(text, { get: OPERATION }) });
      if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return { document, refused: "path/slash" };
      const slashed = placed(`/${text}`, {});
      return slashed.refused === undefined
        ? { ...slashed, document }
        : { document, refused: slashed.refused };
    },
  },
  {
    name: "path/parameter name",
    place: (text) => {
      const path = `/things/{${text}}`;
      const parameter = { name: text, in: "path", required: true, schema: { type: "string" } };
      return {
        document: api({ paths: own(path, { get: { ...OPERATION, parameters: [parameter] } }) }),
        ...(text === "" || /[{}]/.test(text)
          ? { refused: "path/template" }
          : { sent: { path: "/things/a%20b" } }),
        input: { path: own(text, "a b") },
        shown: [text],
      };
    },
  },
  {
    name: "operation/operationId",
    place: (text) => ({
      document: withOperation({ operationId: text }),
      sent: { path: "/things" },
    }),
  },
  {
    name: "operation/tag",
    place: (text) => ({ document: withOperation({ tags: [text] }), sent: { path: "/things" } }),
  },
  {
    name: "operation/tags twice",
    place: (text) => ({
      document: api({
        paths: {
          "/a": { get: { ...OPERATION, operationId: "getA", tags: [text] } },
          "/b": { get: { ...OPERATION, operationId: "getB", tags: [text.toUpperCase()] } },
        },
      }),
    }),
  },
  {
    name: "operation/summary",
    place: (text) => ({ document: withOperation({ summary: text }), shown: [text] }),
  },
  {
    name: "operation/description",
    place: (text) => ({
      document: withOperation({ description: text }),
      sent: { path: "/things" },
    }),
  },
  {
    name: "operation/externalDocs",
    place: (text) => ({
      document: withOperation({ externalDocs: { url: text, description: text } }),
    }),
  },
  {
    name: "operation/unknown field",
    place: (text) => ({ document: withOperation(own(`x-${text}`, own(text, text))) }),
  },
  {
    name: "path/webhook name",
    place: (text) => ({
      document: api({ webhooks: own(text, { post: { ...OPERATION, operationId: "told" } }) }),
    }),
  },
  {
    name: "path/callback",
    place: (text) => {
      const item = { post: { ...OPERATION, operationId: "called" } };
      return { document: withOperation({ callbacks: own(text, own(`{$request.${text}}`, item)) }) };
    },
  },
];
