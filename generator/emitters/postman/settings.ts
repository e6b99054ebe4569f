import { diagnose } from "../../diagnostics/reporter.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Json, JsonObject } from "../../model/json.js";
import type { Docs } from "../../model/model.js";
import type { Pointer } from "../../model/schema.js";
import { isVariableName, textOf, variablesOf, type Text } from "./text.js";

/** `x-postman` of `info`. */
export interface DocumentSettings {
  /** Name of the collection. */
  readonly name?: string;
  readonly environment?: string;
  /** Variable that holds the first server's URL. */
  readonly server?: string;
  /** Variables of the URL, by the name the server gives them. */
  readonly serverVariables: ReadonlyMap<string, string>;
  /** Declared variables, in the order they are shown; what is not declared is added behind. */
  readonly variables: readonly VariableSettings[];
}

export interface VariableSettings {
  readonly key: string;
  /** Absent: the value of the first example that the variable stands for. */
  readonly value?: string;
  readonly secret: boolean;
  readonly scope: "environment" | "collection";
  readonly description?: string;
}

/** `x-postman` of a tag. */
export interface TagSettings {
  readonly name?: string;
}

/** `x-postman` of an operation. */
export interface OperationSettings {
  readonly name?: string;
  /** The whole URL, where a variable holds it. */
  readonly url?: Text;
  /** By the key of the request body's example. */
  readonly requests: ReadonlyMap<string, RequestSettings>;
  /** Texts of every request's body, by JSON pointer into it. */
  readonly body: { readonly [pointer: string]: Text };
  /** Variables that answers fill, by JSON pointer into the answer. */
  readonly capture: { readonly [variable: string]: string };
}

export interface RequestSettings {
  readonly name?: string;
  readonly body: { readonly [pointer: string]: Text };
}

/** `x-postman` of a parameter. */
export interface ParameterSettings {
  readonly value?: Text;
}

/** `x-postman` of a security scheme: variables by what they hold. */
export interface SchemeSettings {
  readonly variables: ReadonlyMap<string, string>;
  /** Variables for the extra parameters of a token request, by parameter. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads the `x-postman` extensions; collects what is wrong with them and goes on without. */
export class SettingsReader {
  readonly diagnostics: Diagnostic[] = [];

  document(docs: Docs): DocumentSettings {
    const source = this.#open(docs, "#/info", [
      "name",
      "environment",
      "server",
      "serverVariables",
      "variables",
    ]);
    return {
      ...this.#texts(source, "#/info", ["name", "environment"]),
      ...optional("server", this.#name(source["server"], "#/info", "server")),
      serverVariables: this.#names(source["serverVariables"], "#/info", "serverVariables"),
      variables: this.#variables(source["variables"]),
    };
  }

  tag(docs: Docs): TagSettings {
    return this.#texts(this.#open(docs, "#/tags", ["name"]), "#/tags", ["name"]);
  }

  operation(docs: Docs, pointer: Pointer): OperationSettings {
    const source = this.#open(docs, pointer, ["name", "url", "requests", "body", "capture"]);
    const requests = new Map<string, RequestSettings>();
    for (const [key, written] of Object.entries(objectOf(source["requests"]))) {
      const request: JsonObject =
        typeof written === "string" ? { name: written } : objectOf(written);
      requests.set(key, {
        ...this.#texts(request, pointer, ["name"]),
        body: this.#templates(request["body"], pointer),
      });
    }
    const capture = Object.entries(objectOf(source["capture"])).flatMap(([variable, at]) => {
      if (isVariableName(variable) && typeof at === "string" && at.startsWith("/"))
        return [[variable, at] as const];
      this.#fault(pointer, "`capture` maps names of variables to JSON pointers");
      return [];
    });
    const url = source["url"];
    return {
      ...this.#texts(source, pointer, ["name"]),
      ...optional("url", typeof url === "string" ? textOf(url) : undefined),
      requests,
      body: this.#templates(source["body"], pointer),
      capture: Object.fromEntries(capture),
    };
  }

  parameter(docs: Docs, pointer: Pointer): ParameterSettings {
    const value = this.#open(docs, pointer, ["value"])["value"];
    return optional("value", typeof value === "string" ? textOf(value) : undefined);
  }

  scheme(docs: Docs, pointer: Pointer): SchemeSettings {
    const source = this.#open(docs, pointer, ["variables", "parameters"]);
    return {
      variables: this.#names(source["variables"], pointer, "variables"),
      parameters: this.#names(source["parameters"], pointer, "parameters"),
    };
  }

  #open(docs: Docs, pointer: Pointer, known: readonly string[]): JsonObject {
    const written = docs.extensions["x-postman"];
    if (written === undefined) return {};
    const source = objectOf(written);
    const keys = Object.keys(source);
    const strange = keys.find((key) => !known.includes(key));
    const reason = source === written ? `it has none of ${known.join(", ")}` : "it is no object";
    if (source !== written || (keys.length > 0 && keys.every((key) => !known.includes(key))))
      this.#fault(pointer, reason, "extension/foreign");
    else if (strange !== undefined)
      this.#fault(pointer, `\`${strange}\` is none of ${known.join(", ")}`);
    return source;
  }

  #texts<K extends string>(
    source: JsonObject,
    pointer: Pointer,
    keys: readonly K[],
  ): { [P in K]?: string } {
    const found: { [P in K]?: string } = {};
    for (const key of keys) {
      const value = source[key];
      if (typeof value === "string") found[key] = value;
      else if (value !== undefined) this.#fault(pointer, `\`${key}\` must be text`);
    }
    return found;
  }

  #name(value: Json | undefined, pointer: Pointer, what: string): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value === "string" && isVariableName(value)) return value;
    this.#fault(
      pointer,
      `\`${what}\` must name a variable: letters, digits, \`_\`, \`.\` and \`-\``,
    );
    return undefined;
  }

  #names(value: Json | undefined, pointer: Pointer, what: string): ReadonlyMap<string, string> {
    return new Map(
      Object.entries(objectOf(value)).flatMap(([key, written]) => {
        const name = this.#name(written, pointer, what);
        return name === undefined ? [] : [[key, name] as const];
      }),
    );
  }

  #templates(value: Json | undefined, pointer: Pointer): { [pointer: string]: Text } {
    return Object.fromEntries(
      Object.entries(objectOf(value)).flatMap(([at, template]) => {
        if (
          at.startsWith("/") &&
          typeof template === "string" &&
          variablesOf(textOf(template)).length > 0
        )
          return [[at, textOf(template)] as const];
        this.#fault(pointer, "`body` maps JSON pointers to texts that mention a variable");
        return [];
      }),
    );
  }

  #variables(value: Json | undefined): VariableSettings[] {
    return listOf(value).flatMap((entry) => {
      const source = objectOf(entry);
      const key = this.#name(source["key"] ?? "", "#/info", "key");
      if (key === undefined) return [];
      const secret = source["secret"] === true;
      const given = source["value"];
      return [
        {
          key,
          // A secret has no value in a file that is passed around.
          ...optional("value", secret ? "" : typeof given === "string" ? given : undefined),
          secret,
          scope: source["scope"] === "collection" && !secret ? "collection" : "environment",
          ...this.#texts(source, "#/info", ["description"]),
        },
      ];
    });
  }

  #fault(
    pointer: Pointer,
    reason: string,
    code: "extension/invalid" | "extension/foreign" = "extension/invalid",
  ): void {
    const location = { file: "", pointer };
    this.diagnostics.push(diagnose(code, location, { extension: "x-postman", reason }));
  }
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !isList(value) ? value : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return value !== undefined && isList(value) ? value : [];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
