import { headerReading } from "../../../model/header-reading.js";
import type { Json } from "../../../model/json.js";
import type { ApiModel, Parameter, Response } from "../../../model/model.js";
import type { Pointer } from "../../../model/schema.js";
import { headerTexts, readTexts } from "../../../wire/header-text.js";
import { parameterValues, type Requests } from "../inputs.js";
import { equal } from "../json.js";
import type { HeadersCase, PlayedHeader } from "./suite.js";
import { FOLLOWED } from "./units.js";

/** What an answer with headers has beside them. */
export type PlayedAnswer = Pick<
  HeadersCase,
  "documented" | "status" | "input" | "mediaType" | "text"
>;

/** The headers of one response that can be played, each with valid values that are read as what they are. */
export class PlayedHeaders {
  readonly #values: ReadonlyMap<string, readonly Json[]>;

  constructor(
    readonly response: Response,
    readonly answer: PlayedAnswer,
    requests: Requests,
    readonly schemas: ApiModel["schemas"],
  ) {
    this.#values = new Map(
      response.headers.map((header) => {
        const values = isFollowed(response, answer.status) ? [] : parameterValues(header, requests);
        return [header.key, values.filter((value) => this.isShown(header, value))] as const;
      }),
    );
    this.headers = response.headers.filter((header) => this.valuesOf(header).length > 0);
  }

  readonly headers: readonly Parameter[];

  valuesOf({ key }: Parameter): readonly Json[] {
    return this.#values.get(key) ?? [];
  }

  /** Whether a value's text is read as that value; what is not read may stand for any. */
  isShown(header: Parameter, value: Json): boolean {
    if (this.#isUnread(header)) return true;
    const read = readTexts(header, headerTexts(header, value), this.schemas);
    return read !== undefined && equal(read, value);
  }

  /** A header with that value. */
  played(header: Parameter, value: Json): PlayedHeader {
    const texts = headerTexts(header, value);
    return { key: header.key, value, texts, ...(this.#isUnread(header) ? { isUnread: true } : {}) };
  }

  /** Those that are wanted, each with its usual value. */
  usual(isWanted: (header: Parameter) => boolean = () => true): PlayedHeader[] {
    return this.headers.filter(isWanted).flatMap((header) =>
      this.valuesOf(header)
        .slice(0, 1)
        .map((value) => this.played(header, value)),
    );
  }

  /** All of them, one with what is given. */
  with(one: PlayedHeader): PlayedHeader[] {
    return this.usual().map((usual) => (usual.key === one.key ? one : usual));
  }

  /** Why headers are not played. */
  get reason(): string {
    return isFollowed(this.response, this.answer.status) ? FOLLOWED : "no valid value was found";
  }

  #isUnread(header: Parameter): boolean {
    return headerReading(header, this.schemas) === undefined;
  }

  /** The members that all cases of the answer have. */
  base(operation: string, kind: string, name: string, pointer: Pointer) {
    const { documented } = this.answer;
    return { ...this.answer, id: `${operation}/${kind}/${documented}${name}`, pointer };
  }
}

/** Whether the client goes where an answer leads, and so never gives its headers. */
export function isFollowed({ headers }: Response, status: number): boolean {
  return (
    [301, 302, 303, 307, 308].includes(status) &&
    headers.some(({ key }) => key.toLowerCase() === "location")
  );
}
