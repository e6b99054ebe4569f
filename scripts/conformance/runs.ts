import type { ValidatorOptions } from "../validators.js";
import { judge, type Outcome } from "./judge.js";
import { asDraft2020, documentOf30, expressible } from "./openapi-30.js";
import { documentOf, metaSchemas } from "./openapi-31.js";
import type { Group, Suite } from "./suite.js";
import { typedGroups } from "./typed.js";

/** One way of putting the suite's questions. */
export interface Run {
  /** What the ledger calls it. */
  readonly name: string;
  readonly title: string;
  readonly judge: (suite: Suite) => Promise<Outcome[]>;
}

/** All runs, in the order of the report. */
export const RUNS: readonly Run[] = [
  {
    name: "3.1",
    title: "draft 2020-12 in OpenAPI 3.1, as published; format annotates",
    judge: (suite) => judge31(suite, suite.groups("draft2020-12"), "annotate"),
  },
  {
    name: "3.1-typed",
    title: "the same with the type that keywords imply",
    judge: async (suite) =>
      judge31(
        suite,
        Promise.resolve(typedGroups(await suite.groups("draft2020-12"), knownTo(suite))),
        "annotate",
      ),
  },
  {
    name: "3.0",
    title: "draft 4 in OpenAPI 3.0, the keywords that it keeps",
    judge: async (suite) => judge30(expressible(await suite.groups("draft4"))),
  },
  {
    name: "3.0-typed",
    title: "the same with the type that keywords imply",
    judge: async (suite) =>
      judge30(typedGroups(expressible(await suite.groups("draft4")), new Map(), asDraft2020)),
  },
  {
    name: "formats",
    title: "optional/format in OpenAPI 3.1; format asserts",
    judge: (suite) => judge31(suite, suite.groups("draft2020-12/optional/format"), "assert"),
  },
  {
    name: "optional",
    title: "further optional tests in OpenAPI 3.1; format asserts",
    judge: (suite) => judge31(suite, suite.groups("draft2020-12/optional"), "assert"),
  },
];

async function judge31(
  suite: Suite,
  groups: Promise<readonly Group[]>,
  formats: NonNullable<ValidatorOptions["formats"]>,
): Promise<Outcome[]> {
  const known = knownTo(suite);
  return judge(await groups, { formats }, (schema) => documentOf(schema, known));
}

function judge30(groups: readonly Group[]): Promise<Outcome[]> {
  return judge(groups, { formats: "annotate" }, documentOf30);
}

function knownTo({ remotes }: Suite): ReadonlyMap<string, unknown> {
  return new Map([...remotes, ...metaSchemas()]);
}
