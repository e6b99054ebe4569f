import type { Json } from "../../model/json.js";
import { isSendable } from "../../model/methods.js";
import type { Link, Operation, Response } from "../../model/model.js";
import type { Place } from "./place.js";
import { linkCallee, linkSample } from "./sample-link.js";
import { addressOf } from "./sample-url.js";
import { jsonText, linked, listed, mono, word, type Span } from "./span.js";

/** What an answer tells of other calls, and how they are made. */
export function linksView(
  response: Response,
  operation: Operation,
  place: Place,
  packageName: string,
): Json {
  const isCalled = place.folder === "operations" && isSendable(operation.method);
  return response.links.map((link) => ({
    text: linkText(link, operation, place),
    description: link.docs.description ?? "",
    typescript: isCalled ? linkSample(link, response, operation, place.model, packageName) : "",
  }));
}

/** `next`, a call of getPet with `petId` from `$response.body#/id` */
function linkText(link: Link, owner: Operation, place: Place): Span[] {
  const { name, operation, elsewhere, parameters, requestBody, call, server } = link;
  const { operations, unsent } = place.model;
  const target = [...operations, ...unsent].find(({ id }) => id === operation);
  const given: Span[][] = [
    ...Object.entries(parameters).map(([parameter, from]) => [
      mono(parameter),
      word(" from "),
      mono(typeof from === "string" ? from : jsonText(from)),
    ]),
    ...(requestBody === undefined
      ? []
      : [
          [
            word("the body from "),
            mono(typeof requestBody === "string" ? requestBody : jsonText(requestBody)),
          ],
        ]),
  ];
  return [
    mono(name),
    ...(target === undefined
      ? []
      : [word(", a call of "), linked(target.id, place.operationLink(target))]),
    ...(elsewhere === undefined ? [] : [word(", a call described at "), mono(elsewhere)]),
    ...(given.length === 0 ? [] : [word(" with "), ...listed(given, "and")]),
    ...(server === undefined ? [] : [word(" at "), mono(addressOf(server))]),
    ...(call === undefined ? [] : [word("; in code "), mono(linkCallee(owner, call))]),
  ];
}
