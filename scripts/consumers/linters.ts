import { reasons, run } from "./command.js";
import type { Parcel } from "./parcel.js";
import type { Toolbox } from "./toolbox.js";
import type { Examination } from "./trial.js";

/** What looks at a tarball for faults of packaging: publint, and "are the types wrong?". */
export function linterExaminations(toolbox: Toolbox, { tarball, project }: Parcel): Examination[] {
  const examine = (consumer: string, program: string, args: readonly string[]): Examination => ({
    kind: "linters",
    consumer,
    run: async () => {
      const { code, output } = await run(process.execPath, [program, ...args], { cwd: project });
      return code === 0
        ? { verdict: "works", details: ["no findings"] }
        : { verdict: "fails", details: reasons(output) };
    },
  });
  const attw = "@arethetypeswrong/cli";
  return [
    examine(`publint ${toolbox.version("publint") ?? ""}`, toolbox.file("publint", "src/cli.js"), [
      "run",
      tarball,
      "--strict",
    ]),
    examine(`attw ${toolbox.version(attw) ?? ""}`, toolbox.file(attw, "dist/index.js"), [
      tarball,
      ...["--format", "ascii", "--no-emoji", "--no-color"],
    ]),
  ];
}
