import { Command, InvalidArgumentError } from "commander";
import { throwing } from "../command-line.js";
import { CommandLineFault } from "../fault.js";
import type { Target } from "./catalogue.js";
import { warehouseKeys, type Warehouse } from "./warehouses.js";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the command line and the environment ask for. */
export interface Settings {
  readonly warehouses: readonly Warehouse[];
  /** A server to walk on; absent, the mock is started. */
  readonly server?: { readonly baseUrl: string; readonly tokenUrl?: string };
  /** Whether to send to `server`; otherwise the walk only shows what it would send. */
  readonly yes: boolean;
  /** Walk on the sandbox, which remembers, instead of the mock. */
  readonly sandbox: boolean;
  /** Absent, and on the mock only: the document's examples. */
  readonly accountId?: number;
  readonly workspaceId?: number;
  /** Begins the ids and names that the walk creates on a server. */
  readonly prefix: string;
}

interface Flags {
  readonly warehouse?: readonly Warehouse[];
  readonly baseUrl?: string;
  readonly tokenUrl?: string;
  readonly accountId?: string;
  readonly workspaceId?: string;
  readonly prefix?: string;
  readonly yes?: boolean;
  readonly sandbox?: boolean;
}

const VARIABLE = "WAREHOUSE_SYNC_";

/** A variable of ours; set to nothing counts as not set. */
export function variable(env: Environment, name: string): string | undefined {
  const value = env[`${VARIABLE}${name}`];
  return value === "" ? undefined : value;
}

/** The variable's full name, for messages. */
export function variableName(name: string): string {
  return `${VARIABLE}${name}`;
}

/**
 * Reads the command line, with the environment for what it leaves out.
 * @throws CommanderError for `--help` (exit code 0) and for what commander refuses
 * @throws CommandLineFault for values that make no sense
 */
export function readSettings(args: readonly string[], env: Environment): Settings {
  const flags = command()
    .parse([...args], { from: "user" })
    .opts<Flags>();
  const baseUrl = flags.baseUrl ?? variable(env, "BASE_URL");
  const tokenUrl = flags.tokenUrl ?? variable(env, "TOKEN_URL");
  const accountId = flags.accountId ?? variable(env, "ACCOUNT_ID");
  const workspaceId = flags.workspaceId ?? variable(env, "WORKSPACE_ID");
  const prefix = flags.prefix ?? variable(env, "PREFIX") ?? "tutorial";
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(prefix)) {
    throw invalid("--prefix", "use up to 40 letters, digits, underscores and hyphens");
  }
  if (baseUrl === undefined && tokenUrl !== undefined) {
    throw invalid(
      "--token-url",
      "it goes with --base-url; the mock has a token endpoint of its own",
    );
  }
  if (baseUrl !== undefined && flags.sandbox === true) {
    throw invalid("--sandbox", "it is walked on instead of a server");
  }
  if (baseUrl !== undefined) {
    for (const [option, value] of [
      ["--account-id", accountId],
      ["--workspace-id", workspaceId],
    ] as const) {
      if (value === undefined) throw new CommandLineFault("option/required", { option });
    }
  }
  return {
    warehouses: flags.warehouse ?? warehouseKeys,
    ...(baseUrl === undefined
      ? {}
      : {
          server: {
            baseUrl: address(baseUrl, "--base-url"),
            ...(tokenUrl === undefined ? {} : { tokenUrl: address(tokenUrl, "--token-url") }),
          },
        }),
    yes: flags.yes ?? false,
    sandbox: flags.sandbox ?? false,
    ...(accountId === undefined ? {} : { accountId: identifier(accountId, "--account-id") }),
    ...(workspaceId === undefined
      ? {}
      : { workspaceId: identifier(workspaceId, "--workspace-id") }),
    prefix,
  };
}

/** Where the walk goes: the server with its token endpoint, or the mock with its own. */
export function targetOf(settings: Settings, mock: string | undefined, documented: string): Target {
  const { server } = settings;
  if (server !== undefined) {
    return { baseUrl: server.baseUrl, tokenUrl: server.tokenUrl ?? documented };
  }
  const baseUrl = mock ?? "";
  return { baseUrl, tokenUrl: `${baseUrl}/oauth/token` };
}

function command(): Command {
  return throwing(new Command("npm start --"))
    .description(
      "Checks the document, generates the package, starts a mock and walks the tutorial on it " +
        "with the generated client, once for each warehouse.",
    )
    .option("-w, --warehouse <names>", `only some of: ${warehouseKeys.join(", ")}`, chosen)
    .option("--sandbox", "walk on the sandbox, which remembers, instead of the mock")
    .option("--base-url <url>", "walk on this server instead of the mock (WAREHOUSE_SYNC_BASE_URL)")
    .option(
      "--token-url <url>",
      "its token endpoint, if not the document's (WAREHOUSE_SYNC_TOKEN_URL)",
    )
    .option("--account-id <id>", "account to work in (WAREHOUSE_SYNC_ACCOUNT_ID)")
    .option("--workspace-id <id>", "workspace to work in (WAREHOUSE_SYNC_WORKSPACE_ID)")
    .option(
      "--prefix <text>",
      "begins the ids created on a server (WAREHOUSE_SYNC_PREFIX; default: tutorial)",
    )
    .option("--yes", "send to the server; without it, requests are only shown")
    .allowExcessArguments(false)
    .addHelpText("after", HELP);
}

const HELP = `
Examples:
  npm start
  npm start -- --warehouse redshift
  npm start -- --sandbox
  npm start -- --warehouse snowflake --base-url https://api.us2.mparticle.com --account-id 7742 --workspace-id 90417
  npm start -- --warehouse snowflake --base-url https://api.us2.mparticle.com --account-id 7742 --workspace-id 90417 --yes

On a server, everything else comes from the environment, and secrets from nowhere else:
  WAREHOUSE_SYNC_CLIENT_ID, WAREHOUSE_SYNC_CLIENT_SECRET    the API credential
  WAREHOUSE_SYNC_SNOWFLAKE_PASSWORD, …_WAREHOUSE, …_ROLE    one for each setting of the connection
  WAREHOUSE_SYNC_SNOWFLAKE_SQL_QUERY                        the data model's query
  WAREHOUSE_SYNC_SNOWFLAKE_ITERATOR_FIELD, …_DATA_TYPE      what marks change, if the sync is incremental
  WAREHOUSE_SYNC_DATABRICKS_MAPPINGS                        the field transformation's mappings, as JSON
A walk that only shows requests names the variables that are missing.

Exit codes: 0 all went well, 1 the document or a step failed, 2 the command line is at fault.`;

function chosen(value: string, before: readonly Warehouse[] | undefined): readonly Warehouse[] {
  const names = value.split(",");
  const isKnown = (name: string): name is Warehouse => warehouseKeys.some((key) => key === name);
  if (!names.every(isKnown))
    throw new InvalidArgumentError(`Known are: ${warehouseKeys.join(", ")}.`);
  return [...new Set([...(before ?? []), ...names])];
}

/** Credentials travel to these addresses, so they must be private on their way. */
function address(value: string, option: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw invalid(option, "it is no web address");
  const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === "http:" && !loopback)
    throw invalid(option, "use https, except on this machine");
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw invalid(option, "leave out user, password, query and fragment");
  }
  return url.href.replace(/\/+$/, "");
}

function identifier(value: string, option: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value)) throw invalid(option, "it is a positive number");
  return Number(value);
}

function invalid(option: string, reason: string): CommandLineFault {
  return new CommandLineFault("option/invalid", { option, reason });
}
