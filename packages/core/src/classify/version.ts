/**
 * Rises whenever the same words may be read as other facts: stored facts of an older version are read again. Held by a test that knows
 * the sources of every version.
 */
export const VOCABULARY_VERSION = 6;
