import { isBroken, withSchema, type Placed, type Position } from "../position.js";

const TEXT = '{ "type": "string" }';

/** `Thing` is what a reference leads to. */
function leading(ref: string, files: Readonly<Record<string, string>> = {}): Placed {
  return { document: withSchema({ $ref: ref }), files };
}

/** References: to places, to files, and to what is nobody's to read. */
export const references: readonly Position[] = [
  {
    name: "reference/fragment",
    place: (text) => ({ ...leading(`#/components/schemas/Other/${text}`), refused: REFUSED }),
  },
  {
    name: "reference/whole",
    place: (text) => ({ ...leading(text), refused: REFUSED }),
  },
  {
    name: "reference/file",
    place: (text) => {
      const path = `${text}.json`;
      const reference = isBroken(text) ? path : encodeURIComponent(path);
      // What leaves the folder is refused; a file whose name is odd is a file.
      if (/^[/\\]|^[A-Za-z]:|\.\.[/\\]|[\\\0]/.test(text))
        return { ...leading(reference), refused: REFUSED };
      return {
        ...leading(reference, Object.fromEntries([[path.replace(/\/+/g, "/"), TEXT]])),
        verdicts: [
          { component: "Thing", value: "a", valid: true },
          { component: "Thing", value: 1, valid: false },
        ],
      };
    },
  },
  {
    name: "reference/network",
    place: (text) => ({ ...leading(`http://169.254.169.254/${text}`), refused: "ref/" }),
  },
  {
    name: "reference/identifier",
    place: (text) => ({ document: withSchema({ $id: text, type: "string" }) }),
  },
  {
    name: "reference/anchor",
    place: (text) => ({ document: withSchema({ $anchor: text, type: "string" }) }),
  },
];

/** Whichever of the findings about references says it best. */
const REFUSED = "ref/";
