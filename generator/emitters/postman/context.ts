import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { diagnose } from "../../diagnostics/reporter.js";
import type { Json } from "../../model/json.js";
import type { ApiModel, Parameter } from "../../model/model.js";
import type { Pointer, SchemaId } from "../../model/schema.js";
import { secretsOf } from "./secrets.js";
import { SettingsReader } from "./settings.js";
import { hasBraces, variablesOf, type Text } from "./text.js";
import { Variables } from "./variables.js";

/** Makes a valid value of a schema; undefined where none is found. */
export type Sample = (id: SchemaId) => Json | undefined;

/** What all parts of one collection share while it is made. */
export class Context {
  readonly settings = new SettingsReader();
  readonly variables: Variables;
  readonly document: ReturnType<SettingsReader["document"]>;
  readonly #found: Diagnostic[] = [];

  constructor(
    readonly model: ApiModel,
    readonly sample: Sample,
    names?: ReadonlyMap<string, string>,
  ) {
    this.document = this.settings.document(model.info.docs);
    this.variables = new Variables(this.document.variables, names);
  }

  get diagnostics(): Diagnostic[] {
    return [...this.settings.diagnostics, ...this.#found];
  }

  isSecret(schema: SchemaId): boolean {
    return secretsOf(this.model.schemas, schema, null).has("");
  }

  /** The variable of a secret called so in the document. Secrets of one name share it. */
  secret(name: string): string {
    return this.variables.need(name, { value: "", secret: true }, `secret ${name}`);
  }

  /** Declares the variables a text mentions. A text that is one variable gives it the example's value. */
  mention(text: Text, example: Json | undefined, description?: string): void {
    const whole = text.length === 1 && example !== undefined && typeof example !== "object";
    for (const key of variablesOf(text)) {
      this.variables.mention(key, {
        value: whole ? String(example) : "",
        secret: false,
        ...(description === undefined ? {} : { description }),
      });
    }
  }

  /** The value a parameter is shown with: its example, its schema's, or one made for it. */
  valueOf(parameter: Parameter): Json | undefined {
    const content = "content" in parameter.value ? parameter.value.content : undefined;
    const example = parameter.examples[0] ?? content?.examples[0];
    if (example !== undefined) return example.value;
    const schema = "schema" in parameter.value ? parameter.value.schema : content?.schema;
    return schema === undefined ? undefined : this.valueOfSchema(schema);
  }

  valueOfSchema(id: SchemaId): Json | undefined {
    const schema = this.model.schemas[id];
    const [example] = schema?.examples ?? [];
    return example === undefined ? (this.sample(id) ?? schema?.default) : example.value;
  }

  checkBraces(text: Text, name: string, pointer: Pointer): void {
    if (!hasBraces(text)) return;
    this.#found.push(diagnose("postman/braces", { file: "", pointer }, { name }));
  }

  noBody(type: string, pointer: Pointer): void {
    this.#found.push(diagnose("postman/no-body", { file: "", pointer }, { type }));
  }

  relativeServer(url: string, pointer: Pointer): void {
    this.#found.push(diagnose("postman/relative-server", { file: "", pointer }, { url }));
  }
}
