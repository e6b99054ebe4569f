import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Gives a token to whoever asks, in the place of an authorization server that no mock stands for. */
export async function startTokenEndpoint(): Promise<{
  readonly url: string;
  stop(): Promise<void>;
}> {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ access_token: "1234", token_type: "Bearer", expires_in: 3600 }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${String(port)}/token`, stop };
}
