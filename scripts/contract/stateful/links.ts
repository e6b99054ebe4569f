import type { ApiModel, Input, Json, Link, Operation, Suite } from "../../../generator/index.js";
import type { CallStep, Scenario } from "./scenario.js";

/**
 * A scenario for each link of the document: the answer is had, what it tells is kept, and the other
 * call is made with it. A link whose expressions are not read makes none.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#runtime-expressions
 */
export function linkScenarios({ operations }: ApiModel, suite: Suite): Scenario[] {
  const inputs = new Map(suite.operations.map(({ name, inputs: own }) => [name, own]));
  return operations.flatMap((operation) =>
    operation.responses.flatMap(({ status, links }) =>
      typeof status !== "number"
        ? []
        : links.flatMap((link) => {
            const target = operations.find(({ id }) => id === link.operation);
            const [first] = Object.entries(inputs.get(operation.name) ?? {});
            const success = target?.responses.find(
              (one) => typeof one.status === "number" && one.status < 300,
            );
            if (target === undefined || first === undefined || typeof success?.status !== "number")
              return [];
            const followed = follow(link, target, first[1]);
            if (followed === undefined) return [];
            const [other] = Object.keys(inputs.get(target.name) ?? {});
            const steps: CallStep[] = [
              { call: operation.name, input: first[0], expect: { status }, keep: followed.keep },
              {
                call: target.name,
                ...(other === undefined ? {} : { input: other }),
                with: followed.input,
                expect: { status: success.status },
              },
            ];
            return [
              {
                name: `${operation.name} ${String(status)} leads by ${link.name} to ${target.name}`,
                steps,
              },
            ];
          }),
    ),
  );
}

interface Followed {
  readonly keep: Record<string, string>;
  readonly input: Input;
}

function follow(
  { parameters, requestBody }: Link,
  target: Operation,
  sent: Input,
): Followed | undefined {
  const keep: Record<string, string> = {};
  const places = new Map<string, Record<string, Json>>();
  for (const [name, expression] of Object.entries(parameters)) {
    const parameter = target.parameters.find(
      (one) => one.key === name || `${one.in}.${one.key}` === name,
    );
    const value = valueOf(expression, sent, keep);
    if (parameter === undefined || value === undefined) return undefined;
    const own = places.get(parameter.in) ?? {};
    places.set(parameter.in, own);
    own[parameter.key] = value;
  }
  const body = requestBody === undefined ? undefined : valueOf(requestBody, sent, keep);
  return {
    keep,
    input: { ...Object.fromEntries(places), ...(body === undefined ? {} : { body }) },
  };
}

/** The value of an expression, or what stands for it once the answer is there. */
function valueOf(expression: Json, sent: Input, keep: Record<string, string>): Json | undefined {
  if (typeof expression !== "string" || !expression.startsWith("$")) return expression;
  const pointer = /^\$response\.body#(\/.*)$/.exec(expression)?.[1];
  if (pointer !== undefined) {
    const name = `link${String(Object.keys(keep).length + 1)}`;
    keep[name] = pointer;
    return `$${name}`;
  }
  const [, place, key] = /^\$request\.(path|query|header)\.(.+)$/.exec(expression) ?? [];
  return place === undefined || key === undefined
    ? undefined
    : sent[place as "path" | "query" | "header"]?.[key];
}
