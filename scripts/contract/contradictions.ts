import type { Operation } from "../../generator/index.js";
import type { Judgement } from "./judge.js";

/** Puts the blame on the document where it says of an operation what no request can follow. */
export function weighed(judgement: Judgement, { path }: Operation): Judgement {
  if (judgement.blame === "passed" || !path.includes("#")) return judgement;
  const words = `the path ${path} has a fragment, which no request carries, and neither what follows it: ${judgement.words ?? ""}`;
  return { ...judgement, blame: "document", isProven: false, words };
}
