import type { Operation, SuiteCase } from "../../../generator/index.js";
import type { Shown } from "../exchange.js";
import type { Judgement } from "../judgement.js";

/** A case that Prism is to blame for, and what went over the wire. */
export interface Blamed {
  readonly one: SuiteCase;
  readonly operation: Operation;
  readonly judgement: Judgement;
  readonly request?: Shown;
}

/** A fault of Prism that its own threads know, and how it shows. */
export interface KnownFault {
  readonly id: string;
  readonly thread: string;
  readonly says: string;
  /** Whether it explains that Prism is to blame. */
  explains(blamed: Blamed): boolean;
}

/** @see https://github.com/stoplightio/prism/issues */
export const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    id: "xml",
    thread: "https://github.com/stoplightio/prism/issues/2050",
    says: "Prism judges the text of an XML body as if it were JSON",
    explains: ({ one, operation: { requestBody, responses }, judgement: { words = "" } }) =>
      /\bbody\b/i.test(words) &&
      [...(requestBody?.content ?? []), ...responses.flatMap(({ content }) => content)].some(
        ({ type }) => /[/+]xml\b/i.test(type) && one.pointer.includes(type.replace("/", "~1")),
      ),
  },
  {
    id: "multipart-json",
    thread: "https://github.com/stoplightio/prism/issues/2008",
    says: "Prism takes a part of a multipart form that is JSON for a text",
    explains: ({ judgement: { verdicts }, request }) => {
      const said = verdicts.find(({ witness }) => witness === "mock")?.words ?? "";
      const parts = jsonParts(request);
      return said
        .split("; ")
        .every((words) =>
          parts.has(/^request\.body\.(\S+) .* must be object$/.exec(words)?.[1] ?? ""),
        );
    },
  },
  {
    id: "null-body",
    thread: "https://github.com/stoplightio/prism/pull/2103",
    says: "Prism takes a JSON body that is null for no body, which may be left out",
    explains: ({ operation: { requestBody }, request }) =>
      requestBody?.required !== true && request?.body === "null",
  },
];

/** The names of the parts of a multipart body that went out as JSON. */
function jsonParts({ headers, body = "" }: Shown = { line: "", headers: {} }): ReadonlySet<string> {
  const isMultipart = headers["content-type"]?.startsWith("multipart/") === true;
  const parts = isMultipart ? body.split(/^--/m) : [];
  return new Set(
    parts
      .filter((part) => /^content-type: application\/([^;\s]+\+)?json\b/im.test(part))
      .map((part) => /\bname="([^"]*)"/.exec(part)?.[1] ?? "")
      .filter((name) => name !== ""),
  );
}

/** The fault that explains why Prism is to blame; undefined for a new one. */
export function faultOf(blamed: Blamed): KnownFault | undefined {
  return KNOWN_FAULTS.find((fault) => fault.explains(blamed));
}
