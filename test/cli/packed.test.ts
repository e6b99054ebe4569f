import { readdir, readFile, writeFile, copyFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inTemporaryFolder, root, run } from "./command.js";

const NPM_QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];

describe("the packed toolchain", () => {
  it("installs in an empty project and generates there", { timeout: 240_000 }, () =>
    inTemporaryFolder(async (folder) => {
      const packed = await run("npm", ["pack", "--pack-destination", folder, ...NPM_QUIET]);
      expect(packed.code, packed.stderr).toBe(0);
      const tarball = (await readdir(folder)).find((file) => file.endsWith(".tgz"));
      await writeFile(
        join(folder, "package.json"),
        JSON.stringify({ name: "empty", private: true }),
      );
      const installed = await run(
        "npm",
        ["install", "--prefer-offline", ...NPM_QUIET, `./${tarball ?? ""}`],
        { cwd: folder },
      );
      expect(installed.code, installed.stderr).toBe(0);

      await copyFile(join(root, "test", "cli", "pets.yaml"), join(folder, "pets.yaml"));
      const bin = join("node_modules", ".bin", "codegen");
      const made = await run(bin, ["generate", "--input", "pets.yaml", "--output", "client"], {
        cwd: folder,
      });
      expect(made).toMatchObject({ code: 0, stderr: "" });
      const manifest = JSON.parse(
        await readFile(join(folder, "client", "package.json"), "utf8"),
      ) as { name: string };
      expect(manifest.name).toBe("pets-client");
      const refused = await run(bin, ["generate", "--colour"], { cwd: folder });
      expect(refused.code).toBe(2);

      // The library does what the command does.
      await writeFile(
        join(folder, "use.mjs"),
        `import { generate } from "warehouse-sync-codegen";
         const text = ${JSON.stringify(await readFile(join(root, "test", "cli", "pets.yaml"), "utf8"))};
         const load = async (path) => path === "pets.yaml" ? { kind: "text", text } : { kind: "missing" };
         const { files } = await generate({ input: "pets.yaml", only: ["models"] }, { load, templates: {} });
         console.log([...files.keys()].join(" "));`,
      );
      const used = await run(process.execPath, ["use.mjs"], { cwd: folder });
      expect(used).toMatchObject({ code: 0, stderr: "", stdout: "src/models.ts manifest.json\n" });
    }),
  );
});
