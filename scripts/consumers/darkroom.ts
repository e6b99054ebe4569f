import type { Api } from "./server.js";

/** The API that `project/program.ts` uses, with what it must remember of one consumer. */
export function openDarkroom(): Api {
  let issued = 0;
  let revoked = 0;
  let looks = 0;
  return async (path, request) => {
    const route = `${request.method} ${path}`;
    const page = new URL(request.url).searchParams.get("page") ?? "1";
    if (route === "POST /token") {
      const form = await request.formData();
      const secret = form.get("client_secret") ?? secretOf(request.headers.get("authorization"));
      if (secret !== "invented-secret") return json(401, { error: "invalid_client" });
      issued += 1;
      return json(200, {
        access_token: `token-${String(issued)}`,
        token_type: "Bearer",
        expires_in: 3600,
      });
    }
    if (route === "GET /tokens") return json(200, issued);
    if (route === "POST /revoke") {
      revoked = issued;
      return new Response(null, { status: 204 });
    }
    const token = Number(
      /^Bearer token-(\d+)$/.exec(request.headers.get("authorization") ?? "")?.[1],
    );
    if (!(token > revoked)) return problem(401, "Who are you?");
    switch (route) {
      case "GET /photos":
        return json(200, { photos: [{ ...photo(), id: `page-${page}` }], pages: 3 });
      case "POST /photos": {
        const form = await request.formData();
        const file = form.get("file");
        if (!(file instanceof File)) return problem(422, "No file");
        const title = form.get("title");
        return json(201, {
          ...photo(),
          id: file.name,
          title,
          bytes: (await file.arrayBuffer()).byteLength,
        });
      }
      case "GET /photos/dusk":
        return json(200, photo(), { "x-views": "7" });
      case "GET /photos/slow":
        looks += 1;
        return json(200, { ...photo(), state: looks < 3 ? "exposed" : "developed" });
      case "GET /photos/never":
        return new Promise(() => undefined);
      case "GET /photos/dusk/file":
        return new Response(
          Uint8Array.from({ length: 256 }, (_, byte) => byte),
          {
            headers: { "content-type": "image/png" },
          },
        );
      case "GET /photos/dusk/development":
        return new Response(development(), { headers: { "content-type": "text/event-stream" } });
      default:
        return problem(404, "No such photo");
    }
  };
}

/** A client may send its secret by HTTP Basic. @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
function secretOf(authorization: string | null): string | undefined {
  return Buffer.from(authorization?.replace(/^Basic /, "") ?? "", "base64")
    .toString()
    .split(":")[1];
}

function photo() {
  return {
    id: "dusk",
    title: "Dusk",
    state: "exposed",
    bytes: 204_800,
    taken: "2026-06-21T21:40:00Z",
    origin: { kind: "camera", model: "Folding 620" },
  };
}

/** Events in pieces that end where no event does. */
function development(): ReadableStream<Uint8Array> {
  const steps = [
    { bath: "developer", seconds: 90 },
    { bath: "stop", seconds: 30 },
    { bath: "fixer", seconds: 300 },
  ];
  const text = steps.map((step) => `data: ${JSON.stringify(step)}\n\n`).join("");
  return new Blob([text]).stream().pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        for (let at = 0; at < bytes.length; at += 25) controller.enqueue(bytes.slice(at, at + 25));
      },
    }),
  );
}

function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

function problem(status: number, title: string): Response {
  return json(status, { title }, { "content-type": "application/problem+json" });
}
