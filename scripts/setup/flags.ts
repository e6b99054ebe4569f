import { CommandLineFault } from "../fault.js";
import { identifier, UnquotableIdentifier, type Dialect } from "./identifier.js";
import type { Pod } from "./pods.js";

/** What the command line said, by option without dashes in camel case. */
export type Given = { readonly [option: string]: unknown };

/** Reads options one by one; a fault names the option as it is typed. */
export class Flags {
  readonly #given: Given;

  constructor(given: Given) {
    this.#given = given;
  }

  /** @throws CommandLineFault when the option is missing or blank. */
  text(option: string): string {
    const value = this.#given[camelCase(option)];
    if (typeof value !== "string" || value.trim() === "")
      throw new CommandLineFault("option/required", { option });
    return value;
  }

  list(option: string): readonly string[] {
    const value = this.#given[camelCase(option)];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }

  /** The number mParticle gave an organization or account, as text. */
  id(option: string): string {
    const value = this.text(option);
    if (!/^[1-9][0-9]{0,17}$/.test(value))
      throw invalid(option, "it must be a positive whole number");
    return value;
  }

  identifier(option: string, dialect: Dialect): string {
    return quoted(this.text(option), option, dialect);
  }

  identifiers(option: string, dialect: Dialect): { readonly name: string }[] {
    return this.list(option).map((name) => ({ name: quoted(name, option, dialect) }));
  }

  /** Text in a closed alphabet. */
  matching(option: string, pattern: RegExp, reason: string): string {
    const value = this.text(option);
    if (!pattern.test(value)) throw invalid(option, reason);
    return value;
  }

  pod(pods: readonly Pod[]): Pod {
    const value = this.text("--pod");
    const pod = pods.find(({ name }) => name === value.toUpperCase());
    if (pod !== undefined) return pod;
    const known = pods.map(({ name }) => name).join(", ");
    throw invalid("--pod", `there is no pod ${JSON.stringify(value)}; known are ${known}`);
  }
}

export function invalid(option: string, reason: string): CommandLineFault {
  return new CommandLineFault("option/invalid", { option, reason });
}

function quoted(name: string, option: string, dialect: Dialect): string {
  try {
    return identifier(name, dialect);
  } catch (error) {
    if (error instanceof UnquotableIdentifier) throw invalid(option, error.message);
    throw error;
  }
}

function camelCase(option: string): string {
  return option
    .replace(/^--/, "")
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
