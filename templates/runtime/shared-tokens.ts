import type { Clock } from "./clock.js";
import type { Lease } from "./held-token.js";
import { isSecretName, REDACTED, redactUrl } from "./redact.js";
import { TokenFault } from "./token-fault.js";

/** A token as it is kept: it can be written down as JSON. */
export interface StoredToken {
  readonly token: string;
  /** Milliseconds since 1970; absent where nobody knows. */
  readonly expiresAt?: number;
}

/**
 * Keeps tokens where several clients, processes or machines find them. Keys name the token endpoint,
 * the client and what was asked for, and hold no secret; values do. A store that fails fails no call:
 * the token is then asked for.
 */
export interface TokenStore {
  get(key: string): StoredToken | undefined | Promise<StoredToken | undefined>;
  set(key: string, token: StoredToken): void | Promise<void>;
  /**
   * Runs one function at a time for a key, wherever it is called from, so that those who wait find what
   * the first has stored. Without it, each client that comes to an empty store asks for a token.
   */
  exclusively?<Value>(key: string, run: () => Promise<Value>): Promise<Value>;
}

/** What a token is asked for with, apart from the client's secret. */
export interface TokenIdentity {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly fields: { readonly [name: string]: string };
}

/** Tokens that several clients share; made by `shareTokens`. */
export interface SharedTokens {
  /** The store's token, unless it is `before` or has expired; else a new one, which is stored. */
  lease(
    identity: TokenIdentity,
    before: string | undefined,
    clock: Pick<Clock, "now">,
    request: () => Promise<Lease>,
  ): Promise<Lease>;
}

/** Shares the tokens of client credentials: `auth: { …: { clientId, clientSecret, share: shareTokens(store) } }`. By default they are kept in memory, for the clients that are given the same value. */
export function shareTokens(store: TokenStore = memory()): SharedTokens {
  return Object.freeze({
    async lease(identity, before, clock, request) {
      const key = keyOf(identity);
      const find = async (): Promise<Lease | undefined> => {
        const found = await store.get(key);
        const expires = found?.expiresAt ?? Infinity;
        if (found === undefined || found.token === before || expires <= clock.now())
          return undefined;
        return { token: found.token, expires };
      };
      const renew = async (): Promise<Lease> => {
        const found = await find().catch(nothing);
        if (found !== undefined) return found;
        const lease = await request();
        const { token, expires } = lease;
        const stored = expires === Infinity ? { token } : { token, expiresAt: expires };
        await Promise.resolve(store.set(key, stored)).catch(nothing);
        return lease;
      };
      try {
        const found = await find();
        return found ?? (await (store.exclusively?.(key, renew) ?? renew()));
      } catch (error) {
        if (error instanceof TokenFault) throw error;
        return request();
      }
    },
  } satisfies SharedTokens);
}

/** For one process. */
function memory(): TokenStore {
  const tokens = new Map<string, StoredToken>();
  const last = new Map<string, Promise<unknown>>();
  return {
    get: (key) => tokens.get(key),
    set: (key, token) => {
      tokens.set(key, token);
    },
    exclusively(key, run) {
      const turn = (last.get(key) ?? Promise.resolve()).then(run, run);
      last.set(key, turn);
      return turn;
    },
  };
}

function keyOf({ tokenUrl, clientId, fields }: TokenIdentity): string {
  const told = Object.entries(fields).map(([name, value]) => [
    name,
    isSecretName(name) ? REDACTED : value,
  ]);
  return JSON.stringify([redactUrl(tokenUrl), clientId, ...told.sort()]);
}

function nothing(): undefined {
  return undefined;
}
