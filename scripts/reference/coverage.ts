import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  parameterSchema,
  type ApiModel,
  type Operation,
  type Parameter,
  type Response,
  type Schema,
  type SchemaId,
} from "../../generator/index.js";
import { plain, readBuiltPage, type PageSection, type TableRow } from "./built-page.js";
import { checkConstraints, type Scope } from "./constraints.js";
import type { Subject, Tally } from "./finding.js";

/**
 * Looks for all that a model says on the page that has to say it, in the built site as it is read:
 * operations, parameters, statuses, headers, schemas, properties and constraints.
 *
 * @param site the folder of the site's pages
 */
export function checkCoverage(model: ApiModel, site: string, tally: Tally): void {
  const index = readPage(site, "index.html") ?? [];
  for (const [folder, operations] of [
    ["operations", model.operations],
    ["webhooks", model.webhooks],
  ] as const)
    for (const operation of operations) {
      const page = `${folder}/${operation.file}.html`;
      new OperationCheck(model, operation, page, readPage(site, page), tally).run(index);
    }
  for (const schema of Object.values(model.schemas)) checkSchema(model, schema, site, index, tally);
}

function readPage(site: string, page: string): readonly PageSection[] | undefined {
  try {
    return readBuiltPage(readFileSync(join(site, page), "utf8")).sections;
  } catch {
    return undefined;
  }
}

/** Whether somewhere on a page it says so. */
function says(sections: readonly PageSection[], text: string): boolean {
  const wanted = plain(text);
  return sections.some(
    (section) =>
      section.title.includes(wanted) ||
      section.text.includes(wanted) ||
      section.rows.some(({ cells }) => cells.some((cell) => cell.includes(wanted))),
  );
}

class OperationCheck {
  readonly #model: ApiModel;
  readonly #operation: Operation;
  readonly #page: string;
  readonly #sections: readonly PageSection[] | undefined;
  readonly #tally: Tally;

  constructor(
    model: ApiModel,
    operation: Operation,
    page: string,
    sections: readonly PageSection[] | undefined,
    tally: Tally,
  ) {
    this.#model = model;
    this.#operation = operation;
    this.#page = page;
    this.#sections = sections;
    this.#tally = tally;
  }

  run(index: readonly PageSection[]): void {
    const { method, path, id, docs, parameters, requestBody, responses } = this.#operation;
    const sections = this.#sections ?? [];
    const wanted = [
      `${method.toUpperCase()} ${path}`,
      id,
      ...(docs.deprecated ? ["Deprecated"] : []),
      ...(docs.unconfirmed === undefined ? [] : ["Unconfirmed"]),
    ];
    const lost = wanted.find((text) => !says(sections, text));
    this.#add(
      "operations",
      this.#sections === undefined
        ? "it has no page"
        : lost === undefined
          ? says(index, path)
            ? undefined
            : "the index does not name it"
          : `it does not say ${lost}`,
    );
    if (this.#sections === undefined) return;
    for (const parameter of parameters) this.#parameter(parameter);
    const body = sections.filter(({ id: at }) => at === "request-body");
    for (const { type, schema } of requestBody?.content ?? []) {
      const told = says(body, type) ? undefined : `the request body's type ${type} is not named`;
      this.#add("operations", told);
      this.#constraints(schema, scopeOf(...body), "request", `the request body ${type}`);
    }
    for (const response of responses) this.#response(response);
  }

  #parameter(parameter: Parameter): void {
    const { key, in: place, required, docs } = parameter;
    const section = (this.#sections ?? []).find(
      ({ title, within }) => title === `In the ${place}` && within.includes("Parameters"),
    );
    const row = rowOf(section?.rows ?? [], key);
    const name = `${place} parameter ${key}`;
    this.#add("parameters", faultOf(row, name, required, docs));
    if (row !== undefined)
      this.#constraints(parameterSchema(parameter), scopeOf(section), "request", name, key);
  }

  #response({ status, headers, content }: Response): void {
    const section = (this.#sections ?? []).find(({ id }) => id === `response-${String(status)}`);
    this.#add(
      "statuses",
      section === undefined ? `the status ${String(status)} is missing` : undefined,
    );
    if (section === undefined) return;
    for (const { type, schema } of content) {
      if (!section.text.includes(plain(type)))
        this.#add("statuses", `${String(status)} does not name ${type}`);
      this.#constraints(
        schema,
        scopeOf(section),
        "response",
        `the answer ${String(status)} ${type}`,
      );
    }
    for (const header of headers) {
      const row = rowOf(section.rows, header.key);
      const name = `header ${header.key} of ${String(status)}`;
      this.#add("headers", faultOf(row, name, header.required, header.docs));
      if (row !== undefined)
        this.#constraints(parameterSchema(header), scopeOf(section), "response", name, header.key);
    }
  }

  /** Of what has a page of its own, that page tells. */
  #constraints(
    schema: SchemaId | undefined,
    scope: Scope,
    direction: "request" | "response",
    name: string,
    row = "",
  ): void {
    if (schema === undefined) return;
    checkConstraints(
      this.#model,
      schema,
      scope,
      { direction, page: this.#page, name, row },
      this.#tally,
    );
  }

  #add(subject: Subject, reason: string | undefined): void {
    this.#tally.add(subject, { page: this.#page }, reason);
  }
}

function faultOf(
  row: TableRow | undefined,
  name: string,
  required: boolean,
  docs: Parameter["docs"],
): string | undefined {
  if (row === undefined) return `the ${name} has no row`;
  const text = row.cells.join(" ");
  if (required && !row.cells[0]?.endsWith("(required)"))
    return `the ${name} is not said to be required`;
  if ((row.cells[1] ?? "") === "") return `the ${name} has no type`;
  if (docs.deprecated && !text.includes("Deprecated"))
    return `the ${name} is not said to be deprecated`;
  if (docs.unconfirmed !== undefined && !text.includes("Unconfirmed"))
    return `the ${name} is not said to be unconfirmed`;
  return undefined;
}

/** The row of a name, required or not. */
function rowOf(rows: readonly TableRow[], name: string): TableRow | undefined {
  const wanted = plain(name);
  return rows.find(({ cells: [first = ""] }) => first.replace(/ \(required\)$/, "") === wanted);
}

function scopeOf(...sections: readonly (PageSection | undefined)[]): Scope {
  const given = sections.filter((section) => section !== undefined);
  return {
    text: given.map(({ title, text }) => `${title} ${text}`).join(" "),
    rows: given.flatMap(({ rows }) => rows),
  };
}

function checkSchema(
  model: ApiModel,
  { id, declaration, docs }: Schema,
  site: string,
  index: readonly PageSection[],
  tally: Tally,
): void {
  if (declaration === undefined) return;
  const page = `schemas/${declaration.file}.html`;
  const sections = readPage(site, page);
  const wanted = [
    declaration.key,
    `In TypeScript: ${declaration.name}`,
    ...(docs.deprecated ? ["Deprecated"] : []),
    ...(docs.unconfirmed === undefined ? [] : ["Unconfirmed"]),
  ];
  const lost = wanted.find((text) => !says(sections ?? [], text));
  tally.add(
    "schemas",
    { page },
    sections === undefined
      ? "it has no page"
      : lost === undefined
        ? says(index, declaration.key)
          ? undefined
          : "the index does not name it"
        : `it does not say ${lost}`,
  );
  if (sections === undefined) return;
  const name = declaration.key;
  checkConstraints(model, id, scopeOf(...sections), { page, name }, tally);
}
