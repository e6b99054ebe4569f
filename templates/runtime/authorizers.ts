import { secret, unfit, type Authorizer, type Means, type Proof } from "./auth.js";
import { basic } from "./basic.js";
import { mayWriteCookies, NO_COOKIES } from "./cookies.js";
import { percentEncode } from "./escapes.js";
import { givenSecret, type Given } from "./given-secret.js";
import { exchangedTokens, type TokenSource } from "./token.js";

/*
 * What each kind of security scheme makes of a credential. The descriptors of a document's schemes
 * name them, so that a bundle has those alone.
 */

/** A key in a header or a query. */
export const byApiKey: Authorizer = (name, scheme, credential) => {
  if (scheme.type !== "apiKey" || !("key" in credential)) throw unfit(name);
  const { in: place, key } = scheme;
  return proving(checked(name, credential.key), (given) => {
    const value = secret(name, given);
    return (request) => {
      const { headers, url } = request;
      if (place === "header") headers[key.toLowerCase()] = value;
      else if (place === "cookie")
        headers["cookie"] = `${headers["cookie"] ? `${headers["cookie"]}; ` : ""}${key}=${value}`;
      else
        request.url = `${url}${url.includes("?") ? "&" : "?"}${percentEncode(key)}=${percentEncode(value)}`;
    };
  });
};

/** A key in a cookie, which has no escape that all servers know; in browsers none can be set. */
export const byCookie: Authorizer = (name, scheme, credential, options) => {
  if (!("key" in credential)) throw unfit(name);
  if (!mayWriteCookies()) throw unfit(name, NO_COOKIES);
  const { key } = credential;
  const refuse = (value: string): string => {
    if (!/[^!#-+\--:<-[\]-~]/.test(value.trim())) return value;
    throw unfit(name, "the credential has characters a cookie cannot carry");
  };
  const fit = typeof key === "string" ? refuse(key) : async () => refuse(await key());
  return byApiKey(name, scheme, { key: fit }, options);
};

/** A user's name and password, or what the caller makes of them. @see https://www.rfc-editor.org/rfc/rfc7617#section-2 */
export const byPassword: Authorizer = (name, scheme, credential, options) => {
  if (!("username" in credential)) return byToken(name, scheme, credential, options);
  const { username, password } = credential;
  // What follows the first colon is the password.
  if (username.includes(":")) throw unfit(name, 'a user name must not contain ":"');
  return proving(givenSecret(name, password), (given) => inHeader(basic(username, given)));
};

/** A token that the caller has: of a bearer scheme, or of any other that stands in `Authorization`. */
export const byToken: Authorizer = (name, scheme, credential) => {
  if (!("token" in credential)) throw unfit(name);
  const source = checked(name, credential.token, credential.cache);
  return sending(name, source, scheme.type === "http" ? scheme.scheme : "Bearer");
};

/** A token had for a client's credentials, or one that the caller has. @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
export const byClientCredentials: Authorizer = (name, scheme, credential, options) => {
  if (!("clientId" in credential)) return byToken(name, scheme, credential, options);
  if (scheme.type !== "oauth2" || scheme.clientCredentials === undefined) throw unfit(name);
  for (const key of ["clientId", "clientSecret"] as const)
    if ((credential[key] ?? "").trim() === "") throw unfit(name, `${key} is empty`);
  const descriptor = scheme.clientCredentials;
  const kept = new Map<string, Means>();
  // A token for each set of scopes, unless the caller says for which all are.
  return (needed) => {
    const { scopes = needed } = credential;
    const key = [...scopes].sort().join(" ");
    const means =
      kept.get(key) ??
      sending(name, exchangedTokens({ ...credential, scopes }, descriptor, options), "Bearer");
    kept.set(key, means);
    return means(scopes);
  };
};

/** A secret the caller provides; one that no request can carry is refused before there is one. */
function checked(name: string, given: Given, keeps?: boolean): TokenSource {
  if (typeof given === "string") secret(name, given);
  return givenSecret(name, given, keeps);
}

function sending(name: string, source: TokenSource, scheme: string): Means {
  const prefix = `${scheme.charAt(0).toUpperCase()}${scheme.slice(1)} `;
  return proving(source, (given) => inHeader(prefix + secret(name, given)));
}

/** Means that write what a source gives; it is there at once where the source has it. */
function proving(source: TokenSource, written: (given: string) => Proof["write"]): Means {
  const prove = (given: string): Proof => ({ write: written(given), source, given });
  return () => {
    const given = source.get();
    return typeof given === "string" ? prove(given) : given.then(prove);
  };
}

function inHeader(value: string): Proof["write"] {
  return ({ headers }) => {
    headers["authorization"] = value;
  };
}
