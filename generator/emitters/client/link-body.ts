import {
  code,
  identifier,
  join,
  key,
  literal,
  member,
  nothing,
  type Code,
} from "../../code/code.js";
import type { Found, Linked, LinkedParameter, Place } from "../../model/links.js";
import type { Followed } from "./followed.js";
import { isFailure, isMissing, isRead, placesOf } from "../../model/linked-calls.js";
import { bodyInputType, parameterType } from "./link-types.js";
import { runtimeValue } from "./symbols.js";

/** Something the call is given, with its own place and type. */
interface Given {
  readonly linked: Linked;
  readonly name: string;
  readonly variable: string;
  readonly type: Code;
}

/**
 * What a link's function returns: the input, made of values where they stand. What may be missing is
 * looked at first: without it there is no call where it is demanded, else it is left out.
 */
export function linkBody(followed: Followed): Code {
  const { call } = followed;
  const given = call.parameters.map((one) => parameterGiven(followed, one));
  const body = call.body && bodyGiven(followed, call.body);
  const all = body === undefined ? given : [...given, body];
  const looked = all.filter(({ linked }) => isMissing(linked));
  if (looked.length === 0) return code`(${inputOf(followed, given, body)})`;
  const lines = looked.flatMap(({ linked, variable }) => {
    const { value } = linked;
    const lookup =
      value.kind === "found"
        ? [code`const ${identifier(variable)} = ${accessOf(value, followed)};`]
        : [];
    const test = linked.required
      ? [code`if (${isAbsent(linked, variable, followed)}) return undefined;`]
      : [];
    return [...lookup, ...test];
  });
  const result = returned(followed, given, body);
  return code`{\n${join([...lines, code`return ${result};`], "\n")}\n}`;
}

/** With the body and without it, where it may be missing: types tell inputs apart by it. */
function returned(followed: Followed, given: readonly Given[], body: Given | undefined): Code {
  if (body === undefined || !isLeftOut(body)) return inputOf(followed, given, body);
  const test = isAbsent(body.linked, body.variable, followed);
  return code`${test} ? ${inputOf(followed, given, undefined)} : ${inputOf(followed, given, body)}`;
}

function parameterGiven(followed: Followed, linked: LinkedParameter): Given {
  const { key: name, variable } = linked;
  return { linked, name, variable, type: parameterType(followed, linked.in, name) };
}

function bodyGiven(followed: Followed, linked: Linked): Given {
  return { linked, name: "body", variable: "body", type: bodyInputType(followed) };
}

function inputOf(followed: Followed, given: readonly Given[], body: Given | undefined): Code {
  const members = placesOf(followed.call).map((place) => {
    const own = followed.call.parameters.flatMap((one, index) => {
      const found = given[index];
      return one.in === place && found !== undefined ? [found] : [];
    });
    return code`${key(place)}: ${objectOf(own, followed)}`;
  });
  const all = body === undefined ? members : [...members, memberOf(body, followed)];
  return all.length === 0 ? code`{}` : code`{ ${join(all)} }`;
}

function objectOf(given: readonly Given[], followed: Followed): Code {
  const [only, ...others] = given;
  // Alone, what may be missing makes the whole.
  if (only !== undefined && others.length === 0 && isLeftOut(only))
    return code`${isAbsent(only.linked, only.variable, followed)} ? {} : { ${memberOf(only, followed)} }`;
  return code`{ ${join(given.flatMap((one) => membersOf(one, followed)))} }`;
}

function membersOf(given: Given, followed: Followed): Code[] {
  const written = memberOf(given, followed);
  if (!isLeftOut(given)) return [written];
  return [code`...(${isAbsent(given.linked, given.variable, followed)} ? {} : { ${written} })`];
}

function isLeftOut({ linked }: Given): boolean {
  return !linked.required && isMissing(linked);
}

function memberOf(given: Given, followed: Followed): Code {
  const { linked, name, variable } = given;
  const isHeld = linked.value.kind === "found" && isMissing(linked);
  const isPlain = isHeld && linked.reading === undefined && linked.fit === "same";
  if (isPlain && name === variable) return identifier(name);
  return code`${key(name)}: ${valueOf(given, followed)}`;
}

function valueOf({ linked, variable, type }: Given, followed: Followed): Code {
  const { value, reading, fit } = linked;
  const written = ((): Code => {
    if (value.kind === "constant") return literal(value.value);
    if (value.kind === "text") return textOf(value.parts, followed);
    const found = isMissing(linked) ? identifier(variable) : accessOf(value, followed);
    switch (reading) {
      case "text":
        return code`String(${found})`;
      case "number":
        return code`Number(${found})`;
      case "boolean":
        return code`${found} === "true"`;
      default:
        return found;
    }
  })();
  if (fit === "same") return written;
  return fit === "cast" ? code`${written} as ${type}` : code`${written} as unknown as ${type}`;
}

/** `"https://a.test/" + answer.id` */
function textOf(parts: readonly (string | Found)[], followed: Followed): Code {
  const [first, ...others] = parts;
  const written = parts.map((part) =>
    typeof part === "string"
      ? literal(part)
      : part.place.of === "url"
        ? accessOf(part, followed)
        : code`String(${accessOf(part, followed)})`,
  );
  if (first !== undefined && others.length === 0) return written[0] ?? literal("");
  return join(written, " + ");
}

/** The test that there is no value. */
function isAbsent({ value }: Linked, variable: string, followed: Followed): Code {
  if (value.kind === "constant") return code`false`;
  if (value.kind === "found") return comparison(identifier(variable), value);
  const tests = value.parts
    .filter((part) => typeof part !== "string")
    .filter(({ missing }) => missing.absent || missing.null)
    .map((part) => comparison(accessOf(part, followed), part));
  return join(tests, " || ");
}

function comparison(written: Code, { missing }: Found): Code {
  if (missing.absent && missing.null) return code`${written} == null`;
  return missing.null ? code`${written} === null` : code`${written} === undefined`;
}

/** `answer.owner?.id` */
function accessOf({ place }: Found, followed: Followed): Code {
  switch (place.of) {
    case "url":
      return code`answer.response.url`;
    case "status":
      return code`answer.response.status`;
    case "header":
      return code`answer.response.headers.get(${literal(place.key)})`;
    case "parameter": {
      const group = member(place.in);
      return place.group
        ? code`input${group}?.${optionalMember(place.key)}`
        : code`input${group}${member(place.key)}`;
    }
    default:
      return bodyAccess(place, followed);
  }
}

function optionalMember(name: string): Code {
  const [text = ""] = member(name).parts.map(String);
  return text.startsWith(".") ? identifier(name) : member(name);
}

type BodyPlace = Extract<Place, { readonly of: "answer" | "request" }>;

function bodyAccess({ of, pointer, way, optional }: BodyPlace, followed: Followed): Code {
  const body = of === "request" ? code`input.body` : answerBody(followed);
  if (way === undefined)
    return pointer === ""
      ? body
      : code`${runtimeValue("at", "pointer")}(${body}, ${literal(pointer)})`;
  const steps = way.map(({ token, isItem }, index) => {
    const mayEnd = index === 0 ? optional : way[index - 1]?.optional === true;
    if (isItem) return code`${mayEnd ? code`?.` : nothing}[${literal(Number(token))}]`;
    return mayEnd ? code`?.${optionalMember(token)}` : member(token);
  });
  return code`${body}${join(steps, "")}`;
}

function answerBody(followed: Followed): Code {
  if (!isRead(followed.call, "response")) return code`answer`;
  return isFailure(followed.response, followed.operation) ? code`answer.body` : code`answer.data`;
}
