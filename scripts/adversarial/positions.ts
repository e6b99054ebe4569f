import type { Position } from "./position.js";
import { bodies } from "./positions/bodies.js";
import { descriptions } from "./positions/descriptions.js";
import { everything } from "./positions/everything.js";
import { extensions } from "./positions/extensions.js";
import { parameters } from "./positions/parameters.js";
import { paths } from "./positions/paths.js";
import { references } from "./positions/references.js";
import { schemas } from "./positions/schemas.js";

/** Every place of a document where text goes: the rows of the report. */
export const positions: readonly Position[] = [
  ...paths,
  ...parameters,
  ...bodies,
  ...schemas,
  ...descriptions,
  ...extensions,
  ...references,
  ...everything,
];
