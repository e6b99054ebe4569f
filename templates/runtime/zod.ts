/**
 * The interface of zod that the schemas are written in. They import its names from here, not from
 * the package, which has a default export too: of such a module compilers that import CommonJS as
 * modules make a copy, all names of it, for each file that says `import * as z`.
 */
export * from "zod";
