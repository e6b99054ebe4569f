import { TutorialFault } from "./fault.js";
import type { Generated } from "./generated.js";
import type { Exchange } from "./recorder.js";

/** Bodies judged so far. */
export interface Tally {
  requests: number;
  answers: number;
}

interface Validator {
  safeParse(value: unknown): {
    readonly success: boolean;
    readonly error?: {
      readonly issues: readonly {
        readonly path: readonly PropertyKey[];
        readonly message: string;
      }[];
    };
  };
}

interface Validators {
  readonly body?: Readonly<Record<string, Validator>>;
  readonly responses: Readonly<Record<string, Readonly<Record<string, Validator>>>>;
}

/**
 * Judges what travelled by the generated validators, the client's own token call included, which
 * the client's validation does not see.
 * @throws TutorialFault that names the place and never the value
 */
export function judge(
  { operation, status, body, answer }: Exchange,
  validators: Generated["validators"],
  tally: Tally,
): void {
  const own = (validators as Readonly<Record<string, Validators | undefined>>)[operation];
  if (body !== undefined && refuse(operation, "request", own?.body?.["application/json"], body))
    tally.requests += 1;
  const answers = own?.responses[String(status)] ?? own?.responses["default"];
  if (answer !== undefined && refuse(operation, "answer", answers?.["application/json"], answer))
    tally.answers += 1;
}

function refuse(
  operation: string,
  what: string,
  validator: Validator | undefined,
  value: unknown,
): true {
  if (validator === undefined) {
    throw new TutorialFault(
      "tutorial/validator-missing",
      `${operation}: no validator judges the ${what}`,
    );
  }
  const { error } = validator.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (issue === undefined) return true;
  const place = issue.path.map(String).join("/");
  throw new TutorialFault(
    "tutorial/invalid",
    `${operation}: the ${what} is not valid at /${place}: ${issue.message}`,
  );
}
