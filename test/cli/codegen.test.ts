import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inTemporaryFolder, root, script } from "./command.js";

const pets = join(root, "test", "cli", "pets.yaml");

/** Enough emitters for files to go stale, missing and extra; the whole output is compared once, below. */
const FEW = ["--only", "models,client,package"];

/** Every file below a folder with the hash of its bytes. */
async function hashes(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const pairs = await Promise.all(
    files.sort().map(async (file) => {
      const bytes = await readFile(file);
      return [
        file.slice(folder.length + 1),
        createHash("sha256").update(bytes).digest("hex"),
      ] as const;
    }),
  );
  return Object.fromEntries(pairs);
}

/** A folder with `pets.yaml` and what is generated from it in `out`. */
function withOutput(use: (folder: string, out: string) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    await copyFile(pets, join(folder, "pets.yaml"));
    const made = await script("codegen", ["generate", "-i", "pets.yaml", "-o", "out", ...FEW], {
      cwd: folder,
    });
    expect(made).toMatchObject({ code: 0, stderr: "" });
    await use(folder, join(folder, "out"));
  });
}

const check = (folder: string) =>
  script("codegen", ["check", "-i", "pets.yaml", "-o", "out", ...FEW], { cwd: folder });

describe("generate", () => {
  it("is quiet on success, and writes nothing the second time", () =>
    withOutput(async (folder, out) => {
      const before = await hashes(out);
      const again = await script("codegen", ["generate", "-i", "pets.yaml", "-o", "out", ...FEW], {
        cwd: folder,
      });
      expect(again).toMatchObject({ code: 0, stderr: "" });
      expect(again.stdout).toMatch(/^out: \d+ files, up to date\n$/);
      expect(await hashes(out)).toEqual(before);
    }));

  it("gives the same bytes on another clock, locale, time zone and working directory", () =>
    inTemporaryFolder(async (folder) => {
      await copyFile(pets, join(folder, "pets.yaml"));
      const elsewhere = join(folder, "else where");
      await mkdir(elsewhere);
      const clock =
        "globalThis.Date = class extends Date { constructor(...a) { super(...(a.length ? a : [0])); } static now() { return 0; } };";
      const env = {
        TZ: "Pacific/Kiritimati",
        LANG: "tr_TR.UTF-8",
        LC_ALL: "tr_TR.UTF-8",
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(clock)}`,
      };
      const [here, there] = await Promise.all([
        script("codegen", ["generate", "-i", "pets.yaml", "-o", "out"], { cwd: folder }),
        script("codegen", ["generate", "-i", "../pets.yaml", "-o", "copy"], {
          cwd: elsewhere,
          env,
        }),
      ]);
      expect([here.code, there.code], there.stderr).toEqual([0, 0]);
      const output = await hashes(join(folder, "out"));
      expect(Object.keys(output)).toContain(join("src", "types.ts"));
      expect(await hashes(join(elsewhere, "copy"))).toEqual(output);
    }));

  it("deletes what is no longer generated, and nothing it did not write", () =>
    withOutput(async (folder, out) => {
      await writeFile(join(out, "NOTES.md"), "mine");
      const args = ["generate", "-i", "pets.yaml", "-o", "out", "--exclude-tags", "Owners", ...FEW];
      const narrowed = await script("codegen", args, { cwd: folder });
      expect(narrowed.code).toBe(0);
      const files = Object.keys(await hashes(out));
      expect(files).toContain("NOTES.md");
      expect(files).toContain(join("src", "client", "pets.ts"));
      expect(files).not.toContain(join("src", "client", "owners.ts"));
    }));

  it("names a file that was edited by hand and overwrites it only by force", () =>
    withOutput(async (folder, out) => {
      const file = join(out, "src", "index.ts");
      await writeFile(file, "// mine\n");
      const refused = await script(
        "codegen",
        ["generate", "-i", "pets.yaml", "-o", "out", ...FEW],
        {
          cwd: folder,
        },
      );
      expect(refused.code).toBe(1);
      const checked = await script("codegen", ["check", "-i", "pets.yaml", "-o", "out", ...FEW], {
        cwd: folder,
      });
      expect({ ...checked, stdout: "" }).toEqual({ ...refused, stdout: "" });
      expect(refused.stderr).toContain("the same generate command with --force");
      expect(refused.stderr).toContain("output/edited");
      expect(refused.stderr).toContain(join("out", "src", "index.ts"));
      expect(await readFile(file, "utf8")).toBe("// mine\n");
      const forced = await script(
        "codegen",
        ["generate", "-i", "pets.yaml", "-o", "out", "--force", ...FEW],
        { cwd: folder },
      );
      expect(forced.code).toBe(0);
      expect(await readFile(file, "utf8")).not.toBe("// mine\n");
    }));

  it("leaves the previous output untouched when the document is at fault", () =>
    withOutput(async (folder, out) => {
      const before = await hashes(out);
      const text = await readFile(pets, "utf8");
      await writeFile(join(folder, "pets.yaml"), text.replaceAll("schemas/Owner", "schemas/Ownr"));
      const failed = await script("codegen", ["generate", "-i", "pets.yaml", "-o", "out", ...FEW], {
        cwd: folder,
      });
      expect(failed.code).toBe(1);
      expect(failed.stderr).toMatch(/^pets\.yaml:\d+:\d+ error ref\/unresolved: /m);
      expect(failed.stderr).toContain('did you mean "#/components/schemas/Owner"?');
      expect(failed.stderr).not.toMatch(/^ +at .*\(.*\.ts/m);
      expect(await hashes(out)).toEqual(before);
    }));

  it("refuses an output folder it cannot write", () =>
    inTemporaryFolder(async (folder) => {
      await copyFile(pets, join(folder, "pets.yaml"));
      await writeFile(join(folder, "file"), "");
      const failed = await script("codegen", ["generate", "-i", "pets.yaml", "-o", "file/out"], {
        cwd: folder,
      });
      expect(failed).toMatchObject({ code: 1, stdout: "" });
      expect(failed.stderr).toBe(
        'error output/unwritable: cannot write "file/out": a file stands where a folder is needed\n\n',
      );
    }));

  it("never overwrites a file it is not known to have written", () =>
    inTemporaryFolder(async (folder) => {
      await copyFile(pets, join(folder, "pets.yaml"));
      const mine = join(folder, "package.json");
      await writeFile(mine, '{ "name": "mine" }');
      const args = ["generate", "-i", "pets.yaml", "-o", ".", ...FEW];
      const refused = await script("codegen", args, { cwd: folder });
      expect(refused).toMatchObject({ code: 1, stdout: "" });
      expect(refused.stderr).toBe(
        'error output/foreign: "package.json" stands in the way and is not known to be generated\n' +
          "  hint choose an empty folder, restore the manifest.json of the run that wrote it, or generate with --force\n\n",
      );
      expect(Object.keys(await hashes(folder))).toEqual(["package.json", "pets.yaml"]);
      expect(await readFile(mine, "utf8")).toBe('{ "name": "mine" }');
    }));

  it.each([
    ["is lost", (manifest: string) => rm(manifest)],
    ["is unreadable", (manifest: string) => writeFile(manifest, "{")],
  ])("still protects edits when the manifest %s", (_, spoil) =>
    withOutput(async (folder, out) => {
      const file = join(out, "src", "index.ts");
      await writeFile(file, "// mine\n");
      await spoil(join(out, "manifest.json"));
      const args = ["generate", "-i", "pets.yaml", "-o", "out", ...FEW];
      const refused = await script("codegen", args, { cwd: folder });
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain("output/foreign");
      expect(await readFile(file, "utf8")).toBe("// mine\n");
      expect((await script("codegen", [...args, "--force"], { cwd: folder })).code).toBe(0);
      expect(await check(folder)).toMatchObject({ code: 0 });
    }),
  );

  it("names the place where a folder stands for a file, and touches nothing", () =>
    withOutput(async (folder, out) => {
      const place = join(out, "src", "models.ts");
      await rm(place);
      await mkdir(place);
      const before = await hashes(out);
      for (const command of ["generate", "check"]) {
        const args = [command, "-i", "pets.yaml", "-o", "out", ...FEW];
        const failed = await script("codegen", args, { cwd: folder });
        expect(failed.code).toBe(1);
        expect(failed.stderr).toContain(
          `error output/unwritable: cannot write ${JSON.stringify(join("out", "src", "models.ts"))}`,
        );
      }
      expect(await hashes(out)).toEqual(before);
    }));

  it("mends what a killed run left, without force", () =>
    withOutput(async (folder, out) => {
      const index = join(out, "src", "index.ts");
      const entry = { path: "src/index.ts", after: await readFile(index, "utf8") };
      await rm(index);
      await mkdir(join(out, ".codegen"));
      const journal = join(out, ".codegen", "journal");
      await writeFile(journal, `${JSON.stringify(entry)}\n{"entries":1}\n`);
      const checked = await check(folder);
      expect(checked).toMatchObject({ code: 1, stdout: "" });
      expect(checked.stderr).toBe(
        'error output/half-written: a run was stopped while it wrote "out", which is neither old nor new\n' +
          "  hint the next generate command finishes it, before anything else\n\n",
      );
      const args = ["generate", "-i", "pets.yaml", "-o", "out", ...FEW];
      expect((await script("codegen", args, { cwd: folder })).code).toBe(0);
      expect((await check(folder)).code).toBe(0);
    }));

  it.skipIf(process.platform !== "linux")("ends where no folder can be made", () =>
    inTemporaryFolder(async (folder) => {
      await copyFile(pets, join(folder, "pets.yaml"));
      const args = ["generate", "-i", "pets.yaml", "-o", "/proc/none/out", ...FEW];
      const failed = await script("codegen", args, { cwd: folder });
      expect(failed.code).toBe(1);
      expect(failed.stderr).toContain("error output/unwritable");
    }),
  );

  it.skipIf(process.getuid?.() === 0)("refuses a folder without permission", () =>
    withOutput(async (folder, out) => {
      await chmod(join(out, "src"), 0o500);
      await writeFile(
        join(folder, "pets.yaml"),
        (await readFile(pets, "utf8")).replace("List pets", "All pets"),
      );
      const failed = await script("codegen", ["generate", "-i", "pets.yaml", "-o", "out", ...FEW], {
        cwd: folder,
      });
      await chmod(join(out, "src"), 0o700);
      expect(failed.code).toBe(1);
      expect(failed.stderr).toContain("permission denied");
    }),
  );
});

describe("check", () => {
  it("passes on what was generated and writes nothing", () =>
    withOutput(async (folder, out) => {
      const before = await hashes(out);
      // `npm install` and `npm pack` may have been at work there.
      await writeFile(join(out, "package-lock.json"), "{}");
      await mkdir(join(out, "dist"));
      before["package-lock.json"] = (await hashes(out))["package-lock.json"] ?? "";
      expect(await check(folder)).toMatchObject({ code: 0, stderr: "" });
      expect(await hashes(out)).toEqual(before);
    }));

  it("fails with a unified diff on a stale, an edited, a missing and an extra file", () =>
    withOutput(async (folder, out) => {
      await writeFile(
        join(folder, "pets.yaml"),
        (await readFile(pets, "utf8")).replace("List pets", "All pets"),
      );
      await rm(join(out, "package.json"));
      await writeFile(join(out, "src", "extra.ts"), "");
      await writeFile(join(out, "src", "models.ts"), "// mine\n");
      const before = await hashes(out);
      const failed = await check(folder);
      expect(failed.code).toBe(1);
      expect(failed.stdout).toMatch(/^--- a\/out\/src\/client\/pets\.ts\t?$/m);
      expect(failed.stdout).toMatch(/^-.*List pets/m);
      expect(failed.stdout).toMatch(/^\+.*All pets/m);
      expect(failed.stderr).toContain(
        `output/missing: ${JSON.stringify(join("out", "package.json"))}`,
      );
      expect(failed.stderr).toContain(
        `output/extra: ${JSON.stringify(join("out", "src", "extra.ts"))}`,
      );
      expect(failed.stderr).toContain(
        `output/edited: ${JSON.stringify(join("out", "src", "models.ts"))}`,
      );
      expect(await hashes(out)).toEqual(before);
    }));

  it("says so where only the options are others than those of generate", () =>
    withOutput(async (folder) => {
      const others = ["check", "-i", "pets.yaml", "-o", "out", ...FEW, "--name", "other-pets"];
      const { code, stderr } = await script("codegen", others, { cwd: folder });
      expect(code).toBe(1);
      expect(stderr).toContain('error output/settings: "out" was generated from the same document');
      await writeFile(
        join(folder, "pets.yaml"),
        (await readFile(pets, "utf8")).replace("List pets", "All pets"),
      );
      expect((await check(folder)).stderr).not.toContain("output/settings");
    }));
});

describe("the command line", () => {
  it.each([
    {
      args: ["generate", "--colour"],
      want: 'error option/unknown: there is no option "--colour"\n\n',
    },
    {
      args: ["generat"],
      want: 'error option/unknown-command: there is no command "generat"\n  hint did you mean "generate"?\n\n',
    },
    {
      args: ["generate", "-i", "a.yaml"],
      want: 'error option/required: "--output" is required\n  hint name the folder of the package: --output client\n\n',
    },
    {
      args: ["generate", "-i", "a.yaml", "-o", "b", "--only", "java"],
      want:
        "error option/invalid: \"--only\": 'java' is invalid. " +
        "Known are: types, models, zod, client, package, docs, postman, contract, model.\n\n",
    },
    {
      args: ["generate", "-i", "a.yaml", "-o", "b", "--name", "../x"],
      want:
        "error option/invalid: \"--name\": '../x' is invalid. " +
        "It must be a name npm allows.\n\n",
    },
    {
      args: ["generate", "-i", "a.yaml", "-o", "/"],
      want: 'error option/invalid: "--output": it is the root of the file system\n\n',
    },
    {
      args: ["generate", "--config", "none.json"],
      want: 'error option/invalid: "none.json": there is no such file\n\n',
    },
  ])("$args ends with 2 and says why", async ({ args, want }) => {
    await inTemporaryFolder(async (folder) => {
      const failed = await script("codegen", args, { cwd: folder });
      expect(failed).toMatchObject({ code: 2, stdout: "" });
      expect(failed.stderr).toBe(want);
    });
  });

  it("a missing document ends with 1", async () => {
    const failed = await script("codegen", ["generate", "-i", "no-such.yaml", "-o", "out"]);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toBe(
      'no-such.yaml error source/missing-file: there is no file "no-such.yaml"\n\n',
    );
  });

  it("says nothing where nobody reads what it prints", async () => {
    const model = await script("codegen", ["model", "--input", pets], { isRead: false });
    expect(model).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("names a security scheme that no request can carry", () =>
    inTemporaryFolder(async (folder) => {
      const schemes = "  securitySchemes: { cert: { type: mutualTLS } }\n  schemas:";
      const text = (await readFile(pets, "utf8")).replace("  schemas:", schemes);
      await writeFile(join(folder, "pets.yaml"), text);
      const made = await script("codegen", ["model", "-i", "pets.yaml"], { cwd: folder });
      expect(made.code).toBe(0);
      expect(made.stderr).toContain('warning security/unsupported: the scheme "cert"');
    }));

  it("--format json prints a finding a line, for machines", async () => {
    const failed = await script("codegen", ["model", "-i", "no-such.yaml", "--format", "json"]);
    expect(JSON.parse(failed.stderr)).toMatchObject({
      code: "source/missing-file",
      severity: "error",
    });
  });

  it.each([[["--help"]], [["generate", "--help"]], [["check", "--help"]], [["model", "--help"]]])(
    "%j shows examples",
    async (args) => {
      const help = await script("codegen", args);
      expect(help).toMatchObject({ code: 0, stderr: "" });
      expect(help.stdout).toMatch(/Examples?:\n +codegen /);
    },
  );
});

describe("the config file", () => {
  const write = (folder: string, config: unknown): Promise<void> =>
    writeFile(join(folder, "codegen.config.json"), JSON.stringify(config));

  it("stands in for flags; its paths start at its folder; flags win", () =>
    inTemporaryFolder(async (folder) => {
      await copyFile(pets, join(folder, "pets.yaml"));
      await write(folder, {
        input: "pets.yaml",
        output: "out",
        name: "from-config",
        only: ["package"],
      });
      const inner = join(folder, "inner");
      await mkdir(inner);
      const args = ["generate", "--config", "../codegen.config.json", "--name", "from-flag"];
      expect((await script("codegen", args, { cwd: inner })).code).toBe(0);
      const manifest = JSON.parse(await readFile(join(folder, "out", "package.json"), "utf8")) as {
        name: string;
      };
      expect(manifest.name).toBe("from-flag");
    }));

  it.each([
    [{ inputs: "x" }, 'there is no option "inputs"'],
    [{ only: "zod" }, "only must be a list of"],
    [{ name: "Not A Name" }, "name must be a name npm allows"],
    [{ formats: "maybe" }, 'formats must be "assert" or "annotate"'],
    [{ numbers: "big" }, 'numbers must be "double" or "exact"'],
    [{ zod: "small" }, 'zod must be "classic" or "mini"'],
  ])("%j is refused", (config, want) =>
    inTemporaryFolder(async (folder) => {
      await write(folder, config);
      const failed = await script("codegen", ["generate"], { cwd: folder });
      expect(failed.code).toBe(2);
      expect(failed.stderr).toContain(want);
    }),
  );
});
