import { code, identifier, join, key, literal, type Code } from "../../code/code.js";
import type { Operation, Parameter, Response } from "../../model/model.js";
import { typesOf } from "./answers.js";
import {
  isComplete,
  isFailure,
  isGiven,
  isOptional,
  isRead,
  mayFail,
  placesOf,
} from "../../model/linked-calls.js";
import type { Followed } from "./followed.js";
import { runtimeType } from "./symbols.js";

/**
 * The body alone where no more is read; beside the response as `withResponse()` gives both, or as the
 * error has them.
 */
export function answerType(followed: Followed): Code {
  const { operation, response } = followed;
  const isBoth = isRead(followed.call, "body");
  const body = isBoth ? bodyType(operation, response) : code`unknown`;
  if (!isRead(followed.call, "response")) return body;
  if (isFailure(response, operation)) {
    const read = isBoth ? code`"body" | "response"` : code`"response"`;
    return code`Pick<${runtimeType("ApiError", "errors")}<string, number, ${body}>, ${read}>`;
  }
  const read = isBoth ? code`"data" | "response"` : code`"response"`;
  return code`Pick<${runtimeType("Answer", "call")}<${body}>, ${read}>`;
}

/** `CreateUserData` where there is no other success, else the body of that one answer. */
function bodyType(operation: Operation, response: Response): Code {
  const successes = operation.responses.filter((one) => !isFailure(one, operation));
  if (successes.length === 1 && successes[0] === response)
    return identifier(`${operation.typeName}Data`);
  const media = response.content.find(({ codec }) => codec === "json") ?? response.content[0];
  return code`${typesOf(operation)}["responses"][${literal(response.status)}]["content"][${literal(media?.type ?? "")}]`;
}

/** All of the other call's input where nothing is missing, else what there is of it. */
export function resultType(followed: Followed): Code {
  const given = isComplete(followed.call, followed.target)
    ? code`${followed.input}`
    : partType(followed);
  return mayFail(followed.call) ? code`${given} | undefined` : given;
}

/** `{ path: UpdateUserInput["path"] }`, for a caller to add the rest. */
function partType(followed: Followed): Code {
  const { call, target } = followed;
  const members = placesOf(call).map((place) => {
    const own = target.parameters.filter((one) => one.in === place);
    const isWhole = own.every((one) => isOptional(one, target) || isGiven(one, call));
    const names = call.parameters.filter((one) => one.in === place).map((one) => literal(one.key));
    const group = groupType(followed, place);
    const part = isWhole ? group : code`Pick<${group}, ${join(names, " | ")}>`;
    return code`${key(place)}: ${part}`;
  });
  if (call.body !== undefined) {
    const mark = call.body.required ? code`` : code`?`;
    members.push(code`body${mark}: ${bodyInputType(followed)}`);
  }
  return members.length === 0 ? code`object` : code`{ ${join(members, "; ")} }`;
}

/** The type of what a parameter of the call takes. */
export function parameterType(followed: Followed, place: Parameter["in"], name: string): Code {
  const { target } = followed;
  const own = code`${groupType(followed, place)}[${literal(name)}]`;
  const parameter = target.parameters.find((one) => one.in === place && one.key === name);
  return parameter === undefined || isOptional(parameter, target) ? code`NonNullable<${own}>` : own;
}

function groupType({ target, input }: Followed, place: Parameter["in"]): Code {
  const own = code`${input}[${literal(place)}]`;
  const isDemanded = target.parameters.some((one) => one.in === place && !isOptional(one, target));
  return isDemanded ? own : code`NonNullable<${own}>`;
}

/** The type of the call's body: of several media types, of the one that is sent where none is named. */
export function bodyInputType({ target, input }: Followed): Code {
  const content = target.requestBody?.content ?? [];
  if (content.length > 1) {
    const media = content.find(({ codec }) => codec === "json") ?? content[0];
    return code`NonNullable<${typesOf(target)}["requestBody"]>["content"][${literal(media?.type ?? "")}]`;
  }
  const own = code`${input}["body"]`;
  return target.requestBody?.required === true ? own : code`NonNullable<${own}>`;
}
