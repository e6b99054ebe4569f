import { createRequire } from "node:module";

/** What we read of a run's summary; newman brings no types. */
export interface Summary {
  readonly run: {
    readonly stats: { readonly requests: Stat; readonly assertions: Stat; readonly items: Stat };
    readonly failures: readonly {
      readonly error: { readonly name: string; readonly message: string; readonly test?: string };
      readonly source?: { readonly name?: string };
    }[];
    readonly executions: readonly Execution[];
  };
  readonly environment: { get(name: string): unknown };
  readonly collection: { readonly variables: { get(name: string): unknown } };
}

export interface Execution {
  readonly item: { readonly name: string };
  readonly request: {
    readonly method: string;
    readonly url: { toString(): string };
    readonly body?: { readonly mode?: string; toString(): string };
    readonly headers: { get(name: string): string | undefined };
  };
  readonly response?: {
    readonly code: number;
    readonly headers: { get(name: string): string | undefined };
  };
  readonly assertions?: readonly { readonly assertion: string; readonly error?: unknown }[];
}

interface Stat {
  readonly total: number;
  readonly failed: number;
}

/** What we change of an environment. */
export interface Environment {
  readonly values: readonly {
    readonly key: string;
    readonly value: string;
    readonly type?: string;
  }[];
}

interface Newman {
  run(
    options: {
      readonly collection: unknown;
      readonly environment: unknown;
      readonly reporters: readonly string[];
    },
    done: (error: Error | null, summary: Summary) => void,
  ): void;
}

/** Runs a whole collection with some of the environment's values replaced. */
export function runCollection(
  collection: unknown,
  environment: Environment,
  given: Readonly<Record<string, string>>,
): Promise<Summary> {
  const newman = createRequire(import.meta.url)("newman") as Newman;
  const values = environment.values.map((one) => ({ ...one, value: given[one.key] ?? one.value }));
  // Newman changes what it is given.
  const options = structuredClone({
    collection,
    environment: { ...environment, values },
    reporters: [],
  });
  return new Promise((resolve, reject) => {
    newman.run(options, (error, summary) => {
      if (error === null) resolve(summary);
      else reject(error);
    });
  });
}

/** Failures of a run, one line each. */
export function failuresOf({ run }: Summary): string[] {
  return run.failures.map(
    ({ source, error }) => `${source?.name ?? "?"}: ${error.test ?? error.name}: ${error.message}`,
  );
}
