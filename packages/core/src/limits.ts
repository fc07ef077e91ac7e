/** Every limit of this package, with its reason. */

/** A large catalog is 2 to 12 MB (10,000 services of 210 to 1,190 bytes); twice that is not a catalog. Counted on the wire and inflated. */
export const BODY_BYTES_MAX = 25 * 1024 * 1024;
