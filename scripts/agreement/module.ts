import type { Pair } from "./pairs.js";

/** A module that compiles when every pair agrees; each that does not is one error at a line of its own. */
export interface TypeTest {
  readonly text: string;
  /** The pair a line of the module speaks of; undefined for a line of the module's own. */
  pairAt(line: number): Pair | undefined;
}

/** What a pair may come to: the text after the error that TypeScript reports for it. */
export const VERDICTS = [
  "the validator is any",
  "the type is any",
  "the validator is wider",
  "the type is wider",
  "neither contains the other",
] as const;

export type Verdict = (typeof VERDICTS)[number];

const IMPORTS = [
  'import type * as z from "zod";',
  'import type { componentSchemas } from "./schemas/registry.js";',
  'import type * as validators from "./schemas/validators.js";',
  'import type { components, operations } from "./types.js";',
];

/** The imports of all that pairs speak of; only a package that has webhooks or callbacks has their modules. */
function importsFor(pairs: readonly Pair[]): string[] {
  const further = ["webhooks", "callbacks"].filter((kind) =>
    pairs.some(({ validator }) => validator.startsWith(`(typeof ${kind})`)),
  );
  const headers = pairs.some(({ kind }) => kind === "headers")
    ? ['import type * as schemas from "./schemas/index.js";']
    : [];
  return [
    ...IMPORTS,
    ...headers,
    ...further.map((kind) => `import type * as ${kind} from "./schemas/${kind}.js";`),
  ];
}

// `any` is assignable both ways: it would agree with everything.
const VERDICT = `type IsAny<T> = 0 extends 1 & T ? true : false;
type Verdict<Output, Type> =
  IsAny<Output> extends true ? "${VERDICTS[0]}"
  : IsAny<Type> extends true ? "${VERDICTS[1]}"
  : [Output] extends [Type] ? ([Type] extends [Output] ? true : "${VERDICTS[3]}")
  : [Type] extends [Output] ? "${VERDICTS[2]}"
  : "${VERDICTS[4]}";
declare function agree<T extends true>(): T;`;

// An index signature is no header, and a reference does not say whether its header may be missing.
const HEADERS = `type Headers<Own, Required extends keyof Own, Optional extends keyof Own, Output, Unread extends keyof Output> =
  & { [Key in Required]: Exclude<Own[Key], undefined> }
  & { [Key in Optional]?: Exclude<Own[Key], undefined> }
  & Pick<Output, Unread>;`;

/** Asks of every pair whether the validator's output and the type are assignable to each other. */
export function agreementTest(pairs: readonly Pair[]): TypeTest {
  return typeTest(
    [...importsFor(pairs), HEADERS, VERDICT],
    pairs.map((pair) => [pair, `agree<Verdict<z.output<${pair.validator}>, ${pair.type}>>();`]),
  );
}

/** Assigns both ways, so that the compiler says where the types of each pair part. */
export function explanationTest(pairs: readonly Pair[]): TypeTest {
  return typeTest(
    [...importsFor(pairs), HEADERS],
    pairs.flatMap((pair) => {
      const output = `z.output<${pair.validator}>`;
      return [
        [pair, `((given: ${output}): ${pair.type} => given);`] as const,
        [pair, `((given: ${pair.type}): ${output} => given);`] as const,
      ];
    }),
  );
}

function typeTest(
  head: readonly string[],
  questions: readonly (readonly [pair: Pair, line: string])[],
): TypeTest {
  const lines = head.join("\n").split("\n");
  return {
    text: [...lines, ...questions.map(([, line]) => line), ""].join("\n"),
    pairAt: (line) => questions[line - lines.length - 1]?.[0],
  };
}
