import type { Operation, SuiteCase } from "../../../generator/index.js";

/** A fault of Prism that its own threads know, and how it shows. */
export interface KnownFault {
  readonly id: string;
  readonly thread: string;
  readonly says: string;
  /** Whether it explains that Prism is to blame for a case; `words` is what went wrong. */
  explains(one: SuiteCase, operation: Operation, words: string): boolean;
}

/** @see https://github.com/stoplightio/prism/issues */
export const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    id: "xml",
    thread: "https://github.com/stoplightio/prism/issues/2050",
    says: "Prism judges the text of an XML body as if it were JSON",
    explains: (one, { requestBody, responses }, words) =>
      /\bbody\b/i.test(words) &&
      [...(requestBody?.content ?? []), ...responses.flatMap(({ content }) => content)].some(
        ({ type }) => /[/+]xml\b/i.test(type) && one.pointer.includes(type.replace("/", "~1")),
      ),
  },
  {
    id: "multipart-json",
    thread: "https://github.com/stoplightio/prism/issues/2008",
    says: "Prism takes a part of a multipart form that is JSON for a text",
    explains: (_, { requestBody }, words) =>
      requestBody?.content.some(({ codec }) => codec === "multipart") === true &&
      /body|the mock answers with 4\d\d|accepts what the document forbids/.test(words),
  },
];

export function faultOf(
  one: SuiteCase,
  operation: Operation,
  words: string,
): KnownFault | undefined {
  return KNOWN_FAULTS.find((fault) => fault.explains(one, operation, words));
}
