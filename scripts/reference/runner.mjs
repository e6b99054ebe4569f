// Runs programs one after another in a process of their own. Reads from standard input what to run
// and where requests go; writes what came of each to standard output, a line of JSON each.
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";

const { programs, servers, tokens, mock, patience } = JSON.parse(await text(process.stdin));
const fetchAnything = globalThis.fetch;
const write = process.stdout.write.bind(process.stdout);
for (const method of ["log", "info", "warn", "error"]) console[method] = () => undefined;

/** What the mock wants behind the paths of the program that runs. */
let segment = "";

/** What Prism held against the requests of the program that runs. */
let violations = [];

globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (tokens.some((token) => url === token))
    return Response.json({ access_token: "invented", token_type: "Bearer", expires_in: 3600 });
  const server = servers.find((address) => url.startsWith(address));
  if (server === undefined) throw new Error(`a request leaves for ${new URL(url).origin}`);
  const target = new URL(`${mock}${url.slice(server.length)}`);
  target.pathname += segment;
  const answer = await fetchAnything(
    input instanceof Request ? new Request(target, input) : target,
    init,
  );
  const header = answer.headers.get("sl-violations");
  if (header !== null) violations.push(header);
  return answer;
};

for (const { name, file, ...program } of programs) {
  violations = [];
  segment = program.segment;
  const fault = await Promise.race([
    import(file).then(
      () => undefined,
      (error) => String(error?.stack ?? error).split("\n    at ")[0],
    ),
    setTimeout(patience, `it has not ended after ${String(patience / 1000)} s`, { ref: false }),
  ]);
  write(`${JSON.stringify({ name, fault, violations })}\n`);
}
process.exit(0);
