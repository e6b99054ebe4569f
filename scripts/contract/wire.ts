import type { Judgement } from "./judgement.js";
import type { Input, Json, Operation } from "../../generator/index.js";

type Parameter = Operation["parameters"][number];

/**
 * What a request on the wire lacks of its input, one line each. A mock passes over parameters that
 * are optional and were lost on their way, so they are looked for here: by their names, and single
 * values by their text.
 */
export function wireFaults(operation: Operation, input: Input, request: Request): string[] {
  const url = new URL(request.url);
  return operation.parameters.flatMap((parameter) => {
    const value = input[parameter.in]?.[parameter.key];
    if (value === undefined || isEmpty(value)) return [];
    const found = textsOf(parameter, value, url, request.headers, operation.route);
    const told = `${parameter.in} ${parameter.key}`;
    if (found === undefined) return [`${told} is not on the wire`];
    const isSingle =
      typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return isSingle && isPlain(parameter) && !found.includes(String(value))
      ? [`${told} is ${found.join(", ")} on the wire`]
      : [];
  });
}

/** The texts that stand for a parameter; undefined where there are none. */
function textsOf(
  { in: place, key, style }: Parameter,
  value: Json,
  url: URL,
  headers: Headers,
  template: string,
): string[] | undefined {
  switch (place) {
    case "query": {
      if (style === "querystring")
        return url.search === "" ? undefined : [decoded(url.search.slice(1))];
      const own = [...url.searchParams].filter(
        ([name]) => name === key || name.startsWith(`${key}[`),
      );
      // An exploded object is written as its members.
      const members =
        typeof value === "object" && value !== null && !Array.isArray(value)
          ? Object.keys(value)
          : [];
      const texts =
        own.length > 0 ? own : [...url.searchParams].filter(([name]) => members.includes(name));
      return texts.length > 0 ? texts.map(([, text]) => text) : undefined;
    }
    case "header": {
      const text = headers.get(key);
      return text === null ? undefined : [text];
    }
    case "cookie": {
      const pairs = (headers.get("cookie") ?? "").split("; ").map((pair) => pair.split(/=(.*)/s));
      const own = pairs.filter(([name]) => name === key).map(([, text = ""]) => decoded(text));
      // An exploded list or object has no name of its own.
      return own.length > 0 || (pairs.length > 0 && typeof value === "object") ? own : undefined;
    }
    case "path":
      return segmentOf(key, template, url.pathname);
  }
}

/** The text in the place of a path's parameter, which may share its segment with other text. */
function segmentOf(key: string, template: string, path: string): string[] | undefined {
  const wanted = template.split("/");
  const index = wanted.findIndex((part) => part.includes(`{${key}}`));
  if (index === -1) return [path];
  const given = path.split("/");
  const segment = given[given.length - wanted.length + index] ?? "";
  const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const [before = "", after = ""] = (wanted[index] ?? "").split(`{${key}}`).map((part) =>
    part
      .split(/\{[^}]*\}/)
      .map(literal)
      .join(".*"),
  );
  const text = new RegExp(`^${before}(.+)${after}$`, "s").exec(segment)?.[1];
  return text === undefined ? undefined : [decoded(text)];
}

/** Single values of these styles are written as they are. */
function isPlain({ style, in: place, key, value }: Parameter & { key: string }): boolean {
  return (
    "schema" in value &&
    (style === "form" || style === "simple") &&
    (place === "query" || place === "path" || place === "header") &&
    key !== ""
  );
}

function isEmpty(value: Json): boolean {
  return (
    value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0)
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The client is to blame, for what it put on the wire, whatever else was said. */
export function blaming({ verdicts }: Judgement, faults: readonly string[]): Judgement {
  return { blame: "client", isProven: false, words: faults.join("; "), verdicts };
}
