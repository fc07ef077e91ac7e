/** The version of this package, as its package.json says it: part of the User-Agent and of what the CLI prints. */
export const VERSION = '0.1.0';
