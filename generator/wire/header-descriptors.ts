import { headerReading } from "../model/header-reading.js";
import type { ApiModel, Parameter } from "../model/model.js";
import type { HeaderDescriptor } from "../../templates/runtime/descriptor.js";

/** The function of `response-headers.ts` that reads a header of more than one value. */
export type HeaderReaderName = "readList" | "readMembers" | "readJson";

/** A header of an answer as the runtime wants it told, and the name of what reads it. */
export interface HeaderFacts {
  readonly told: Omit<HeaderDescriptor, "read">;
  readonly reader?: HeaderReaderName;
}

/** Undefined for a header that cannot be read. */
export function headerFacts(
  header: Parameter,
  schemas: ApiModel["schemas"],
): HeaderFacts | undefined {
  const { key } = header;
  const reading = headerReading(header, schemas);
  switch (reading?.kind) {
    case "value":
      return { told: { key, ...(reading.type === "text" ? {} : { type: reading.type }) } };
    case "list":
      return { told: { key, list: reading.items }, reader: "readList" };
    case "members": {
      const { members, explode } = reading;
      return { told: { key, members, ...(explode ? { explode } : {}) }, reader: "readMembers" };
    }
    case "json":
      return { told: { key }, reader: "readJson" };
    case undefined:
      return undefined;
  }
}
