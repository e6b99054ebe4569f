import type { Json } from "../model/json.js";
import type { ApiModel } from "../model/model.js";
import type { Emitter } from "./emitter.js";

/** The model itself as JSON, without the document: what every other emitter was told. */
export function model(): Emitter {
  return {
    name: "model",
    emit({ document: _document, ...rest }: ApiModel) {
      return {
        files: [{ path: "model.json", kind: "json", value: rest as unknown as Json }],
        diagnostics: [],
      };
    },
  };
}
