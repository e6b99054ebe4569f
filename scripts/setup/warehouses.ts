import { invalid, type Flags } from "./flags.js";
import { identifier, shellWord, sqlString } from "./identifier.js";
import type { Pod } from "./pods.js";

/** One text to run or paste: a template below `templates/guides/setup/` and what fills it. */
export interface Part {
  readonly name: string;
  readonly language: "sql" | "sh" | "json";
  readonly template: string;
  readonly view: { readonly [key: string]: string | readonly { readonly name: string }[] };
}

export interface OptionDescription {
  readonly flags: string;
  readonly description: string;
  readonly default?: string;
  readonly repeatable?: boolean;
}

/** What a warehouse's set-up asks for and consists of. */
export interface Warehouse {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionDescription[];
  readonly example: string;
  parts(flags: Flags, pods: readonly Pod[]): Part[];
}

/** Passwords are never asked for nor printed: whoever runs the text puts one here. */
const PASSWORD = sqlString("<choose a password>");

const POD: OptionDescription = {
  flags: "--pod <pod>",
  description: "mParticle pod of your account: US1, US2, EU1 or AU1",
};
const ACCOUNT: readonly OptionDescription[] = [
  { flags: "--org-id <id>", description: "mParticle organization id" },
  { flags: "--account-id <id>", description: "mParticle account id" },
];
const TABLE: OptionDescription = {
  flags: "--table <name>",
  description: "table to be read (repeatable)",
  repeatable: true,
};

const snowflake: Warehouse = {
  name: "snowflake",
  description: "SQL for a role, a user and a storage integration",
  options: [
    POD,
    ...ACCOUNT,
    { flags: "--database <name>", description: "database to read" },
    { flags: "--schema <name>", description: "schema to read" },
    TABLE,
    { flags: "--view <name>", description: "view to be read (repeatable)", repeatable: true },
    { flags: "--warehouse <name>", description: "virtual warehouse that runs the queries" },
    { flags: "--role <name>", description: "role to create" },
    { flags: "--user <name>", description: "user to create" },
    {
      flags: "--integration <name>",
      description: "storage integration to create",
      default: "MP_SYNC_INTEGRATION",
    },
  ],
  example:
    "--pod US1 --org-id 1 --account-id 2 --database CRM --schema PUBLIC --table USERS --warehouse SYNC_WH --role MP_SYNC_ROLE --user MP_SYNC_USER",
  parts(flags, pods) {
    const { awsAccountId, bucket } = flags.pod(pods);
    const view = {
      awsAccountId,
      bucket,
      orgId: flags.id("--org-id"),
      accountId: flags.id("--account-id"),
      database: flags.identifier("--database", "snowflake"),
      schema: flags.identifier("--schema", "snowflake"),
      tables: flags.identifiers("--table", "snowflake"),
      views: flags.identifiers("--view", "snowflake"),
      warehouse: flags.identifier("--warehouse", "snowflake"),
      role: flags.identifier("--role", "snowflake"),
      user: flags.identifier("--user", "snowflake"),
      integration: flags.identifier("--integration", "snowflake"),
      password: PASSWORD,
    };
    if (view.tables.length + view.views.length === 0)
      throw invalid("--table", "name a table, or a view with --view");
    return [{ name: "sql", language: "sql", template: "snowflake.sql", view }];
  },
};

const bigquery: Warehouse = {
  name: "bigquery",
  description: "commands and SQL for a service account that may read a data set",
  options: [
    POD,
    { flags: "--project <id>", description: "Google Cloud project id" },
    { flags: "--dataset <id>", description: "data set to read, without the project" },
    {
      flags: "--service-account <id>",
      description: "service account to create",
      default: "mparticle-sync",
    },
  ],
  example: "--pod US1 --project acme-prod --dataset crm",
  parts(flags, pods) {
    // Nothing here differs from pod to pod, but a wrong one is a mistake all the same.
    flags.pod(pods);
    const project = flags.matching(
      "--project",
      /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
      "a project id has 6 to 30 lower-case letters, digits and dashes",
    );
    const dataset = flags.matching(
      "--dataset",
      /^[A-Za-z0-9_]{1,1024}$/,
      "a data set id has letters, digits and underscores only",
    );
    const account = flags.matching(
      "--service-account",
      /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
      "a service account id has 6 to 30 lower-case letters, digits and dashes",
    );
    const email = `${account}@${project}.iam.gserviceaccount.com`;
    const member = `serviceAccount:${email}`;
    return [
      {
        name: "commands",
        language: "sh",
        template: "bigquery.sh",
        view: {
          serviceAccount: shellWord(account),
          project: shellWord(project),
          member: shellWord(member),
          email: shellWord(email),
        },
      },
      {
        name: "sql",
        language: "sql",
        template: "bigquery-grant.sql",
        view: {
          dataset: `${identifier(project, "bigquery")}.${identifier(dataset, "bigquery")}`,
          grantee: `"${member}"`,
        },
      },
    ];
  },
};

const redshift: Warehouse = {
  name: "redshift",
  description: "SQL for a user, and the IAM policy of the role your cluster assumes",
  options: [
    POD,
    ...ACCOUNT,
    { flags: "--schema <name>", description: "schema to read" },
    TABLE,
    { flags: "--user <name>", description: "user to create" },
  ],
  example: "--pod EU1 --org-id 1 --account-id 2 --schema crm --table users --user mp_sync",
  parts(flags, pods) {
    const { awsAccountId } = flags.pod(pods);
    const tables = flags.identifiers("--table", "redshift");
    const sql = {
      schema: flags.identifier("--schema", "redshift"),
      user: flags.identifier("--user", "redshift"),
      tables,
      password: PASSWORD,
    };
    if (tables.length === 0) throw invalid("--table", "name a table or a view");
    return [
      { name: "sql", language: "sql", template: "redshift.sql", view: sql },
      {
        name: "policy",
        language: "json",
        template: "redshift-policy.json",
        view: { awsAccountId, orgId: flags.id("--org-id"), accountId: flags.id("--account-id") },
      },
    ];
  },
};

const databricks: Warehouse = {
  name: "databricks",
  description: "SQL that shares a schema by Delta Sharing",
  options: [
    POD,
    ...ACCOUNT,
    { flags: "--catalog <name>", description: "catalog of the schema" },
    { flags: "--schema <name>", description: "schema to share" },
  ],
  example: "--pod AU1 --org-id 1 --account-id 2 --catalog main --schema customer_share",
  parts(flags, pods) {
    const pod = flags.pod(pods);
    const schema = `${flags.identifier("--catalog", "databricks")}.${flags.identifier("--schema", "databricks")}`;
    const view = {
      recipient: identifier(pod.deltaSharingRecipient, "databricks"),
      sharingIdentifier: pod.deltaSharingIdentifier,
      share: identifier(
        `mparticle_${flags.id("--org-id")}_${flags.id("--account-id")}`,
        "databricks",
      ),
      schema,
    };
    return [{ name: "sql", language: "sql", template: "databricks.sql", view }];
  },
};

export const warehouses: readonly Warehouse[] = [snowflake, bigquery, redshift, databricks];
