import { key, quote } from "../../code/code.js";
import { credentialRoles, credentialVariable } from "../../model/credentials.js";
import type { Json } from "../../model/json.js";
import type { ApiModel, SecurityRequirement, SecurityScheme } from "../../model/model.js";
import type { EmittedFile } from "../emitter.js";
import { Anchors } from "./anchors.js";
import type { Place } from "./place.js";

import { addressOf } from "./sample-url.js";
import { linked, listed, mono, word, type Span } from "./span.js";

/** How a caller proves who it is, scheme by scheme, and the module that holds the client. */
export function authenticationPage(model: ApiModel, packageName: string): EmittedFile {
  const anchors = schemeAnchors(model);
  return {
    kind: "markdown",
    path: "docs/authentication.md",
    template: "docs/authentication.md",
    view: {
      indexLink: "index.md",
      schemes: Object.entries(model.security).map(([name, scheme]) => ({
        name,
        anchor: anchors.get(name) ?? "",
        description: scheme.docs.description ?? "",
        deprecated: scheme.docs.deprecated,
        unconfirmed: scheme.docs.unconfirmed ?? "",
        ...schemeView(scheme),
      })),
      servers: model.servers.map((server) => ({
        url: server.url,
        name: server.name ?? "",
        description: server.description ?? "",
        variables: Object.entries(server.variables).map(
          ([variable, { default: standard, enum: values, description }]) => ({
            name: variable,
            default: standard,
            values: listed(
              (values ?? []).map((value) => [mono(value)]),
              "or",
            ),
            description: description ?? "",
          }),
        ),
      })),
      client: clientModule(model, packageName),
      core: model.operations.length === 0 ? "" : coreModule(packageName),
    },
  };
}

/** A transport that is handed what it shall do. */
function coreModule(packageName: string): string {
  return `import { createCore, passing, retries } from ${quote(`${packageName}/core`)};

export const transport = createCore({
  timeout: 10_000,
  retry: retries({ attempts: 5 }),
  middleware: passing({
    onResponse({ schemaPath, response }) {
      console.log(schemaPath, response.status);
    },
  }),
});`;
}

const ANCHORS = new WeakMap<ApiModel["security"], ReadonlyMap<string, string>>();

/** Where each scheme stands on the page; asked for by every operation. */
function schemeAnchors({ security }: ApiModel): ReadonlyMap<string, string> {
  const known = ANCHORS.get(security);
  if (known !== undefined) return known;
  const rows = Object.keys(security).map((name) => ({ name, key: name }));
  const ids = new Anchors().of("scheme", rows);
  const anchors = new Map(rows.map(({ name }, index) => [name, ids[index] ?? ""]));
  ANCHORS.set(security, anchors);
  return anchors;
}

/** One flag is true; a template need not compare kinds. */
function schemeView(scheme: SecurityScheme): { readonly [name: string]: Json } {
  return {
    apiKey: scheme.type === "apiKey" ? { in: scheme.in, key: scheme.key } : null,
    http:
      scheme.type === "http"
        ? { scheme: scheme.scheme, bearerFormat: scheme.bearerFormat ?? "" }
        : null,
    openIdConnect: scheme.type === "openIdConnect" ? scheme.url : "",
    mutualTls: scheme.type === "mutualTLS",
    metadataUrl: scheme.type === "oauth2" ? (scheme.metadataUrl ?? "") : "",
    flows:
      scheme.type !== "oauth2"
        ? []
        : Object.entries(scheme.flows).map(([flow, it]) => ({
            flow,
            authorizationUrl: it.authorizationUrl ?? "",
            deviceAuthorizationUrl: it.deviceAuthorizationUrl ?? "",
            tokenUrl: it.tokenUrl ?? "",
            refreshUrl: it.refreshUrl ?? "",
            scopes: Object.entries(it.scopes).map(([name, description]) => ({ name, description })),
            encoding: it.tokenRequest?.encoding ?? "",
            parameters: Object.entries(it.tokenRequest?.parameters ?? {}).map(([name, text]) => ({
              name,
              value: text,
            })),
          })),
  };
}

/** The alternatives of an operation: schemes of one alternative are all needed. Empty when none is. */
export function securityView(security: readonly SecurityRequirement[], place: Place): Span[] {
  const page = place.link("", "authentication");
  const anchors = schemeAnchors(place.model);
  const alternatives = security.map((requirement): Span[] => {
    const schemes = Object.entries(requirement).map(([name, scopes]): Span[] => {
      const anchor = anchors.get(name);
      const needed = listed(
        scopes.map((scope) => [mono(scope)]),
        "and",
      );
      return [
        ...(anchor === undefined
          ? [
              mono(name),
              word(", which the document does not declare: the client sends nothing for it"),
            ]
          : [linked(name, `${page}#${anchor}`)]),
        ...(needed.length === 0 ? [] : [word(" with "), ...needed]),
      ];
    });
    return schemes.length === 0 ? [word("nothing")] : listed(schemes, "and");
  });
  return listed(alternatives, "or");
}

/** `client.ts`: what every TypeScript sample imports. */
function clientModule(model: ApiModel, packageName: string): string {
  const server = model.servers[0];
  const options: string[] = [];
  const variables = Object.entries(server?.variables ?? {});
  if (variables.length > 0 && server !== undefined && /^https?:/i.test(server.url)) {
    options.push(
      "  server: {",
      ...variables.map(([name, it]) => `    ${bare(name)}: ${quote(it.default)},`),
      "  },",
    );
  } else if (server === undefined || !/^https?:/i.test(server.url)) {
    options.push(
      `  baseUrl: ${quote(server === undefined ? "https://api.example.com" : addressOf(server))},`,
    );
  }
  const credentials = Object.entries(model.security).flatMap(([name, scheme]) => {
    const lines = credentialLines(model, name, scheme);
    return lines.length === 0
      ? []
      : [`    ${bare(name)}: {`, ...lines.map((line) => `      ${line},`), "    },"];
  });
  if (credentials.length > 0) options.push("  auth: {", ...credentials, "  },");
  const argument = options.length === 0 ? "" : `{\n${options.join("\n")}\n}`;
  return `import { createClient } from ${quote(packageName)};\n\nexport const client = createClient(${argument});`;
}

function credentialLines({ security }: ApiModel, name: string, scheme: SecurityScheme): string[] {
  return credentialRoles(scheme).map(
    (role) => `${role}: process.env.${credentialVariable(security, name, role)} ?? ""`,
  );
}

function bare(name: string): string {
  return key(name)
    .parts.filter((part) => typeof part === "string")
    .join("");
}
