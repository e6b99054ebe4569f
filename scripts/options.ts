import { InvalidArgumentError, Option, type Command } from "commander";
import { emitterNames, type EmitterName } from "../generator/index.js";
import { originOf } from "./origin.js";
import { packageNameFault } from "./package-name.js";

/** What names nothing, as a variable that is not set, is no wish for everything. */
function named(value: string): string {
  if (value === "") throw new InvalidArgumentError("It is empty.");
  return value;
}

export function list(value: string, before: readonly string[] | undefined): readonly string[] {
  const items = value.split(",").filter((item) => item !== "");
  if (items.length === 0) throw new InvalidArgumentError("It names nothing.");
  return [...(before ?? []), ...items];
}

function folder(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), named(value)];
}

function origin(value: string, before: readonly string[] | undefined): readonly string[] {
  const read = originOf(value);
  if (read === undefined)
    throw new InvalidArgumentError("It must be an origin: https://example.com.");
  return [...(before ?? []), read];
}

function emitters(
  value: string,
  before: readonly EmitterName[] | undefined,
): readonly EmitterName[] {
  const names = list(value, before);
  const isName = (name: string): name is EmitterName =>
    emitterNames.some((known) => known === name);
  if (!names.every(isName))
    throw new InvalidArgumentError(`Known are: ${emitterNames.join(", ")}.`);
  return names;
}

function packageName(value: string): string {
  if (packageNameFault(value) !== undefined)
    throw new InvalidArgumentError("It must be a name npm allows.");
  return value;
}

/** Whether a command line says which document it is about. */
export function namesDocument(args: readonly string[]): boolean {
  return args.some((arg) => /^(?:-[ic]|--(?:input|config)(?:=|$))/.test(arg));
}

/** What decides how a document is read, and how findings are printed. */
export function addDocumentOptions(command: Command): Command {
  return command
    .option("-i, --input <document>", "OpenAPI document, YAML or JSON (3.0, 3.1 or 3.2)", named)
    .option(
      "--overlay <file>",
      "an OpenAPI overlay to apply before anything else (repeatable)",
      list,
    )
    .option(
      "-c, --config <file>",
      "config file (default: codegen.config.{mjs,js,json}, when --input is not given)",
    )
    .option(
      "--include-tags <tags>",
      "only operations with one of these tags (comma-separated, repeatable)",
      list,
    )
    .option("--exclude-tags <tags>", "no operations with one of these tags", list)
    .option("--include-paths <globs>", "only paths that match: * within a segment, ** across", list)
    .option("--exclude-paths <globs>", "no paths that match", list)
    .option("--allow-outside <folder>", "let $ref read this folder too (repeatable)", folder)
    .option(
      "--allow-network <origin>",
      "let $ref read this origin, such as https://example.com (repeatable)",
      origin,
    )
    .addOption(
      new Option("--format <format>", "how findings are printed")
        .choices(["text", "json"])
        .default("text"),
    );
}

/** What decides what is written of it, and where. */
export function addOutputOptions(command: Command): Command {
  return addDocumentOptions(command)
    .option("-o, --output <folder>", "folder to write to", named)
    .option(
      "--hooks <folder>",
      "your own files: each stands in the place of a generated one, or beside",
      named,
    )
    .option("-n, --name <package>", "name of the generated package", packageName)
    .option("--only <emitters>", `only some of: ${emitterNames.join(", ")}`, emitters)
    .addOption(
      new Option("--formats <mode>", "whether `format` decides validity (default: assert)").choices(
        ["assert", "annotate"],
      ),
    )
    .addOption(
      new Option(
        "--enums <mode>",
        "whether enumerations in responses take values that are not listed (default: open)",
      ).choices(["open", "closed"]),
    )
    .addOption(
      new Option(
        "--numbers <mode>",
        "`exact`: int64 and decimals are never rounded, some are bigint or ExactNumber (default: double)",
      ).choices(["double", "exact"]),
    )
    .addOption(
      new Option(
        "--zod <interface>",
        "`mini`: schemas are written for zod/mini, and bundle small (default: classic)",
      ).choices(["classic", "mini"]),
    );
}
