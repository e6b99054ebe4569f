import { code, type SymbolRef } from "../../code/code.js";
import type { MediaType, Operation } from "../../model/model.js";
import { acceptOf, isNegotiated, type ContentDescriptor } from "../../wire/descriptors.js";
import { hasChoice } from "./answers.js";
import { contentDescriptor } from "./body-descriptors.js";
import { objectOf, told, type Member } from "./literals.js";
import { runtimeValue } from "./symbols.js";

/** What is asked for and what reads it, where that is more than JSON. */
export function answerMembers(operation: Operation): Member[] {
  const { responses } = operation;
  const codecs = new Set(responses.flatMap(({ content }) => content.map(({ codec }) => codec)));
  const readers = Object.entries(READERS)
    .filter(([codec]) => codecs.has(codec as MediaType["codec"]))
    .map(([codec, reader]): Member => [codec, code`${reader}`]);
  const contents = responses.map(({ content }) => contentDescriptor(content) as ContentDescriptor);
  const accept = acceptOf(contents);
  return [
    ...(readers.length === 0 ? [] : [["readers", objectOf(readers)] as const]),
    ...(hasChoice(operation) || contents.some(isNegotiated)
      ? [runtimeValue("negotiation", "negotiation")]
      : told(accept === "application/json" ? {} : { accept })),
  ];
}

const READERS: { readonly [codec in Exclude<MediaType["codec"], "json">]: SymbolRef } = {
  text: runtimeValue("readPlain", "readers"),
  form: runtimeValue("readForm", "readers"),
  binary: runtimeValue("readBytes", "readers"),
  multipart: runtimeValue("readMultipart", "readers"),
  events: runtimeValue("readStream", "readers"),
  lines: runtimeValue("readStream", "readers"),
  sequence: runtimeValue("readStream", "readers"),
};
