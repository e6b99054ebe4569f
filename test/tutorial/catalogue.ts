import { fileURLToPath } from "node:url";
import { Catalogue } from "../../scripts/tutorial/catalogue.js";

/** The catalogue of our own document. */
export function ownCatalogue(): Promise<Catalogue> {
  return Catalogue.read(fileURLToPath(new URL("../../spec/openapi.yaml", import.meta.url)));
}

/** An address at which nothing listens, for walks whose network is a function. */
export const target = {
  baseUrl: "http://mock.invalid",
  tokenUrl: "http://mock.invalid/oauth/token",
} as const;
