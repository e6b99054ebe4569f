import type { Json } from "../../model/json.js";
import type { Link } from "../../model/links.js";
import { child } from "../../model/pointer.js";
import type { Pointer } from "../../model/schema.js";
import { isObject, member, objectOf, present, textOf } from "../access.js";
import { docsOf } from "../docs.js";
import type { Reading } from "../reading.js";
import { serversOf } from "../security.js";

/** A response's links, in document order. @see https://spec.openapis.org/oas/v3.1.0#link-object */
export function linksOf(reading: Reading, written: Json | undefined, pointer: Pointer): Link[] {
  return Object.entries(objectOf(written)).flatMap(([name, value]) => {
    const [source, at] = reading.follow(value, child(pointer, name));
    if (!isObject(source)) return [];
    const [server] = serversOf([member(source, "server") ?? null], at);
    return [
      present({
        pointer: at,
        name,
        docs: docsOf(source),
        operation: textOf(member(source, "operationId")),
        elsewhere: textOf(member(source, "operationRef")),
        parameters: objectOf(member(source, "parameters")),
        requestBody: member(source, "requestBody"),
        server: server && { ...server, pointer: child(at, "server") },
      }),
    ];
  });
}
