/** Why a value is not valid: one keyword of the document that does not hold for one part of it. */
export interface Finding {
  /** RFC 6901 pointer into the value; empty for the whole. */
  readonly pointer: string;
  /** `minLength`, `required`, `oneOf`…; `false` of a schema that allows nothing. */
  readonly keyword: string;
  /** Where the keyword stands in the document: `#/components/schemas/Pet/properties/name/minLength`. */
  readonly schema: string;
  /** What was expected, without a subject: `must have at least 1 character`. Never holds the value. */
  readonly message: string;
}
