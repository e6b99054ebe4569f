/**
 * Our templates as Handlebars compiles them, by the hash of their text: none among the sources, and
 * all of them where the toolchain is built, which puts a table in the place of this module.
 */
export const compiledTemplates: ReadonlyMap<string, object> = new Map();
