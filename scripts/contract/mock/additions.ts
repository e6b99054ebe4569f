import type { ApiModel, Json, Suite, SuiteCase } from "../../../generator/index.js";
import type { Additions } from "./normalise.js";

/** Where the mock is to find the bodies of answers that the document itself does not show. */
export interface Staged {
  readonly additions: Additions;
  /** The key of the example that a case asks for, by the case's id. */
  readonly keys: ReadonlyMap<string, string>;
}

/** Gives each made answer a name under which the served copy of the document has it. */
export function stage(model: ApiModel, suite: Suite): Staged {
  const additions = new Map<string, Map<string, Json>>();
  const keys = new Map<string, string>();
  const places = new Map(
    model.operations.map(({ name, responses }) => [
      name,
      new Map(
        responses.flatMap(({ content }) =>
          content.map(({ pointer, codec }) => [pointer as string, codec] as const),
        ),
      ),
    ]),
  );
  for (const { name, cases } of suite.operations)
    for (const one of cases) {
      if (!isMade(one)) continue;
      const place = mediaPointer(one.pointer, places.get(name));
      if (place === undefined) continue;
      const own = additions.get(place) ?? new Map<string, Json>();
      additions.set(place, own);
      const key = `contract-${String(own.size + 1)}`;
      own.set(key, one.body.value);
      keys.set(one.id, key);
    }
  return { additions, keys };
}

type MadeAnswer = Extract<SuiteCase, { readonly kind: "answer" }> & {
  readonly body: { readonly value: Json };
};

function isMade(one: SuiteCase): one is MadeAnswer {
  return one.kind === "answer" && one.made === true && one.body !== undefined;
}

function mediaPointer(
  pointer: string,
  own: ReadonlyMap<string, string> | undefined,
): string | undefined {
  return own?.get(pointer) === "json" ? pointer : undefined;
}
