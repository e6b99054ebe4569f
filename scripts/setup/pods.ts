import { readFile } from "node:fs/promises";
import { parse } from "yaml";

/** What differs from pod to pod. */
export interface Pod {
  readonly name: string;
  readonly awsAccountId: string;
  readonly bucket: string;
  readonly deltaSharingIdentifier: string;
  readonly deltaSharingRecipient: string;
}

/** Reads the table of pods. Rejects when it does not hold what it should: a fault of the table's. */
export async function readPods(path: URL): Promise<readonly Pod[]> {
  const content: unknown = parse(await readFile(path, "utf8"));
  const pods = objectAt(objectAt(content)["pods"]);
  return Object.entries(pods).map(([name, entry]) => {
    const text = (key: string): string => {
      const value = objectAt(entry)[key];
      if (typeof value !== "string") throw new Error(`${path.pathname}: pod ${name} has no ${key}`);
      return value;
    };
    return {
      name,
      awsAccountId: text("awsAccountId"),
      bucket: text("bucket"),
      deltaSharingIdentifier: text("deltaSharingIdentifier"),
      deltaSharingRecipient: text("deltaSharingRecipient"),
    };
  });
}

function objectAt(value: unknown): { readonly [key: string]: unknown } {
  if (typeof value !== "object" || value === null)
    throw new Error("the table of pods is not an object");
  return value as { readonly [key: string]: unknown };
}
