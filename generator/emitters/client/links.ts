import { code, identifier, join, key, nothing, type Code } from "../../code/code.js";
import { jsdoc } from "../../code/jsdoc.js";
import { isRead } from "../../model/linked-calls.js";
import { sentMethod } from "../../model/methods.js";
import type { ApiModel, Operation } from "../../model/model.js";
import type { Statement } from "../emitter.js";
import { followedLinks, type Followed } from "./followed.js";
import { linkBody } from "./link-body.js";
import { answerType, resultType } from "./link-types.js";

/** What an operation's answers lead to: a function for each link, from an answer to the other call's input. */
export function linksStatements(operation: Operation, model: ApiModel): Statement[] {
  const followed = followedLinks(operation, model);
  if (followed.length === 0) return [];
  return [
    {
      docs: `What answers of \`${operation.name}\` lead to: the input of each call.`,
      code: code`export const ${identifier(operation.links)} = {
${join(followed.map(memberOf), "\n")}
};`,
    },
  ];
}

function memberOf(followed: Followed): Code {
  const comment: Code = { kind: "code", parts: [`${jsdoc(docsOf(followed))}\n`] };
  const signature = code`(${parametersOf(followed)}): ${resultType(followed)}`;
  return code`${comment}${key(followed.call.member)}: ${signature} => ${linkBody(followed)},`;
}

/** The answer, and the input it is the answer to: each where something of it is read. */
function parametersOf(followed: Followed): Code {
  const { operation, call } = followed;
  const isAnswerRead = isRead(call, "body") || isRead(call, "response");
  const answer = isAnswerRead ? [code`answer: ${answerType(followed)}`] : [];
  const input = code`input: ${identifier(`${operation.typeName}Input`)}`;
  const given = isRead(call, "input") ? [...answer, input] : answer;
  return given.length === 0 ? nothing : join(given);
}

/** What hovering a link shows. */
function docsOf({ link, response, target }: Followed): string {
  const { docs, server } = link;
  const call = `\`${sentMethod(target.method)} ${target.path}\``;
  const goes =
    server === undefined ? "" : `\n\nIt goes to \`${server.url}\`: give the call that \`baseUrl\`.`;
  return `${docs.description ?? ""}\n\nFrom the answer ${String(response.status)} to ${call}, {@link ${target.name}}.${goes}`.trim();
}
