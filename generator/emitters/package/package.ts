import type { Json } from "../../model/json.js";
import type { ApiModel, Operation } from "../../model/model.js";
import { sentMethod } from "../../model/methods.js";
import type { EmittedFile, Emitter } from "../emitter.js";
import type { Samples } from "./first-call.js";
import { quickStart } from "./quick-start.js";
import { receiving } from "./receiving.js";

export interface PackageOptions {
  /** Name of the package, as npm allows it. */
  readonly name: string;
  /** Semantic version. */
  readonly version: string;
  /** Texts of `templates/package/`, by file name; copied as they are, but for `*.hbs`. */
  readonly templates: Readonly<Record<string, string>>;
  /** Makes values that a document accepts, for the README's first program. */
  readonly samples: (model: ApiModel) => Samples;
}

/** What makes a folder of sources a package: manifest, compiler settings, build script, README. */
export function packageFiles(options: PackageOptions): Emitter {
  return {
    name: "package",
    emit: (model) => ({
      files: [
        { path: "package.json", kind: "json", value: manifestOf(model, options) },
        { path: "tsconfig.json", kind: "json", value: TSCONFIG },
        readme(model, options),
        ...copies(options.templates),
      ],
      diagnostics: [],
    }),
  };
}

/**
 * ESM and CommonJS are compiled from the same sources, each with declarations of its own kind, so
 * that `require` and `import` both find types that tell the truth about them.
 *
 * @see https://nodejs.org/api/packages.html#conditional-exports
 */
function manifestOf({ info }: ApiModel, { name, version }: PackageOptions): Json {
  return {
    name,
    version,
    description: `Typed client and validators of the ${info.title}`,
    license: info.license?.identifier ?? "UNLICENSED",
    type: "module",
    sideEffects: false,
    engines: { node: ">=20" },
    exports: {
      ".": entry("index"),
      "./core": entry("core"),
      "./schemas": entry("schemas/index"),
      "./models": entry("models"),
      "./package.json": "./package.json",
    },
    // What follows is read by those who do not read `exports`: old bundlers, `moduleResolution: node10`.
    main: "./dist/cjs/index.js",
    types: "./dist/cjs/index.d.ts",
    typesVersions: {
      "*": {
        core: ["./dist/cjs/core.d.ts"],
        schemas: ["./dist/cjs/schemas/index.d.ts"],
        models: ["./dist/cjs/models.d.ts"],
      },
    },
    // Sources are what go-to-definition opens; the README links into the reference.
    files: ["dist", "src", "docs"],
    scripts: { build: "node build.mjs", prepack: "node build.mjs" },
    dependencies: { "openapi-fetch": "^0.17.0" },
    // Users who extend a schema must do so with the zod that made it.
    peerDependencies: { zod: "^4.5.0" },
    devDependencies: { typescript: "~5.9.3", zod: "^4.6.0" },
  };
}

function entry(module: string): Json {
  const file = (kind: string): Json => ({
    types: `./dist/${kind}/${module}.d.ts`,
    default: `./dist/${kind}/${module}.js`,
  });
  return { import: file("esm"), require: file("cjs") };
}

const TSCONFIG: Json = {
  compilerOptions: {
    target: "es2022",
    module: "nodenext",
    moduleResolution: "nodenext",
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["src"],
};

function readme(model: ApiModel, { name, samples }: PackageOptions): EmittedFile {
  const { info } = model;
  const groups = model.tags.flatMap((tag) => {
    const operations = model.operations
      .filter((operation) => operation.group === tag.group)
      .map((operation) => ({
        call: `client.${operation.group}.${operation.member}`,
        summary: operation.docs.summary ?? `${sentMethod(operation.method)} ${operation.path}`,
        page: `docs/operations/${operation.file}.md`,
      }));
    return operations.length === 0 ? [] : [{ title: tag.name, operations }];
  });
  return {
    path: "README.md",
    kind: "markdown",
    template: "package/README.md",
    view: {
      name,
      title: info.title,
      version: info.version,
      quickStart: model.operations.length === 0 ? "" : quickStart(model, name, samples(model)),
      receiving: receiving(model, name),
      waits: callsOf(model, ({ waiter }) => waiter?.name),
      pages: callsOf(model, ({ pagination }) => pagination?.name),
      links: linksOf(model),
      groups,
      webhooks: model.webhooks.map((webhook) => ({
        name: webhook.name,
        summary: webhook.docs.summary ?? webhook.path,
        page: `docs/webhooks/${webhook.file}.md`,
      })),
    },
  };
}

/** The members that operations' extensions add, with the pages that tell of them. */
function callsOf(
  { operations }: ApiModel,
  named: (operation: Operation) => string | undefined,
): readonly { readonly call: string; readonly page: string }[] {
  return operations.flatMap((operation) => {
    const name = named(operation);
    const page = `docs/operations/${operation.file}.md`;
    return name === undefined ? [] : [{ call: `client.${operation.group}.${name}`, page }];
  });
}

/** What the answers of operations lead to, with the pages that tell of it. */
function linksOf({ operations }: ApiModel): readonly { call: string; page: string }[] {
  return operations
    .filter(({ responses }) =>
      responses.some(({ links }) => links.some(({ call }) => call !== undefined)),
    )
    .map(({ links, file }) => ({ call: links, page: `docs/operations/${file}.md` }));
}

function copies(templates: PackageOptions["templates"]): EmittedFile[] {
  return Object.keys(templates)
    .filter((path) => !path.endsWith(".hbs"))
    .sort()
    .map((path) => ({ path, kind: "text", content: templates[path] ?? "" }));
}
