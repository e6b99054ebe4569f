import type { Trial } from "./trial.js";

/** An operation with inputs that are valid, and answers that the document shows. */
export interface Visited {
  /** The generated function. */
  readonly name: string;
  readonly calls: readonly {
    /** Tells the server what to answer. */
    readonly id: string;
    readonly input: unknown;
    readonly status: number;
    readonly accept?: string;
    /** Boxed: absent where the answer has no body. */
    readonly body?: { readonly value: unknown };
  }[];
}

/** What the program needs to know of a document. */
export interface Itinerary {
  /** Credentials by scheme; token endpoints are `tokenUrl: "/token"`, below the base URL. */
  readonly auth: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly operations: readonly Visited[];
}

/** The two entries of a package, whatever its document. */
export interface Entries {
  readonly client: Readonly<Record<string, unknown>>;
  readonly validators: unknown;
}

type Call = (
  transport: unknown,
  input: unknown,
  options: { readonly headers: Readonly<Record<string, string>>; readonly accept?: string },
) => Promise<unknown>;

/**
 * Calls every operation of a package for every answer that its document shows, validated both ways:
 * successes must arrive as they were sent, failures as an `ApiError` with their status and body.
 * Runs wherever `fetch` does; a trial for each operation.
 */
export async function walk({ client, validators }: Entries, baseUrl: string): Promise<Trial[]> {
  const asked = await fetch(`${baseUrl}/itinerary`);
  const { auth, operations } = (await asked.json()) as Itinerary;
  const createTransport = client["createTransport"] as (options: object) => unknown;
  const credentials = Object.entries(auth).map(([scheme, given]) => [
    scheme,
    given["tokenUrl"] === undefined
      ? given
      : { ...given, tokenUrl: `${baseUrl}${given["tokenUrl"]}` },
  ]);
  const transport = createTransport({
    baseUrl,
    auth: Object.fromEntries(credentials) as object,
    validation: { validators },
    // Failures are asked for, and waiting for another answer would only take its time.
    retry: false,
  });
  const trials: Trial[] = [];
  for (const { name, calls } of operations) {
    const faults: string[] = [];
    for (const one of calls) {
      const options = {
        headers: { "x-case": encodeURIComponent(one.id) },
        ...(one.accept === undefined ? {} : { accept: one.accept }),
      };
      const found = await (client[name] as Call)(transport, one.input, options).then(
        (data) => ({ data }),
        (error: unknown) => ({ error }),
      );
      const fault = faultOf(one, found);
      if (fault !== undefined) faults.push(`${one.id}: ${fault}`);
    }
    trials.push(faults.length === 0 ? { name } : { name, fault: faults.join("; ") });
  }
  return trials;
}

function faultOf(
  { status, body }: Visited["calls"][number],
  found: { readonly data?: unknown; readonly error?: unknown },
): string | undefined {
  const wanted = body === undefined ? undefined : JSON.stringify(body.value);
  if (status < 400) {
    if (found.error !== undefined) return `threw ${String(found.error)}`;
    return body === undefined || JSON.stringify(found.data) === wanted
      ? undefined
      : `gave ${JSON.stringify(found.data)} instead of ${String(wanted)}`;
  }
  const {
    name,
    status: told,
    body: read,
  } = (found.error ?? {}) as Readonly<Record<string, unknown>>;
  if (name !== "ApiError" || told !== status)
    return `${String(status)} ended in ${String(found.error ?? "a success")}`;
  return body === undefined || JSON.stringify(read) === wanted
    ? undefined
    : `the error says ${JSON.stringify(read)} instead of ${String(wanted)}`;
}
