import { unfit, type Authorizer, type Proof } from "./auth.js";
import { shownOf } from "./core-address.js";
import { openDeadline } from "./deadline.js";
import type { SecuritySchemeFacts, TokenRequestDescriptor } from "./descriptor.js";
import { unquoted } from "./redact.js";
import type { ClientCredentials, TokenRequestOptions, TokenSource } from "./token.js";
import { TokenFault } from "./token-fault.js";

/** Milliseconds before a token expires by which it is renewed, unless a tenth of its life is less. */
const MARGIN = 60_000;

/**
 * Tokens for a client's credentials, one for each set of scopes. However many calls wait for one, it
 * is asked for once; it is replaced before it expires, and when the server refuses it.
 *
 * @throws TypeError for other credentials
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export const byHeldToken: Authorizer = (name, scheme, credential, options) => {
  const { clientCredentials: facts } = scheme as Partial<OAuth2>;
  const own = credential as ClientCredentials;
  if (!facts || own.share || !own.clientId || !own.clientSecret.trim()) throw unfit(name);
  const sources: Record<string, TokenSource> = {};
  return async (needed): Promise<Proof> => {
    const { scopes = needed } = own;
    const source = (sources[[...scopes].sort().join(" ")] ??= heldToken(options, () =>
      requestToken(own, scopes, facts, options),
    ));
    const given = await source.get();
    return {
      source,
      given,
      write: ({ headers }) => void (headers["authorization"] = `Bearer ${given}`),
    };
  };
};

type OAuth2 = Extract<SecuritySchemeFacts, { readonly type: "oauth2" }>;

/** A token, and for how many seconds it holds; nobody knows where that is no number. */
type Lease = readonly [token: string, seconds: unknown];

/** Keeps a token while it holds, and asks for the next one when it is needed. */
function heldToken({ clock }: TokenRequestOptions, lease: () => Promise<Lease>): TokenSource {
  let pending: Promise<string> | undefined;
  let held: string | undefined;
  let born = 0;
  let end = -1;
  let isDoubted = false;
  const renew = async () => {
    isDoubted = end === 0;
    end = Infinity;
    try {
      const [token, seconds] = await lease();
      const life = Number(seconds) * 1000;
      born = clock.now();
      if (life >= 0) end = born + life - Math.min(MARGIN, life / 10);
      return (held = token);
    } catch (cause) {
      end = -1;
      throw cause;
    }
  };
  return {
    get: () => (pending = pending && clock.now() < end ? pending : renew()),
    accept(token) {
      if (token === held) isDoubted = false;
    },
    refuse(token) {
      // Of many calls refused with one token the first forgets it; the others find the next one.
      if (token !== held) return true;
      // Refused at once, though new: something else is wrong with the call, and no token will help.
      if (isDoubted && clock.now() < born + MARGIN) return false;
      end = 0;
      return true;
    },
  };
}

async function requestToken(
  { clientId, clientSecret, tokenUrl, parameters }: ClientCredentials,
  scopes: readonly string[],
  facts: TokenRequestDescriptor,
  { fetch, clock, timeout }: TokenRequestOptions,
): Promise<Lease> {
  const address = tokenUrl ?? facts.tokenUrl ?? "";
  const shown = shownOf(address);
  const fields = {
    grant_type: "client_credentials",
    ...(scopes[0] && { scope: scopes.join(" ") }),
    ...facts.parameters,
    ...parameters,
    ...(!facts.prove && { client_id: clientId, client_secret: clientSecret }),
  };
  const [type, body] = facts.encode?.(fields) ?? ["application/json", JSON.stringify(fields)];
  const deadline = openDeadline(clock, timeout);
  let status: number | undefined;
  let reason: unknown;
  try {
    const request = new Request(address, {
      method: "POST",
      headers: {
        accept: "application/json",
        "content-type": type,
        ...(facts.prove && { authorization: facts.prove(clientId, clientSecret) }),
      },
      body,
      // A redirect would take the secret elsewhere. Browsers show nothing of it, not even its status.
      redirect: "manual",
      signal: deadline.signal,
    });
    const response = await deadline.race(fetch(request));
    status = response.status || 302;
    const { access_token, expires_in } = JSON.parse(await deadline.race(response.text()));
    const token = access_token?.trim?.();
    if (response.ok && token) return [token, expires_in];
  } catch (cause) {
    // What a parser says of a body quotes it.
    reason = status ? undefined : unquoted(cause, address, shown);
  } finally {
    deadline.close();
  }
  throw new TokenFault({
    message: `no token from POST ${shown}: ${String(status ?? "no answer")}`,
    tokenUrl: shown,
    status,
    cause: reason,
  });
}
