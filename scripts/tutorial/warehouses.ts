/** The four warehouses, by the key their examples have in the document, with the vendor's spelling. */
export const warehouses = {
  snowflake: "Snowflake",
  bigquery: "BigQuery",
  redshift: "Redshift",
  databricks: "Databricks",
} as const;

export type Warehouse = keyof typeof warehouses;

export const warehouseKeys = Object.keys(warehouses) as readonly Warehouse[];

/** Properties that hold secrets, in any body the tutorial sends or receives. */
export const secretKeys: ReadonlySet<string> = new Set([
  "access_token",
  "client_secret",
  "partner_feed_key",
  "password",
  "service_account_key",
]);
