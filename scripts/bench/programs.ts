import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root, type PeerName } from "./peers.js";
import { exportedAs, plainName, type Call, type Subject } from "./subject.js";

/** A program that does one thing, and the folder it is bundled in. */
export interface Program {
  readonly text: string;
  readonly folder: string;
}

/** One call with a client of ours, imported as a consumer imports it; with validation, by that operation's validators. */
export function ourCall(folder: string, { name }: Call, validated: boolean): Program {
  const text = validated
    ? [
        `import { createTransport, ${name} } from "./src/index.js";`,
        `import { ${name}Validators } from "./src/schemas/index.js";`,
        `const validation = { validators: { ${name}: ${name}Validators } };`,
        `console.log(await ${name}(createTransport({ validation }), globalThis.input));`,
      ]
    : [
        `import { createTransport, ${name} } from "./src/index.js";`,
        `console.log(await ${name}(createTransport(), globalThis.input));`,
      ];
  return { text: text.join("\n"), folder };
}

/** The same call on the transport of `./core`, with credentials and retries handed over, and openapi-fetch's middleware where it is wanted. */
export function ourCoreCall(folder: string, { name }: Call, hasMiddleware: boolean): Program {
  const middleware = hasMiddleware ? ", middleware: passing(globalThis.middleware)" : "";
  const text = [
    `import { ${name} } from "./src/index.js";`,
    `import { createCore, passing, retries } from "./src/core.js";`,
    `const transport = createCore({ auth: globalThis.auth, retry: retries()${middleware} });`,
    `console.log(await ${name}(transport, globalThis.input));`,
  ];
  return { text: text.join("\n"), folder };
}

/** The validator of one component of ours. */
export function ourValidator(folder: string, { type }: Subject): Program {
  return { text: validator(`${type}Schema`, "./src/schemas/index.js"), folder };
}

/** Where a peer keeps what is called so: the file, and what it exports. */
type Place = (folder: string, name: string) => { readonly file: string; readonly from: string };

const PLACES: {
  readonly [P in Exclude<PeerName, "redocly">]: { readonly call: Place; readonly schema: Place };
} = {
  "hey-api": {
    call: (folder) => ({ file: join(folder, "sdk.gen.ts"), from: "./sdk.gen.js" }),
    schema: (folder) => ({ file: join(folder, "zod.gen.ts"), from: "./zod.gen.js" }),
  },
  orval: {
    call: (folder) => ({ file: join(folder, "client.ts"), from: "./client.js" }),
    schema: (folder, name) => ({
      file: join(folder, "schemas", `${name.charAt(0).toLowerCase()}${name.slice(1)}.zod.ts`),
      from: "./schemas/index.js",
    }),
  },
  kubb: {
    call: (folder, name) => fileCalled(folder, "clients", name),
    schema: (folder, name) => fileCalled(folder, "zod", `${name}Schema`),
  },
};

export type Caller = keyof typeof PLACES;

/** One call with the client a peer made. Undefined where it has none of that name. */
export function theirCall(peer: Caller, folder: string, { id }: Call): Program | undefined {
  const { file, from } = PLACES[peer].call(folder, id);
  const found = existsSync(file) ? exportedAs(file, id, "const") : undefined;
  if (found === undefined) return undefined;
  const text = `import { ${found} } from "${from}";\nconsole.log(await ${found}(globalThis.input));`;
  return { text, folder };
}

/** The validator of one component, as a peer made it. */
export function theirValidator(
  peer: Caller,
  folder: string,
  { component }: Subject,
): Program | undefined {
  const { file, from } = PLACES[peer].schema(folder, component);
  const name = { "hey-api": `z${component}`, orval: component, kubb: `${component}Schema` }[peer];
  const found = existsSync(file) ? exportedAs(file, name, "const") : undefined;
  return found === undefined ? undefined : { text: validator(found, from), folder };
}

/** The same call written by hand with openapi-fetch: no more than its own client does. */
export function openapiFetchCall({ method, path, inPath, inQuery }: Call): Program {
  const params = `params: { ${inPath.length > 0 ? "path: input.path, " : ""}${inQuery.length > 0 ? "query: input.query" : ""} }`;
  const body = method === "POST" ? ", body: input.body" : "";
  const text = [
    'import createClient from "openapi-fetch";',
    'const client = createClient({ baseUrl: "https://api.example.com" });',
    "const { input } = globalThis;",
    `console.log(await client.${method}(${JSON.stringify(path)}, { ${params}${body} }));`,
  ];
  return { text: text.join("\n"), folder: root };
}

/** The same call written by hand with nothing but the platform: no retries, tokens, errors, timeouts. */
export function fetchCall({ method, path, inQuery }: Call): Program {
  const address = path.replace(
    /\{([^{}]+)\}/g,
    (_, key: string) => `\${encodeURIComponent(input.path[${JSON.stringify(key)}])}`,
  );
  const query = inQuery.length > 0 ? `?\${new URLSearchParams(input.query)}` : "";
  const init =
    method === "POST"
      ? ', { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(input.body) }'
      : "";
  const text = [
    "const { input } = globalThis;",
    `const response = await fetch(\`https://api.example.com${address}${query}\`${init});`,
    "if (!response.ok) throw new Error(String(response.status));",
    "console.log(await response.json());",
  ];
  return { text: text.join("\n"), folder: root };
}

function validator(name: string, from: string): string {
  return `import { ${name} } from "${from}";\nconsole.log(${name}.safeParse(globalThis.value).success);`;
}

/** A file by what it is called, however it is cased. Imported itself: an index of all is not shaken to one. */
function fileCalled(folder: string, below: string, name: string): ReturnType<Place> {
  const names = existsSync(join(folder, below)) ? readdirSync(join(folder, below)) : [];
  const found = names.find((one) => plainName(one.replace(/\.ts$/, "")) === plainName(name));
  const stem = found?.replace(/\.ts$/, "") ?? name;
  return { file: join(folder, below, `${stem}.ts`), from: `./${below}/${stem}.js` };
}
