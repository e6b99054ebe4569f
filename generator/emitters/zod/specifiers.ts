/** The specifier of one file of `src/schemas` in another, both directly inside or one folder deeper. */
export function relative(from: string, to: string): string {
  const folder = from.slice(0, from.lastIndexOf("/") + 1);
  return `./${to.slice(folder.length).replace(/\.ts$/, ".js")}`;
}
