import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Node, Project, SyntaxKind, type SourceFile } from "ts-morph";
import { describe, expect, it } from "vitest";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Which room may import from which; a room always sees itself. `file.ts` is a single file that
 * others may see, although they may not see its room.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  // Findings carry pointers, literals carry JSON: both are types of the model.
  diagnostics: ["model"],
  model: [],
  code: ["model"],
  source: ["diagnostics", "model"],
  document: ["source", "diagnostics", "model"],
  lower: ["document", "model", "diagnostics"],
  // The client's own serialiser: what emitters print of requests is what the client sends.
  wire: ["model", "templates/runtime"],
  emitters: ["model", "code", "wire", "relate", "diagnostics"],
  // Two models in, what changed out: schemas by what they accept, operations by what they do.
  relate: ["model"],
  // Values drawn from the one document and judged by the other, which relates nothing itself.
  opinion: ["changes", "model", "emitters/contract"],
  changes: ["relate", "model", "diagnostics"],
  // What one run knows of another: how documents are decided and emitters run is told it.
  session: ["document", "source", "render", "emitters/emitter.ts", "model", "diagnostics"],
  render: ["emitters/emitter.ts", "code", "model", "diagnostics"],
};

/** Files at the top of `generator/`: they put rooms together and may see all of them. */
const doors = [
  "index.ts",
  "pipeline.ts",
  "registry.ts",
  "emission.ts",
  "config.ts",
  "diff.ts",
  "samples.ts",
];

/** Files that are longer than they should be, each with the reason. */
const long: Readonly<Record<string, string>> = {};
const LIMIT = 300;

const project = new Project({
  skipAddingFilesFromTsConfig: true,
  skipFileDependencyResolution: true,
});
project.addSourceFilesAtPaths(
  ["generator", "scripts", "templates/runtime"].map((folder) => join(root, folder, "**/*.ts")),
);
const files = project.getSourceFiles().map((file) => ({ path: pathOf(file), file }));
const core = files.filter(({ path }) => path.startsWith("generator/"));

describe("rooms", () => {
  it("has read the sources", () => {
    expect(core.length).toBeGreaterThan(40);
  });

  it("have a line in the table, all of them", () => {
    const found = readdirSync(join(root, "generator"), { withFileTypes: true });
    const folders = found.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(folders.filter((name) => rooms[name] === undefined)).toEqual([]);
    const loose = found.filter((entry) => entry.isFile()).map(({ name }) => name);
    expect(loose.filter((name) => !doors.includes(name))).toEqual([]);
  });

  it("import in one direction", () => {
    const wrong = core.flatMap(({ path, file }) => {
      const room = path.split("/")[1] ?? "";
      if (doors.includes(room)) return [];
      return importsOf(file)
        .flatMap((specifier) => targetOf(file, specifier) ?? [])
        .filter((target) => !maySee(room, target))
        .map((target) => `${path} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("of emitters do not import each other", () => {
    const wrong = core.flatMap(({ path, file }) => {
      const [, room, own] = path.split("/");
      if (room !== "emitters") return [];
      return importsOf(file)
        .flatMap((specifier) => targetOf(file, specifier) ?? [])
        .filter((target) => {
          const [, otherRoom, other] = target.split("/");
          return (
            otherRoom === "emitters" &&
            other !== "emitter.ts" &&
            emitterOf(other) !== emitterOf(own)
          );
        })
        .map((target) => `${path} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("keep scripts behind the public door", () => {
    const wrong = files
      .filter(({ path }) => path.startsWith("scripts/"))
      .flatMap(({ path, file }) =>
        importsOf(file)
          .flatMap((specifier) => targetOf(file, specifier) ?? [])
          .filter((target) => target.startsWith("generator/") && target !== "generator/index.ts")
          .map((target) => `${path} imports ${target}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe("packages", () => {
  it("enter through one file each", () => {
    const users = new Map<string, string[]>();
    for (const { path, file } of core) {
      const packages = importsOf(file).filter(
        (specifier) => !specifier.startsWith(".") && !isBuiltin(specifier),
      );
      for (const name of new Set(packages.map(packageOf)))
        users.set(name, [...(users.get(name) ?? []), path]);
    }
    expect([...users].filter(([, paths]) => paths.length > 1)).toEqual([]);
    expect([...users.keys()].sort()).toEqual(
      expect.arrayContaining(["handlebars", "openapi-typescript", "prettier", "yaml"]),
    );
  });

  it("that the core imports are dependencies, not only of development", () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const missing = core.flatMap(({ path, file }) =>
      importsOf(file)
        .filter((specifier) => !specifier.startsWith(".") && !isBuiltin(specifier))
        .map(packageOf)
        .filter((name) => dependencies[name] === undefined)
        .map((name) => `${path} imports ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("the core is pure", () => {
  it("imports nothing of the machine", () => {
    // Hashing is a function of its argument; requiring a package is another way of importing it.
    const allowed = ["node:crypto", "node:module"];
    const wrong = core.flatMap(({ path, file }) =>
      importsOf(file)
        .filter((specifier) => isBuiltin(specifier) && !allowed.includes(specifier))
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it("reads no clock, chance, locale or environment", () => {
    const members = [
      "localeCompare",
      "toLocaleString",
      "toLocaleLowerCase",
      "toLocaleUpperCase",
      "toLocaleDateString",
    ];
    const globals = [
      "process",
      "Date",
      "Intl",
      "performance",
      "fetch",
      "setTimeout",
      "setInterval",
      "console",
    ];
    const wrong = core.flatMap(({ path, file }) => [
      ...file
        .getDescendantsOfKind(SyntaxKind.PropertyAccessExpression)
        .filter(
          (node) =>
            members.includes(node.getName()) ||
            /^Math\.random$|^crypto\.random/.test(node.getText()),
        )
        .map((node) => `${path}:${String(node.getStartLineNumber())} ${node.getText()}`),
      ...file
        .getDescendantsOfKind(SyntaxKind.Identifier)
        .filter((node) => globals.includes(node.getText()) && isGlobalUse(node))
        .map((node) => `${path}:${String(node.getStartLineNumber())} ${node.getText()}`),
    ]);
    expect(wrong).toEqual([]);
  });
});

describe("files", () => {
  it("are named in kebab case, for what is inside", () => {
    const vague =
      /(^|-)(util|utils|helper|helpers|manager|service|handler|common|misc|process|data)(-|\.|$)/;
    const wrong = files
      .map(({ path }) => path)
      .filter((path) => {
        const name = basename(path, ".ts");
        // A declaration file is named like the module it describes.
        return (
          !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d)?$/.test(name) ||
          (vague.test(name) && !name.startsWith("data-"))
        );
      });
    expect(wrong).toEqual([]);
  });

  it("are short, and the list of long ones is not", () => {
    const lengths = new Map(
      files.map(({ path, file }) => [path, file.getFullText().split("\n").length - 1]),
    );
    const tooLong = [...lengths].filter(
      ([path, lines]) => lines > LIMIT && long[path] === undefined,
    );
    expect(tooLong).toEqual([]);
    const excused = Object.keys(long).filter((path) => (lengths.get(path) ?? 0) <= LIMIT);
    expect(excused, "no longer long: strike them off").toEqual([]);
  });
});

function pathOf(file: SourceFile): string {
  return relative(root, file.getFilePath()).split(sep).join("/");
}

/** Every module a file mentions: imports, re-exports, `import()`. */
function importsOf(file: SourceFile): string[] {
  const declared = [...file.getImportDeclarations(), ...file.getExportDeclarations()].flatMap(
    (declaration) => declaration.getModuleSpecifierValue() ?? [],
  );
  const lazy = file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => call.getExpression().getKind() === SyntaxKind.ImportKeyword)
    .flatMap(
      (call) => call.getArguments()[0]?.asKind(SyntaxKind.StringLiteral)?.getLiteralValue() ?? [],
    );
  const types = file
    .getDescendantsOfKind(SyntaxKind.ImportType)
    .map((node) => node.getArgument().getText().slice(1, -1));
  return [...declared, ...lazy, ...types];
}

/** The file of ours that a specifier leads to, from the root; undefined for packages. */
function targetOf(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const target = resolve(dirname(file.getFilePath()), specifier.replace(/\.js$/, ".ts"));
  return relative(root, target).split(sep).join("/");
}

function maySee(room: string, target: string): boolean {
  const path = target.replace(/^generator\//, "");
  if (path === target && !target.startsWith("templates/runtime/")) return false;
  return [room, ...(rooms[room] ?? [])].some(
    (other) => path === other || path.startsWith(`${other}/`),
  );
}

/** A folder, or a file. */
function emitterOf(entry = ""): string {
  return entry.replace(/\.ts$/, "");
}

function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/** A name is the global's where it is called, made or asked for a member. */
function isGlobalUse(node: Node): boolean {
  const parent = node.getParent();
  return (
    (Node.isPropertyAccessExpression(parent) ||
      Node.isCallExpression(parent) ||
      Node.isNewExpression(parent)) &&
    parent.getExpression() === node
  );
}
