import type * as z from "./zod.js";

/*
 * Types by which the packed declarations, and wrappers of schemas, state what TypeScript would infer:
 * a user's compiler reads them instead of computing them again.
 */

/** A schema of that type, which changes no value. */
export type SchemaOf<Output, Input = Output> = z.ZodType<Output, Input>;

/** An object that lets unknown keys pass; `shape`, `extend`, `pick` and the like are there. */
export type ObjectOf<Type> = z.ZodObject<ShapeOf<Type>, z.core.$loose>;

/** An object that refuses unknown keys. */
export type StrictObjectOf<Type> = z.ZodObject<ShapeOf<Type>, z.core.$strict>;

/** The headers of an answer, of which those in `Required` are there. */
export type HeadersOf<
  Headers,
  Required extends keyof Headers,
  Optional extends keyof Headers,
> = ObjectOf<
  { [Key in Required]: Exclude<Headers[Key], undefined> } & {
    [Key in Optional]?: Exclude<Headers[Key], undefined>;
  }
>;

/** Members by their types; an index signature is not a member. */
export type ShapeOf<Type> = {
  [Key in keyof Type as string extends Key ? never : Key]-?: Partial<Pick<Type, Key>> extends Pick<
    Type,
    Key
  >
    ? z.ZodExactOptional<SchemaOf<Exclude<Type[Key], undefined>>>
    : SchemaOf<Type[Key]>;
};
