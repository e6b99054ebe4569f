import type { Draw } from "./draw.js";
import type { Json } from "./json.js";
import type { Components } from "./keywords.js";
import type { Version } from "./place.js";
import { KEYWORDS } from "./schema-keywords.js";
import { drawSchema } from "./schemas.js";

/** The components of a document, and the version of OpenAPI they are written in. */
export interface Description {
  readonly version: Version;
  readonly components: Components;
}

export interface DescriptionOptions {
  /** Components drawn; those that discriminators add come on top. */
  readonly size: number;
  /** A keyword that every component has. */
  readonly only?: string;
}

/**
 * Draws the components of a document. References inside members and items lead anywhere, recursion
 * included; references of the same value lead to earlier components only, as others could never end.
 */
export function drawDescription(draw: Draw, { size, only }: DescriptionOptions): Description {
  const names = Array.from({ length: size }, (_, index) => `C${String(index)}`);
  const version = drawVersion(draw, only);
  const components: [string, Json][] = [];
  const declare = (schema: Json): string => {
    const name = `V${String(components.length)}`;
    components.push([name, schema]);
    return name;
  };
  for (const name of names) {
    const targets = components.map(([earlier]) => earlier);
    const schema = drawSchema({
      draw,
      version,
      depth: 0,
      targets,
      everywhere: names,
      likely: ["object", "object", "array", "string", "number"],
      declare,
      schema: drawSchema,
      ...(only === undefined ? {} : { focus: only }),
    });
    components.push([name, schema]);
  }
  return { version, components: Object.fromEntries(components) };
}

function drawVersion(draw: Draw, only = ""): Version {
  if (only === "nullable") return "3.0";
  const isNew = KEYWORDS[only]?.since === "3.1" || only === "true" || only === "false";
  return isNew || draw.chance(75) ? "3.1" : "3.0";
}

/** The whole document, which describes no operation. */
export function documentOf({ version, components }: Description): Json {
  return {
    openapi: version === "3.1" ? "3.1.0" : "3.0.3",
    info: { title: "Drawn", version: "1.0.0" },
    paths: {},
    components: { schemas: components },
  };
}
