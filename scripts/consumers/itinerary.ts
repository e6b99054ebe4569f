import { readModel, sampleAnswers, type ApiModel, type CaseFile } from "../../generator/index.js";
import { loadFrom } from "../disk.js";
import type { Parcel } from "./parcel.js";
import type { Api } from "./server.js";
import type { Itinerary, Visited } from "./walk.js";

/** What of a document cannot be tried from where the program runs. */
export type Place = "server" | "browser";

/** Every operation of a document with the answers that can be asked for, and how many were left out. */
export interface Tour {
  itinerary(place: Place): Itinerary;
  readonly api: Api;
  readonly calls: number;
}

/** Plans the tour of a package by the contract cases that were generated with it. */
export async function plan(document: string, { files }: Parcel): Promise<Tour> {
  const { model } = await readModel(
    { input: document },
    { load: loadFrom(document), templates: {} },
  );
  if (model === undefined) throw new Error(`${document} has no model`);
  const { operations } = JSON.parse(files.get("contract/cases.json") ?? "") as CaseFile;
  const samples = sampleAnswers(model);
  const visited = operations.map(({ name, inputs, cases }): Visited => {
    const calls = cases.flatMap((one) => {
      if (one.kind !== "answer" || one.status < 200 || (one.status >= 300 && one.status < 400))
        return [];
      const { id, status, mediaType } = one;
      const input = inputs[one.input];
      if (mediaType === undefined) return [{ id, input, status }];
      // Of other media types the cases hold no bytes.
      if (!isJson(mediaType)) return [];
      const value = one.body?.value ?? samples.get(one.pointer);
      return value === undefined ? [] : [{ id, input, status, accept: mediaType, body: { value } }];
    });
    return { name, calls };
  });
  const answers = new Map(
    visited.flatMap(({ calls }) => calls.map((one) => [one.id, one] as const)),
  );
  const auth = credentialsOf(model);
  const itineraryFor = (place: Place): Itinerary => ({
    auth,
    operations: place === "server" ? visited : visited.map(withoutCookies),
  });
  return {
    itinerary: itineraryFor,
    calls: answers.size,
    api: (path, request) => {
      if (path === "/token")
        return Response.json({
          access_token: "invented-token",
          token_type: "Bearer",
          expires_in: 3600,
        });
      const one = answers.get(decodeURIComponent(request.headers.get("x-case") ?? ""));
      if (one === undefined) return new Response(`nobody asks for ${path}`, { status: 599 });
      if (one.body === undefined) return new Response(null, { status: one.status });
      return new Response(JSON.stringify(one.body.value), {
        status: one.status,
        headers: { "content-type": one.accept ?? "application/json" },
      });
    },
  };
}

/** No program can set a cookie in a browser, and the client refuses to. */
function withoutCookies({ name, calls }: Visited): Visited {
  const sent = calls.filter(({ input }) => (input as { cookie?: unknown }).cookie === undefined);
  return { name, calls: sent };
}

function isJson(mediaType: string): boolean {
  return /^application\/(?:[^;]+\+)?json(?:;|$)/.test(mediaType);
}

/** Invented credentials for every scheme that takes some. */
function credentialsOf({ security }: ApiModel): Itinerary["auth"] {
  const given = Object.entries(security).flatMap(
    ([name, scheme]): [string, Record<string, string>][] => {
      if (scheme.type === "mutualTLS") return [];
      // A cookie cannot be set everywhere; an operation has another way in, or none is asked for.
      if (scheme.type === "apiKey")
        return scheme.in === "cookie" ? [] : [[name, { key: "invented-key" }]];
      if (scheme.type === "http" && scheme.scheme === "basic")
        return [[name, { username: "invented", password: "invented" }]];
      if (scheme.type === "oauth2" && scheme.flows["clientCredentials"] !== undefined)
        return [[name, { clientId: "invented", clientSecret: "invented", tokenUrl: "/token" }]];
      return [[name, { token: "invented-token" }]];
    },
  );
  return Object.fromEntries(given);
}
