import type { ApiModel } from "../../generator/index.js";
import { readContractModel } from "../../scripts/contract/session.js";

export const DOCUMENT = "spec/openapi.yaml";
export const PACKAGE = "generated";

/** The model of the document. */
export async function readOwnModel(): Promise<ApiModel> {
  const { model } = await readContractModel({ input: DOCUMENT });
  if (model === undefined) throw new Error(`${DOCUMENT} has no model`);
  return model;
}
