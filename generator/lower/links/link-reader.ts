import type { Json, JsonType } from "../../model/json.js";
import { isOptional } from "../../model/linked-calls.js";
import type {
  Found,
  Link,
  Linked,
  LinkedCall,
  LinkedParameter,
  LinkedValue,
} from "../../model/links.js";
import type { Operation, Parameter } from "../../model/model.js";
import { child } from "../../model/pointer.js";
import type { Pointer, SchemaId } from "../../model/schema.js";
import { parameterSchema } from "../../model/walk.js";
import { meant } from "../extensions/body-pointers.js";
import { mayHold } from "../extensions/instance-schemas.js";
import { Names } from "../names.js";
import { isReserved } from "../reserved.js";
import { camelCase } from "../words.js";
import { embeddedIn, expressionOf, meansExpression } from "./expressions.js";
import { constantFit, fitOf, type Given } from "./fits.js";
import { lookedUp, type Seen } from "./places.js";
import { readAt } from "./ways.js";

/** What is wrong with a link, and where; or what was made of a value that did not quite fit. */
export interface LinkFinding {
  readonly code:
    "link/operation" | "link/parameter" | "link/expression" | "link/type" | "link/converted";
  readonly pointer: Pointer;
  readonly link: string;
  readonly reason: string;
}

/** What is said of values that are made others. */
const CONVERTED: Readonly<Record<NonNullable<Linked["reading"]>, string>> = {
  text: "what it is given is no text, which it takes, and is written as one",
  number: "what it is given is text, and is read as the number that it takes",
  boolean: "what it is given is text, and is read as the true or false that it takes",
};

type UnnamedParameter = Omit<LinkedParameter, "variable">;

/** A link as it is read: what fits is kept, what does not is noted at its place. */
export class LinkReader {
  readonly #link: Link;
  readonly #seen: Seen;
  readonly #note: (finding: LinkFinding) => void;
  #failed = false;

  constructor(link: Link, seen: Seen, note: (finding: LinkFinding) => void) {
    this.#link = link;
    this.#seen = seen;
    this.#note = note;
  }

  call(targets: ReadonlyMap<string, Operation>, member: string): LinkedCall | undefined {
    const { operation, parameters, requestBody } = this.#link;
    const target = operation === undefined ? undefined : targets.get(operation);
    if (target === undefined) {
      const field = operation === undefined ? "operationRef" : "operationId";
      this.#fault("link/operation", this.#missing(operation, targets), field);
      return undefined;
    }
    const given = Object.entries(parameters).flatMap(([name, value]) => {
      const parameter = this.#parameterOf(target, name);
      const linked = parameter && this.#parameter(parameter, target, name, value);
      return linked === undefined ? [] : [linked];
    });
    const body = requestBody === undefined ? undefined : this.#body(target, requestBody);
    if (this.#failed) return undefined;
    const named = withVariables(given);
    return body === undefined ? { member, parameters: named } : { member, parameters: named, body };
  }

  #missing(operation: string | undefined, targets: ReadonlyMap<string, Operation>): string {
    if (operation === undefined) return "it leads to no operation of this document";
    return `\`${operation}\` is no operation that the client calls${meant(operation, targets.keys())}`;
  }

  /** `path.id` is the one in the path, even where another is called so. */
  #parameterOf(target: Operation, name: string): Parameter | undefined {
    const { parameters } = target;
    const qualified = parameters.find((one) => `${one.in}.${one.key}` === name);
    const named = qualified === undefined ? parameters.filter((one) => one.key === name) : [];
    const [parameter = qualified, other] = named;
    if (other !== undefined) {
      const choice = named.map((one) => `\`${one.in}.${one.key}\``).join(" or ");
      this.#fault(
        "link/parameter",
        `\`${name}\` is several parameters: write ${choice}`,
        "parameters",
        name,
      );
      return undefined;
    }
    if (parameter === undefined) {
      const near = meant(
        name,
        parameters.map(({ key }) => key),
      );
      this.#fault(
        "link/parameter",
        `\`${target.id}\` has no parameter \`${name}\`${near}`,
        "parameters",
        name,
      );
    }
    return parameter;
  }

  #parameter(
    parameter: Parameter,
    target: Operation,
    name: string,
    written: Json,
  ): UnnamedParameter | undefined {
    const schema = parameterSchema(parameter);
    const linked = this.#linked(
      written,
      schema,
      !isOptional(parameter, target),
      true,
      "parameters",
      name,
    );
    return linked && { in: parameter.in, key: parameter.key, ...linked };
  }

  #body(target: Operation, written: Json): Linked | undefined {
    const { requestBody } = target;
    const media =
      requestBody?.content.find(({ codec }) => codec === "json") ?? requestBody?.content[0];
    if (requestBody === undefined || media === undefined) {
      this.#fault("link/parameter", `\`${target.id}\` takes no body`, "requestBody");
      return undefined;
    }
    const linked = this.#linked(written, media.schema, requestBody.required, false, "requestBody");
    // Forms and files are given in several ways, of which types must be told one.
    return linked && media.codec !== "json" ? { ...linked, fit: "forced" } : linked;
  }

  #linked(
    written: Json,
    wanted: SchemaId | undefined,
    required: boolean,
    isText: boolean,
    ...tokens: readonly string[]
  ): Linked | undefined {
    const read = this.#value(written, tokens);
    if (read === undefined) return undefined;
    const { value, given } = read;
    const { schemas } = this.#seen;
    if (value.kind === "constant") {
      if (wanted === undefined || mayHold(schemas, wanted, value.value))
        return { value, required, fit: constantFit(schemas, wanted, value.value) };
      const shown = JSON.stringify(value.value);
      return this.#fault(
        "link/type",
        `it never takes ${shown.length > 60 ? "such a value" : shown}`,
        ...tokens,
      );
    }
    const fit = fitOf(schemas, given, wanted, isText);
    if ("refused" in fit) return this.#fault("link/type", fit.refused, ...tokens);
    const { reading } = fit;
    // A header is text in any case; what is written there is read as its schema says.
    if (reading !== undefined && typeof given === "object" && "schema" in given)
      this.#find("link/converted", CONVERTED[reading], tokens);
    const takesNull = wanted !== undefined && (readAt(schemas, wanted)?.nullable ?? true);
    const taken = { value: takesNull ? withNull(value) : value, required, ...fit };
    const unknown = value.kind === "found" ? untyped(value) : undefined;
    return unknown === undefined ? taken : { ...taken, fit: unknown };
  }

  /** What is written there: a constant, an expression, or a text with expressions in it. */
  #value(
    written: Json,
    tokens: readonly string[],
  ): { readonly value: LinkedValue; readonly given: Given } | undefined {
    if (typeof written !== "string") return constant(written);
    if (meansExpression(written)) {
      const looked = this.#look(written, tokens);
      if (looked === undefined || "known" in looked) return looked && constant(looked.known);
      return { value: { kind: "found", ...looked.found }, given: looked.given };
    }
    const parts = embeddedIn(written);
    if (!parts.some(({ isExpression }) => isExpression)) return constant(written);
    const found: (string | Found)[] = [];
    for (const { text, isExpression } of parts) {
      const looked = isExpression ? this.#look(text, tokens) : { known: text };
      if (looked === undefined) return undefined;
      const before = found.at(-1);
      if (!("known" in looked)) found.push(looked.found);
      else if (typeof before === "string")
        found[found.length - 1] = `${before}${String(looked.known)}`;
      else found.push(String(looked.known));
    }
    const types: readonly JsonType[] = ["string"];
    return { value: { kind: "text", parts: found }, given: { types } };
  }

  #look(text: string, tokens: readonly string[]) {
    const expression = expressionOf(text);
    if (expression === undefined)
      return this.#fault("link/expression", `\`${text}\` is no runtime expression`, ...tokens);
    const looked = lookedUp(expression, this.#seen);
    if ("lost" in looked)
      return this.#fault("link/expression", `\`${text}\` finds nothing: ${looked.lost}`, ...tokens);
    return looked;
  }

  #fault(code: LinkFinding["code"], reason: string, ...tokens: readonly string[]): undefined {
    this.#failed = true;
    this.#find(code, reason, tokens);
  }

  #find(code: LinkFinding["code"], reason: string, tokens: readonly string[]): void {
    const { name, pointer } = this.#link;
    this.#note({ code, link: name, pointer: child(pointer, ...tokens), reason });
  }
}

/** What the functions of links have names for themselves. */
const OURS = ["answer", "error", "input", "body", "at", "operations"];

function withVariables(parameters: readonly UnnamedParameter[]): LinkedParameter[] {
  const keyOfOne = (one: UnnamedParameter): string => `${one.in}.${one.key}`;
  const { names } = new Names({ taken: OURS, refused: isReserved }).allocate(
    parameters.map((one) => {
      const wish = camelCase(one.key);
      return { key: keyOfOne(one), wish, exact: wish === one.key };
    }),
  );
  return parameters.map((one) => ({ ...one, variable: names.get(keyOfOne(one)) ?? one.key }));
}

function constant(value: Json): { readonly value: LinkedValue; readonly given: Given } {
  return { value: { kind: "constant", value }, given: "any" };
}

/** What types do not know the way to is unknown; of several bodies, nobody knows which it is. */
function untyped({ place }: Found): Linked["fit"] | undefined {
  if ((place.of !== "answer" && place.of !== "request") || place.way !== undefined)
    return undefined;
  return place.pointer === "" ? "forced" : "cast";
}

/** Null is a value where it may be given. */
function withNull(value: LinkedValue): LinkedValue {
  return value.kind === "found" && value.place.of !== "header"
    ? { ...value, missing: { ...value.missing, null: false } }
    : value;
}
