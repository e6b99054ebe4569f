/** Why a text is no name of a package; undefined for one that npm allows. @see https://docs.npmjs.com/cli/configuring-npm/package-json#name */
export function packageNameFault(name: string): string | undefined {
  const isName =
    name.length <= 214 && /^(?:@[a-z0-9-~][a-z0-9-._~]*\/)?[a-z0-9-~][a-z0-9-._~]*$/.test(name);
  return isName ? undefined : "must be a name npm allows";
}
