import { code, identifier, join, key, literal, member, type Code } from "../../code/code.js";
import { credentialRoles, credentialVariable } from "../../model/credentials.js";
import type { Json } from "../../model/json.js";
import type { ApiModel, Operation, Parameter, SecurityScheme } from "../../model/model.js";

/** The README's first program: makes a client and calls one operation that changes nothing. */
export function quickStart(model: ApiModel, packageName: string): string {
  const operation = firstCall(model);
  const auth = operation === undefined ? code`` : authOf(model, operation);
  const statements = [
    code`import { createClient } from ${literal(packageName)};`,
    code`import { validators } from ${literal(`${packageName}/schemas`)};\n`,
    code`const client = createClient({\n${auth}  validation: { validators },\n});`,
  ];
  if (operation !== undefined) {
    const call = code`client${member(operation.group)}${member(operation.member)}(${inputOf(operation)})`;
    statements.push(code`console.log(await ${call});`);
  }
  return statements.map(({ parts }) => parts.join("")).join("\n");
}

/** The first GET whose required parameters all have an example: a list, most often. */
function firstCall({ operations }: ApiModel): Operation | undefined {
  const simple = operations.filter(
    ({ method, parameters, requestBody }) =>
      method === "get" &&
      requestBody?.required !== true &&
      parameters.every((parameter) => !parameter.required || parameter.examples.length > 0),
  );
  return (
    simple.find(({ docs }) => !docs.deprecated) ?? operations.find(({ method }) => method === "get")
  );
}

function inputOf({ parameters }: Operation): Code {
  const required = parameters.filter((parameter) => parameter.required);
  const places = (["path", "query", "header", "cookie"] as const).flatMap((place) => {
    const inside = required.filter((parameter) => parameter.in === place);
    if (inside.length === 0) return [];
    const members = inside.map(
      (parameter) => code`${key(parameter.key)}: ${literal(exampleOf(parameter))}`,
    );
    return [code`${identifier(place)}: { ${join(members)} }`];
  });
  return places.length === 0 ? code`` : code`{ ${join(places)} }`;
}

function exampleOf({ examples }: Parameter): Json {
  return examples[0]?.value ?? "…";
}

function authOf(model: ApiModel, { security }: Operation): Code {
  const [requirement = {}] = security;
  const schemes = Object.keys(requirement).flatMap((name) => {
    const scheme = model.security[name];
    return scheme === undefined || credentialRoles(scheme).length === 0
      ? []
      : [code`${key(name)}: ${credentialOf(model, name, scheme)}`];
  });
  return schemes.length === 0 ? code`` : code`  auth: {\n    ${join(schemes, ",\n    ")},\n  },\n`;
}

/** Credentials come from the environment: a README must not teach people to write them down. */
function credentialOf({ security }: ApiModel, name: string, scheme: SecurityScheme): Code {
  const members = credentialRoles(scheme).map((role) => {
    const variable = credentialVariable(security, name, role);
    return code`${key(role)}: process.env${member(variable)} ?? ""`;
  });
  // Beside a scheme's name two would not fit on one line.
  return members.length === 1
    ? code`{ ${join(members)} }`
    : code`{\n      ${join(members, ",\n      ")},\n    }`;
}
