import {
  createClient,
  createTransport,
  getPhoto,
  isErrorOf,
  NetworkError,
  TokenError,
  ValidationError,
} from "darkroom-client";
import { createCore, passing, retries } from "darkroom-client/core";
import type { PhotoResponse, StepResponse } from "darkroom-client/models";
import { explain, PhotoSchema, validators } from "darkroom-client/schemas";

/** One thing that was tried, and what came of it. */
export interface Trial {
  readonly name: string;
  /** Undefined: as it should be. */
  readonly fault?: string;
}

/**
 * Uses the package as an application would: everything that runtimes do differently, once. `baseUrl`
 * is where the darkroom answers.
 */
export async function exercise(baseUrl: string): Promise<Trial[]> {
  const credentials = { clientId: "darkroom", clientSecret: "invented-secret" };
  const options = {
    baseUrl,
    auth: { darkroom: { ...credentials, tokenUrl: `${baseUrl}/token` } },
    validation: { validators },
  };
  const client = createClient(options);
  const path = { photoId: "dusk" };
  const trials: Trial[] = [];
  const attempt = async (name: string, run: () => Promise<unknown>, wanted: unknown) => {
    const found = await run().catch((error: unknown) => `threw ${String(error)}`);
    const [is, shall] = [JSON.stringify(found), JSON.stringify(wanted)];
    trials.push(is === shall ? { name } : { name, fault: `${is} instead of ${shall}` });
  };

  await attempt(
    "typed calls, side by side, on one token",
    async () => {
      const photos: PhotoResponse[] = await Promise.all(
        [1, 2, 3].map(() => client.photos.get({ path })),
      );
      const origins = photos.map(({ origin }) =>
        origin?.kind === "camera" ? origin.model : origin?.dpi,
      );
      const tokens = await fetch(`${baseUrl}/tokens`);
      return [origins, await tokens.json()];
    },
    [["Folding 620", "Folding 620", "Folding 620"], 1],
  );
  await attempt(
    "a function of its own, and the answer's headers",
    async () => {
      const call = getPhoto(createTransport(options), { path });
      const { data, response, headers } = await call.withResponse();
      return [data.title, response.status, headers["X-Views"]];
    },
    ["Dusk", 200, 7],
  );
  await attempt(
    "the transport of ./core, its token, its middleware and a failure that is not tried again",
    async () => {
      const { baseUrl, auth } = options;
      const passed: string[] = [];
      const middleware = passing({
        onRequest: ({ schemaPath }) => void passed.push(schemaPath),
        onResponse: ({ response }) => void passed.push(String(response.status)),
      });
      const transport = createCore({ baseUrl, auth, retry: retries(), middleware });
      const { data, headers } = await getPhoto(transport, { path }).withResponse();
      const error = await getPhoto(transport, { path: { photoId: "none" } }).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      const attempts = isErrorOf("getPhoto", error) && error.attempts;
      return [data.title, headers["X-Views"], attempts, passed];
    },
    ["Dusk", 7, 1, ["/photos/{photoId}", "200", "/photos/{photoId}", "404"]],
  );
  await attempt(
    "a documented failure, narrowed",
    async () => {
      try {
        return await client.photos.get({ path: { photoId: "none" } });
      } catch (error) {
        return isErrorOf("getPhoto", error) ? [error.status, error.body.title] : error;
      }
    },
    [404, "No such photo"],
  );
  await attempt(
    "a request that is not valid is not sent",
    async () => {
      const refused = client.photos.print({ path, body: { copies: 0 } });
      return refused.catch((error: unknown) =>
        error instanceof ValidationError ? [error.target, error.issues.length] : error,
      );
    },
    ["request", 1],
  );
  await attempt(
    "a token that is refused",
    async () => {
      const auth = { darkroom: { ...options.auth.darkroom, clientSecret: "wrong" } };
      const refused = createClient({ ...options, auth }).photos.get({ path });
      return refused.catch((error: unknown) =>
        error instanceof TokenError ? [error.status, error.code] : error,
      );
    },
    [401, "invalid_client"],
  );
  await attempt(
    "a token that was revoked is fetched again",
    async () => {
      await fetch(`${baseUrl}/revoke`, { method: "POST" });
      return (await client.photos.get({ path })).id;
    },
    "dusk",
  );
  await attempt(
    "a multipart body",
    async () => {
      const file = new File(["not quite a picture"], "dawn.png", { type: "image/png" });
      const { id, title, bytes } = await client.photos.upload({ body: { title: "Dawn", file } });
      return [id, title, bytes];
    },
    ["dawn.png", "Dawn", 19],
  );
  await attempt(
    "bytes",
    async () => new Uint8Array(await (await client.photos.download({ path })).arrayBuffer()).length,
    256,
  );
  await attempt(
    "a stream of events",
    async () => {
      const steps: StepResponse[] = [];
      for await (const step of await client.photos.watchDevelopment({ path })) steps.push(step);
      return steps.map(({ bath, seconds }) => `${bath} ${String(seconds)}`);
    },
    ["developer 90", "stop 30", "fixer 300"],
  );
  await attempt(
    "pages",
    async () => {
      const ids: string[] = [];
      for await (const { id } of client.photos.iteratePhotos()) ids.push(id);
      return ids;
    },
    ["page-1", "page-2", "page-3"],
  );
  await attempt(
    "a waiter",
    async () => {
      const { outcome, data } = await client.photos.waitForPhoto({ path: { photoId: "slow" } });
      return [outcome, data.state];
    },
    ["success", "developed"],
  );
  await attempt(
    "validators by themselves",
    async () => {
      const value = { id: "dusk", title: "", state: "exposed", bytes: 1, taken: "yesterday" };
      return [
        PhotoSchema.safeParse(value).success,
        explain(PhotoSchema, value).map(({ pointer, keyword }) => `${pointer} ${keyword}`),
      ];
    },
    [false, ["/title minLength", "/taken format"]],
  );
  await attempt(
    "a lost connection, of which no error shows the secret",
    async () => {
      const voucher = "s33ded";
      // Nobody listens there, and platforms quote the address.
      const lost = createClient({ ...options, baseUrl: "http://127.0.0.1:1", retry: false });
      const found: unknown[] = [];
      const told = await lost.photos.list({ query: { voucher } }).catch((error: unknown) => error);
      for (let error = told; error instanceof Error; error = error.cause)
        found.push(error.message, error.stack, JSON.stringify({ ...error }), String(error));
      const shown = found.join("\n");
      return [told instanceof NetworkError, shown.includes(voucher), shown.includes("[redacted]")];
    },
    [true, false, true],
  );
  await attempt(
    "an abort",
    async () => {
      const controller = new AbortController();
      const call = client.photos.get({ path: { photoId: "never" } }, { signal: controller.signal });
      setTimeout(() => {
        controller.abort(new Error("changed my mind"));
      }, 20);
      return call.catch((error: unknown) => (error instanceof Error ? error.message : error));
    },
    "changed my mind",
  );
  return trials;
}
