/**
 * Loads a module by its address. The built command is a script, in which V8 cannot do that: there
 * `launch` does it.
 */
export const importModule = (address: string): Promise<unknown> => import(address);
