import { readModel } from "../../generator/index.js";
import type { Json } from "../../generator/index.js";
import type { ApiModel, MediaType, Operation } from "../../generator/index.js";
import { loadFrom } from "../disk.js";
import { TutorialFault } from "./fault.js";

/** Where calls go. */
export interface Target {
  /** Without a trailing slash; may have a path. */
  readonly baseUrl: string;
  readonly tokenUrl: string;
}

export interface Match {
  readonly operation: Operation;
  /** Path parameters by name, decoded. */
  readonly path: Readonly<Record<string, string>>;
}

/** The document's operations and named examples, as the model tells them. */
export class Catalogue {
  readonly #operations: readonly Operation[];

  constructor(model: Pick<ApiModel, "operations">) {
    this.#operations = model.operations;
  }

  /** Reads the document itself; it is expected to be without errors. */
  static async read(document: string): Promise<Catalogue> {
    const { model } = await readModel(
      { input: document },
      { load: loadFrom(document), templates: {} },
    );
    if (model === undefined) {
      throw new TutorialFault("tutorial/document-invalid", `${document} has no model`);
    }
    return new Catalogue(model);
  }

  operation(name: string): Operation {
    const found = this.#operations.find((operation) => operation.name === name);
    if (found === undefined) {
      throw new TutorialFault(
        "tutorial/operation-missing",
        `the document has no operation ${name}, which the tutorial needs`,
      );
    }
    return found;
  }

  /** The operation a request is for, or undefined. The fewer parameters a path has, the better it fits. */
  match(method: string, url: string, { baseUrl, tokenUrl }: Target): Match | undefined {
    const address = url.replace(/[?#].*$/s, "");
    if (address === tokenUrl) return { operation: this.operation("createToken"), path: {} };
    if (!address.startsWith(`${baseUrl}/`)) return undefined;
    const sent = address.slice(baseUrl.length).split("/");
    return this.#operations
      .filter((operation) => operation.method === method.toLowerCase())
      .flatMap((operation) => {
        const path = parametersOf(operation.path.split("/"), sent);
        return path === undefined ? [] : [{ operation, path }];
      })
      .sort((a, b) => Object.keys(a.path).length - Object.keys(b.path).length)[0];
  }

  /** The body that the document's example of this key sends. */
  requestExample(name: string, key: string): Json {
    const content = this.operation(name).requestBody?.content ?? [];
    const found = exampleOf(content, key);
    if (found === undefined) {
      throw new TutorialFault(
        "tutorial/example-missing",
        `${name} has no request example named ${key}, which the tutorial needs`,
      );
    }
    return found;
  }

  /** All bodies that the document's examples send. */
  requestExamples(name: string): readonly Json[] {
    const content = this.operation(name).requestBody?.content ?? [];
    return content.flatMap(({ examples }) => examples.map(({ value }) => value));
  }

  /** Whether the answer with this status has an example of this key. */
  hasAnswer(name: string, status: number, key: string): boolean {
    return exampleOf(this.#content(name, status), key) !== undefined;
  }

  /** The first success: its status, and its example of this key or else its first. */
  answer(name: string, key: string): { readonly status: number; readonly body?: Json } {
    const { responses } = this.operation(name);
    const status = responses.map((response) => response.status).find(isSuccess) ?? 200;
    const content = this.#content(name, status);
    const body = exampleOf(content, key) ?? content[0]?.examples[0]?.value;
    return { status, ...(body === undefined ? {} : { body }) };
  }

  /** The value the document shows for a parameter. */
  parameterExample(name: string, key: string): Json {
    const parameter = this.operation(name).parameters.find((each) => each.key === key);
    return parameter?.examples[0]?.value ?? null;
  }

  /** Where the document says tokens are had. */
  get tokenUrl(): string {
    const { servers, path } = this.operation("createToken");
    return `${servers?.[0]?.url ?? ""}${path}`;
  }

  #content(name: string, status: number): readonly MediaType[] {
    const response = this.operation(name).responses.find((each) => each.status === status);
    return response?.content ?? [];
  }
}

function isSuccess(status: unknown): status is number {
  return typeof status === "number" && status >= 200 && status < 300;
}

function exampleOf(content: readonly MediaType[], key: string): Json | undefined {
  return content.flatMap(({ examples }) => examples).find((example) => example.key === key)?.value;
}

/** What stands where a template has parameters; undefined when the rest differs. */
function parametersOf(
  template: readonly string[],
  sent: readonly string[],
): Record<string, string> | undefined {
  if (template.length !== sent.length) return undefined;
  const path: Record<string, string> = {};
  for (const [index, segment] of template.entries()) {
    const value = sent[index] ?? "";
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name === undefined ? segment !== value : value === "") return undefined;
    if (name !== undefined) path[name] = decodeURIComponent(value);
  }
  return path;
}
