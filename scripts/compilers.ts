/** The compilers the generated package is promised to compile with, by their folders in `node_modules`. */
export const compilers = ["typescript", "typescript-7"] as const;

export type Compiler = (typeof compilers)[number];
