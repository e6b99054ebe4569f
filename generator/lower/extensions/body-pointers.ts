import { nearest } from "../../document/nearest.js";
import { unescapeToken } from "../../model/pointer.js";
import type { Schema, SchemaId } from "../../model/schema.js";
import { soughtAt } from "./instance-schemas.js";

/** A JSON body that a pointer is to lead into; without a schema, it may be anything. */
export interface Body {
  readonly schema?: SchemaId | undefined;
}

/** What a pointer into bodies leads to: schemas; nothing, with the reason in words; or what nobody says. */
export type End = { readonly schemas: readonly SchemaId[] } | { readonly lost: string } | "unsaid";

/** Of several bodies, one is enough that a pointer leads into. */
export function endOf(
  schemas: { readonly [id: SchemaId]: Schema },
  bodies: readonly Body[],
  pointer: string,
): End {
  const tokens = pointer.split("/").slice(1).map(unescapeToken);
  const ends = bodies.map(({ schema }) =>
    schema === undefined ? "unsaid" : walked(schemas, schema, tokens),
  );
  const found = ends.flatMap((end) => (end !== "unsaid" && "schemas" in end ? end.schemas : []));
  if (found.length > 0) return { schemas: found };
  return ends.includes("unsaid") ? "unsaid" : (ends[0] ?? "unsaid");
}

function walked(
  schemas: { readonly [id: SchemaId]: Schema },
  root: SchemaId,
  tokens: readonly string[],
): End {
  let end: End = { schemas: [root] };
  for (const [index, token] of tokens.entries()) {
    const sought = soughtAt(schemas, root, tokens.slice(0, index + 1));
    if (sought.kind === "open") return "unsaid";
    if (sought.kind === "absent") {
      const place = index === 0 ? "the body" : `\`/${tokens.slice(0, index).join("/")}\``;
      return { lost: `${place} has no \`${token}\`${meant(token, sought.known)}` };
    }
    end = { schemas: sought.schemas };
  }
  return end;
}

/** `; did you mean …?`, where a name is near; else nothing. */
export function meant(name: string, known: Iterable<string>): string {
  const near = nearest(name, known);
  return near === undefined ? "" : `; did you mean \`${near}\`?`;
}
