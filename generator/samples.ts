import { sampleRequests } from "./emitters/docs/sample.js";
import { typescriptSample } from "./emitters/docs/sample-typescript.js";
import type { ApiModel } from "./model/model.js";

/** A call of an operation as the reference shows it: a module that imports `client` from `./client.js`. */
export interface CallSample {
  /** `GET /pets`, as changes name it. */
  readonly operation: string;
  /** `listPets` in types: `ListPetsInput`. */
  readonly typeName: string;
  /** `pets.list` */
  readonly callee: string;
  readonly code: string;
}

/** The calls of a document's operations, one each, in its order. */
export function callSamples(model: ApiModel): CallSample[] {
  return model.operations.flatMap((operation) => {
    const [request] = sampleRequests(operation, model);
    if (request === undefined) return [];
    const { method, path, typeName, group, member } = operation;
    return {
      operation: `${method.toUpperCase()} ${path}`,
      typeName,
      callee: `${group}.${member}`,
      code: typescriptSample(request),
    };
  });
}
