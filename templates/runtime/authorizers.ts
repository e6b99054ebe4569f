import { secret, unfit, type Authorizer, type Means } from "./auth.js";
import { mayWriteCookies, NO_COOKIES } from "./cookies.js";
import { base64, exchangedTokens, givenTokens, type TokenSource } from "./token.js";

/*
 * What each kind of security scheme makes of a credential. The descriptors of a document's schemes
 * name them, so that a bundle has those alone.
 */

/** A key in a header or a query. */
export const byApiKey: Authorizer = (name, scheme, credential) => {
  if (scheme.type !== "apiKey" || !("key" in credential)) throw unfit(name);
  const value = secret(name, credential.key);
  return () => ({ in: scheme.in, key: scheme.key, value });
};

/** A key in a cookie, which has no escape that all servers know; in browsers none can be set. */
export const byCookie: Authorizer = (name, scheme, credential, options) => {
  if (!("key" in credential)) throw unfit(name);
  if (!mayWriteCookies()) throw unfit(name, NO_COOKIES);
  if (/[^!#-+\--:<-[\]-~]/.test(credential.key.trim()))
    throw unfit(name, "the credential has characters a cookie cannot carry");
  return byApiKey(name, scheme, credential, options);
};

/** A user's name and password, or what the caller makes of them. @see https://www.rfc-editor.org/rfc/rfc7617#section-2 */
export const byPassword: Authorizer = (name, scheme, credential, options) => {
  if (!("username" in credential)) return byToken(name, scheme, credential, options);
  const { username, password } = credential;
  // What follows the first colon is the password.
  if (username.includes(":")) throw unfit(name, 'a user name must not contain ":"');
  const value = `Basic ${base64(`${username}:${password}`)}`;
  return () => ({ in: "header", key: "Authorization", value });
};

/** A token that the caller has: of a bearer scheme, or of any other that stands in `Authorization`. */
export const byToken: Authorizer = (name, scheme, credential) => {
  if (!("token" in credential)) throw unfit(name);
  return sending(name, givenTokens(credential), scheme.type === "http" ? scheme.scheme : "Bearer");
};

/** A token had for a client's credentials, or one that the caller has. @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
export const byClientCredentials: Authorizer = (name, scheme, credential, options) => {
  if (!("clientId" in credential)) return byToken(name, scheme, credential, options);
  if (scheme.type !== "oauth2" || scheme.clientCredentials === undefined) throw unfit(name);
  const tokens = exchangedTokens(credential, scheme.clientCredentials, options);
  return sending(name, tokens, "Bearer");
};

function sending(name: string, tokens: TokenSource, scheme: string): Means {
  const prefix = scheme.charAt(0).toUpperCase() + scheme.slice(1);
  return async () => {
    const token = secret(name, await tokens.get());
    const refuse = () => tokens.refuse(token);
    return { in: "header", key: "Authorization", value: `${prefix} ${token}`, refuse };
  };
}
