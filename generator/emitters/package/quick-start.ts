import { code, key, literal, member, type Code } from "../../code/code.js";
import { laidOutValue } from "../../code/laid-out.js";
import { credentialRoles, credentialVariable } from "../../model/credentials.js";
import { usualAnswer } from "../../model/answers.js";
import { isSequential } from "../../model/media-types.js";
import type { ApiModel, Operation, SecurityScheme } from "../../model/model.js";
import { firstCall, type FirstCall, type Samples } from "./first-call.js";

/**
 * The README's first program: makes a client and calls one operation. It compiles and runs as it
 * stands, once the credentials it names are in the environment.
 */
export function quickStart(model: ApiModel, packageName: string, samples: Samples): string {
  const first = firstCall(model, samples);
  const options = [
    ...(first === undefined
      ? []
      : [baseUrlOf(model, first.operation), authOf(model, first.operation)]),
    code`  validation: { validators },\n`,
  ];
  const statements = [
    code`import { createClient } from ${literal(packageName)};`,
    code`import { validators } from ${literal(`${packageName}/schemas`)};\n`,
    code`const client = createClient({\n`,
  ].map(textOf);
  const made = `${statements.join("\n")}${options.map(textOf).join("")}});`;
  return first === undefined ? made : `${made}\n${callOf(first)}`;
}

/** The call, and what it resolves to shown: a stream item by item, nothing where nothing comes. */
function callOf({ operation, input }: FirstCall): string {
  const answer = usualAnswer(operation);
  const callee = `client${textOf(member(operation.group))}${textOf(member(operation.member))}`;
  const isEmpty = Object.keys(input).length === 0;
  const called = `await ${callee}(${isEmpty ? "" : laidOutValue(input)})`;
  if (answer === undefined) return `${called};`;
  if (!isSequential(answer.codec)) return `console.log(${called});`;
  return `for await (const item of ${called}) {\n  console.log(item);\n}`;
}

/** Where a document names no server that could be asked from anywhere, its reader says where it is. */
function baseUrlOf(model: ApiModel, operation: Operation): Code {
  const url = (operation.servers ?? model.servers)[0]?.url ?? "/";
  if (/^https?:\/\//i.test(url)) return code``;
  return code`  baseUrl: ${literal(absolute(url))}, // where the API is\n`;
}

function absolute(url: string): string {
  return `https://api.example.com${url.replace(/^(?:\.{0,2}\/)*/, "/").replace(/\/$/, "")}`;
}

/** Credentials of the first way in that they can be given for. */
function authOf(model: ApiModel, { security }: Operation): Code {
  const requirement = security.find((one) =>
    Object.keys(one).every((name) => {
      const scheme = Object.hasOwn(model.security, name) ? model.security[name] : undefined;
      return scheme !== undefined && scheme.type !== "mutualTLS";
    }),
  );
  const schemes = Object.keys(requirement ?? {}).flatMap((name) => {
    const scheme = model.security[name];
    return scheme === undefined
      ? []
      : [code`    ${key(name)}: ${credentialOf(model, name, scheme)},\n`];
  });
  if (schemes.length === 0) return code``;
  const given = schemes.map(textOf).join("");
  return { kind: "code", parts: ["  auth: {\n", given, "  },\n"] };
}

/** Credentials come from the environment: a README must not teach people to write them down. */
function credentialOf({ security }: ApiModel, name: string, scheme: SecurityScheme): Code {
  const members = credentialRoles(scheme).map((role) => {
    const variable = credentialVariable(security, name, role);
    return code`${key(role)}: process.env${member(variable)} ?? ""`;
  });
  const [only] = members;
  if (members.length === 1 && only !== undefined) return code`{ ${only} }`;
  // Beside a scheme's name two would not fit on one line.
  const lines = [...members, ...tokenUrlOf(scheme)].map((line) => `      ${textOf(line)},\n`);
  return { kind: "code", parts: ["{\n", ...lines, "    }"] };
}

/** Where tokens are, of a document that says so only from its own place. */
function tokenUrlOf(scheme: SecurityScheme): Code[] {
  const flow = scheme.type === "oauth2" ? scheme.flows["clientCredentials"] : undefined;
  if (flow === undefined || /^https?:\/\//i.test(flow.tokenUrl ?? "")) return [];
  return [code`tokenUrl: ${literal(absolute(flow.tokenUrl ?? ""))}`];
}

function textOf({ parts }: Code): string {
  return parts.filter((part) => typeof part === "string").join("");
}
