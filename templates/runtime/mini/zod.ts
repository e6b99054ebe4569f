/** The interface of zod that the schemas are written in. */
export * from "zod/mini";
