import type { ApiModel } from "../../../generator/index.js";

/** Credentials for every scheme that the environment has some for, and the texts no report may show. */
export function liveCredentials(
  { security }: ApiModel,
  env: Readonly<Record<string, string | undefined>>,
): { readonly auth: Record<string, object>; readonly secrets: readonly string[] } {
  const of = (name: string): string | undefined => (env[name] === "" ? undefined : env[name]);
  const [token, key, username, password, id, secret, tokenUrl] = VARIABLES.map(of);
  const auth = Object.entries(security).flatMap(([name, scheme]): [string, object][] => {
    if (scheme.type === "apiKey") return key === undefined ? [] : [[name, { key }]];
    if (scheme.type === "http" && scheme.scheme.toLowerCase() === "basic")
      return username === undefined || password === undefined
        ? []
        : [[name, { username, password }]];
    if (scheme.type === "mutualTLS") return [];
    if (token !== undefined) return [[name, { token }]];
    if (scheme.type !== "oauth2" || id === undefined || secret === undefined) return [];
    return [
      [
        name,
        { clientId: id, clientSecret: secret, ...(tokenUrl === undefined ? {} : { tokenUrl }) },
      ],
    ];
  });
  return {
    auth: Object.fromEntries(auth),
    secrets: [token, key, password, secret].filter((one) => one !== undefined),
  };
}

/** Where credentials come from, and nowhere else: a command line is seen by others. */
export const VARIABLES = [
  "CONTRACT_TOKEN",
  "CONTRACT_API_KEY",
  "CONTRACT_USERNAME",
  "CONTRACT_PASSWORD",
  "CONTRACT_CLIENT_ID",
  "CONTRACT_CLIENT_SECRET",
  "CONTRACT_TOKEN_URL",
] as const;
