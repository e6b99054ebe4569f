import type { ApiModel } from "../../generator/index.js";

/** Invented credentials for every scheme that takes some; they open nothing. */
export function inventedCredentials({ security }: ApiModel): Record<string, object> {
  return Object.fromEntries(
    Object.entries(security).flatMap(([name, scheme]): [string, object][] => {
      switch (scheme.type) {
        case "apiKey":
          return [[name, { key: "invented-key" }]];
        case "http":
          return scheme.scheme.toLowerCase() === "basic"
            ? [[name, { username: "invented-user", password: "invented-password" }]]
            : [[name, { token: "invented-token" }]];
        case "oauth2":
        case "openIdConnect":
          return [[name, { token: "invented-token" }]];
        default:
          return [];
      }
    }),
  );
}
