import {
  valueAt,
  type ApiModel,
  type Input,
  type Json,
  type LinkedCall,
  type LinkedValue,
  type Suite,
} from "../../../generator/index.js";
import type { Preparation, Scenario, Step } from "./scenario.js";

/**
 * A scenario for each link of the document: the answer is had, what it tells is kept, and the other
 * call is made with it. A link that leads to no call makes none, nor does one that reads more than
 * bodies and parameters. `preparations`: what an operation needs before it is called, by its name.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#link-object
 */
export function linkScenarios(
  { operations }: ApiModel,
  suite: Suite,
  preparations: ReadonlyMap<string, Preparation> = new Map(),
): Scenario[] {
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
            const followed = link.call && follow(link.call, first[1]);
            if (followed === undefined) return [];
            const [other] = Object.keys(inputs.get(target.name) ?? {});
            const {
              steps: before = [],
              with: own,
              then = [],
            } = preparations.get(operation.name) ?? {};
            const steps: Step[] = [
              ...before,
              {
                ...{ call: operation.name, input: first[0], ...(own && { with: own }) },
                ...{ expect: { status }, keep: followed.keep },
              },
              ...then,
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

function follow({ parameters, body: linked }: LinkedCall, sent: Input): Followed | undefined {
  const keep: Record<string, string> = {};
  const places = new Map<string, Record<string, Json>>();
  for (const { in: place, key, value, reading, required } of parameters) {
    const given = valueOf(value, sent, keep);
    // What was not sent gives no value.
    if (given === undefined && !required && isOfRequest(value)) continue;
    // What is kept is laid into the input as it is.
    if (given === undefined || (reading !== undefined && value.kind !== "constant"))
      return undefined;
    const own = places.get(place) ?? {};
    places.set(place, own);
    own[key] = given;
  }
  const body = linked && valueOf(linked.value, sent, keep);
  if (linked !== undefined && body === undefined) return undefined;
  return {
    keep,
    input: { ...Object.fromEntries(places), ...(body === undefined ? {} : { body }) },
  };
}

function isOfRequest(value: LinkedValue): boolean {
  return value.kind === "found" && (value.place.of === "parameter" || value.place.of === "request");
}

/** A value, or what stands for it once the answer is there. */
function valueOf(value: LinkedValue, sent: Input, keep: Record<string, string>): Json | undefined {
  if (value.kind === "constant") return value.value;
  if (value.kind === "text") return undefined;
  const { place } = value;
  switch (place.of) {
    case "answer": {
      const name = `link${String(Object.keys(keep).length + 1)}`;
      keep[name] = place.pointer;
      return `$${name}`;
    }
    case "parameter":
      return sent[place.in]?.[place.key];
    case "request":
      return sent.body === undefined ? undefined : valueAt(sent.body, `#${place.pointer}`);
    default:
      return undefined;
  }
}
