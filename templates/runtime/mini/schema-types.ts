import type * as z from "./zod.js";

/*
 * Types by which the packed declarations, and wrappers of schemas, state what TypeScript would infer:
 * a user's compiler reads them instead of computing them again.
 */

/** A schema of that type, which changes no value. */
export type SchemaOf<Output, Input = Output> = z.ZodMiniType<Output, Input>;

/** An object that lets unknown keys pass; `z.extend`, `z.pick` and the like take it. */
export type ObjectOf<Type> = z.ZodMiniObject<ShapeOf<Type>, z.core.$loose>;

/** An object that refuses unknown keys. */
export type StrictObjectOf<Type> = z.ZodMiniObject<ShapeOf<Type>, z.core.$strict>;

/** Members by their types; an index signature is not a member. */
export type ShapeOf<Type> = {
  [Key in keyof Type as string extends Key ? never : Key]-?: Partial<Pick<Type, Key>> extends Pick<
    Type,
    Key
  >
    ? z.ZodMiniExactOptional<SchemaOf<Exclude<Type[Key], undefined>>>
    : SchemaOf<Type[Key]>;
};
