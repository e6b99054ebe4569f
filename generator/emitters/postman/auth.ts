import type {
  OAuthFlow,
  Operation,
  SecurityRequirement,
  SecurityScheme,
} from "../../model/model.js";
import type { Auth, AuthAttribute, Pair } from "./collection.js";
import type { Context } from "./context.js";
import type { TokenRequest } from "./scripts.js";
import type { SchemeSettings } from "./settings.js";

/** How a request proves who sends it: one of Postman's authorizations, and headers beside it. */
export interface Authorization {
  readonly auth: Auth;
  readonly headers: readonly Pair[];
  readonly query: readonly Pair[];
}

const NOBODY: Authorization = { auth: { type: "noauth" }, headers: [], query: [] };

/** The authorizations of a collection, and the tokens it has to fetch for them. */
export class Authorizations {
  readonly #context: Context;
  readonly #tokens = new Map<string, Omit<TokenRequest, "inherited">>();
  /** What most requests use, said once for the collection. */
  readonly shared: Authorization;
  readonly #sharedText: string;

  constructor(context: Context) {
    this.#context = context;
    this.shared = mostCommon(context.model.operations.map((operation) => this.of(operation)));
    this.#sharedText = JSON.stringify(this.shared.auth);
  }

  /** The first alternative of an operation that Postman can express. */
  of(operation: Operation): Authorization {
    const [first] = operation.security.filter((requirement) => this.#isExpressible(requirement));
    if (first === undefined) return NOBODY;
    const parts = Object.keys(first).map((name) => this.#scheme(name));
    // Postman knows one authorization a request: a second scheme is written as a plain header or query entry.
    const [main = NOBODY, ...others] = parts;
    return {
      auth: main.auth,
      headers: [...main.headers, ...others.flatMap(asHeaders)],
      query: [...main.query, ...others.flatMap(asQuery)],
    };
  }

  isShared({ auth }: Authorization): boolean {
    return JSON.stringify(auth) === this.#sharedText;
  }

  get tokenRequests(): TokenRequest[] {
    return [...this.#tokens.values()].map((request) => ({
      ...request,
      inherited: this.#sharedText.includes(`{{${request.token}}}`),
    }));
  }

  #isExpressible(requirement: SecurityRequirement): boolean {
    const { security } = this.#context.model;
    return Object.keys(requirement).every(
      (name) => Object.hasOwn(security, name) && security[name]?.type !== "mutualTLS",
    );
  }

  #scheme(name: string): Authorization {
    const scheme = this.#context.model.security[name];
    if (scheme === undefined) return NOBODY;
    const settings = this.#context.settings.scheme(scheme.docs, scheme.pointer);
    const secret = (role: string): string => this.#variable(name, settings, role, "", true);
    switch (scheme.type) {
      case "apiKey": {
        const value = `{{${secret("key")}}}`;
        if (scheme.in === "cookie")
          return { ...NOBODY, headers: [{ key: "Cookie", value: `${scheme.key}=${value}` }] };
        return authorization("apikey", { key: scheme.key, value, in: scheme.in });
      }
      case "http":
        return this.#http(name, scheme.scheme, settings, secret);
      case "oauth2":
        return this.#oauth2(name, scheme, settings, secret);
      case "openIdConnect":
        return authorization("bearer", { token: `{{${secret("token")}}}` });
      case "mutualTLS":
        return NOBODY;
    }
  }

  #http(
    name: string,
    scheme: string,
    settings: SchemeSettings,
    secret: (role: string) => string,
  ): Authorization {
    if (scheme === "bearer") return authorization("bearer", { token: `{{${secret("token")}}}` });
    if (scheme === "basic" || scheme === "digest") {
      const username = this.#variable(name, settings, "username", "", false);
      return authorization(scheme, {
        username: `{{${username}}}`,
        password: `{{${secret("password")}}}`,
      });
    }
    // A scheme Postman has no form for: its credentials are whatever the user fills in.
    const header = { key: "Authorization", value: `${scheme} {{${secret("credentials")}}}` };
    return { ...NOBODY, headers: [header] };
  }

  #oauth2(
    name: string,
    scheme: SecurityScheme & { readonly type: "oauth2" },
    settings: SchemeSettings,
    secret: (role: string) => string,
  ): Authorization {
    const token = secret("token");
    const { clientCredentials } = scheme.flows;
    if (clientCredentials?.tokenUrl !== undefined) {
      this.#fetch(name, token, clientCredentials, settings, secret);
      return authorization("bearer", { token: `{{${token}}}` });
    }
    const [flow] = Object.entries(scheme.flows);
    if (flow === undefined) return authorization("bearer", { token: `{{${token}}}` });
    const [kind, { authorizationUrl = "", tokenUrl = "", scopes }] = flow;
    return authorization("oauth2", {
      accessToken: `{{${token}}}`,
      grant_type: GRANTS[kind] ?? "authorization_code",
      authUrl: authorizationUrl,
      accessTokenUrl: tokenUrl,
      clientId: `{{${this.#variable(name, settings, "client_id", "", false)}}}`,
      scope: Object.keys(scopes).join(" "),
      addTokenTo: "header",
    });
  }

  #fetch(
    name: string,
    token: string,
    flow: OAuthFlow,
    settings: SchemeSettings,
    secret: (role: string) => string,
  ): void {
    if (this.#tokens.has(name)) return;
    const variable = (role: string, value: string): string =>
      this.#variable(name, settings, role, value, false);
    const { encoding = "form", parameters = {} } = flow.tokenRequest ?? {};
    const scopes = Object.keys(flow.scopes).join(" ");
    this.#tokens.set(name, {
      token,
      url: variable("token_url", flow.tokenUrl ?? ""),
      clientId: variable("client_id", ""),
      clientSecret: secret("client_secret"),
      encoding,
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([parameter, value]) => {
          const wish = settings.parameters.get(parameter);
          const needed = { value, secret: false };
          return [
            parameter,
            wish === undefined
              ? this.#context.variables.need(
                  `${name}_${parameter}`,
                  needed,
                  `${name} parameter ${parameter}`,
                )
              : this.#context.variables.mention(wish, needed),
          ];
        }),
      ),
      ...(scopes === "" ? {} : { scope: variable("scope", scopes) }),
      expires: variable("token_expires", ""),
    });
  }

  #variable(
    scheme: string,
    { variables }: SchemeSettings,
    role: string,
    value: string,
    isSecret: boolean,
  ): string {
    const given = variables.get(role);
    return given === undefined
      ? this.#context.variables.need(
          `${scheme}_${role}`,
          { value, secret: isSecret },
          `${scheme} scheme ${role}`,
        )
      : this.#context.variables.mention(given, { value, secret: isSecret });
  }
}

const GRANTS: { readonly [flow: string]: string } = {
  authorizationCode: "authorization_code",
  implicit: "implicit",
  password: "password_credentials",
};

function authorization(
  type: Exclude<Auth["type"], "noauth">,
  attributes: { readonly [key: string]: string },
): Authorization {
  const list: AuthAttribute[] = Object.entries(attributes).map(([key, value]) => ({
    key,
    // Only our own `{{…}}` are meant as variables.
    value: /^(?:\{\{[A-Za-z0-9_.-]+\}\})$/.test(value) ? value : value.replace(/\{(?=\{)/g, "{ "),
    type: "string",
  }));
  return { auth: { type, [type]: list }, headers: [], query: [] };
}

function attributesOf({ type, ...rest }: Auth): Map<string, string> {
  const list = rest[type];
  return new Map(
    Array.isArray(list) ? list.map(({ key, value }) => [String(key), String(value)]) : [],
  );
}

function asHeaders({ auth, headers }: Authorization): Pair[] {
  const attributes = attributesOf(auth);
  const value = attributes.get("value") ?? "";
  if (auth.type === "apikey" && attributes.get("in") === "header")
    return [...headers, { key: attributes.get("key") ?? "", value }];
  if (auth.type === "bearer" || auth.type === "oauth2") {
    const token = attributes.get("token") ?? attributes.get("accessToken") ?? "";
    return [...headers, { key: "Authorization", value: `Bearer ${token}` }];
  }
  return [...headers];
}

function asQuery({ auth, query }: Authorization): Pair[] {
  const attributes = attributesOf(auth);
  if (auth.type !== "apikey" || attributes.get("in") !== "query") return [...query];
  return [...query, { key: attributes.get("key") ?? "", value: attributes.get("value") ?? "" }];
}

/** The authorization most operations use; the first of them among equals. */
function mostCommon(all: readonly Authorization[]): Authorization {
  const counts = new Map<string, number>();
  for (const { auth } of all) {
    const text = JSON.stringify(auth);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  let best: Authorization = NOBODY;
  for (const one of all) {
    if ((counts.get(JSON.stringify(one.auth)) ?? 0) > (counts.get(JSON.stringify(best.auth)) ?? 0))
      best = one;
  }
  return best;
}
