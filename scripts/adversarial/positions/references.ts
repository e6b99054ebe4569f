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
      const name = text.replace(/~/g, "~0");
      const path = `${name}.json`;
      const files = Object.fromEntries([[path, TEXT]]);
      const uri = isBroken(text) ? path : encodeURIComponent(path);
      return isFileName(text)
        ? {
            ...leading(uri, files),
            verdicts: [
              { component: "Thing", value: "a", valid: true },
              { component: "Thing", value: 1, valid: false },
            ],
          }
        : { ...leading(uri, files), refused: REFUSED };
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

function isFileName(text: string): boolean {
  return !isBroken(text) && !/[/\\\0#?%]/.test(text) && text !== "..";
}
