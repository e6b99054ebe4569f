import { member } from "../../code/code.js";
import { headerReading } from "../../model/header-reading.js";
import type { Operation, Response } from "../../model/model.js";
import type { Place } from "./place.js";
import { sampleRequests } from "./sample.js";
import { callee, CLIENT_IMPORT, statement, textOf } from "./sample-typescript.js";

/** What the client gives the headers of a success as, and a call that reads one. */
export interface GivenHeaders {
  readonly type: string;
  readonly sample: string;
}

/** Nothing where the client reads no header of the answer, or nobody calls. */
export function givenHeaders(
  response: Response,
  operation: Operation,
  { model }: Place,
): GivenHeaders | undefined {
  const header = response.headers.find((one) => headerReading(one, model.schemas));
  if (header === undefined) return undefined;
  const [request] = sampleRequests(operation, model);
  const before = `const call = ${callee(operation, operation.member)}(`;
  const sample =
    request === undefined
      ? ""
      : [
          CLIENT_IMPORT,
          "",
          statement(before, request, ");"),
          "const { headers } = await call.withResponse();",
          `console.log(headers${textOf(member(header.key))});`,
        ].join("\n");
  return { type: `${operation.typeName}Headers`, sample };
}
