/** Every limit of this package, with its reason. */

/** A large catalog is 2 to 12 MB (10,000 services of 210 to 1,190 bytes); twice that is not a catalog. Counted on the wire and inflated. */
export const BODY_BYTES_MAX = 25 * 1024 * 1024;

/** A handshake that takes longer than ten seconds is not a slow link but a silent one. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** Panels build a large catalog on demand before the first byte; the slowest that still answers needs about half a minute. */
export const FIRST_BYTE_TIMEOUT_MS = 30_000;

/** From the first packet to the last byte: 12 MB at 150 KB/s is 80 s, and a slower reply ties up a worker for nothing. */
export const TOTAL_TIMEOUT_MS = 90_000;

/** http to https, apex to www, path with a slash: three honest hops. Five leaves room, a loop costs little. */
export const REDIRECTS_MAX = 5;

/** Proxies and servers cut off longer addresses, and no API has one. */
export const URL_CHARS_MAX = 2_048;

/** Enough of a reply to recognise it, too little to hold a catalog. */
export const EXCERPT_CHARS_MAX = 500;

/** An error sentence is short; what is longer is a page. */
export const WORDING_CHARS_MAX = 300;

/** A panel may ask for patience, not for being forgotten: longer waits count as a day. */
export const RETRY_AFTER_SECONDS_MAX = 86_400;

/** A catalog nests four or five levels; what nests deeper is built to exhaust a stack or the memory. */
export const NESTING_MAX = 100;
/** 25 MB of services hold 100,000 objects; a reply with more brackets than this is built to exhaust the memory. */
export const HOLDERS_MAX = 250_000;
/** As many rows as objects: only a list of something else, such as 12 million numbers, is longer. */
export const ROWS_MAX = 250_000;
/** A catalog keyed by id has a name for each of its services: 100,000 fit into 25 MB. A million names take three seconds to parse, and a gigabyte. */
export const FIELD_NAMES_MAX = 150_000;
/** A service has a dozen fields, a careless catalog 50 over all of its rows; what has more is not read for its meaning. */
export const COLUMNS_MAX = 500;
/** Places at which a reply that is not JSON as a whole is tried: a page of HTML has some thousand brackets. */
export const CANDIDATES_MAX = 300_000;
/** JSON written by hand may hold a raw line break in each line of each description: 30,000 of them with 15 lines. */
export const REPAIRS_MAX = 500_000;
/** JSON in a JSON string is seen once, rarely twice; a longer chain is a game. */
export const JSON_IN_STRING_MAX = 3;
/** A finding shows one cell; more would only repeat the reply. */
export const EXAMPLE_CHARS_MAX = 120;

/** What panels store where they mean "no limit": the largest values of the integer types of databases and languages. */
export const NO_LIMIT: ReadonlySet<number> = new Set([2_147_483_647, 4_294_967_295, Number.MAX_SAFE_INTEGER]);
/** A refill for life, in days: the figure of docs/vocabulary.md. */
export const REFILL_DAYS_LIFETIME = 36_500;
/** No currency makes 1,000 units this dear: 10^10 Iranian rials were some 10,000 dollars. */
export const RATE_ABSURD_FROM = 10_000_000_000;
/** So many times the typical rate of a catalog is no price: the dearest real service seen costs 3,400 times the typical one. */
export const RATE_ABSURD_TIMES = 1_000_000;
/** Nines only are a wall against orders: seven of them anywhere, five where that is 10,000 times the typical rate. */
export const NINES_ABSURD = 7;
/** See NINES_ABSURD: so many nines are doubtful. */
export const NINES_DOUBTFUL = 5;
/** See NINES_ABSURD: so many times the typical rate settles the doubt. */
export const NINES_DOUBTFUL_TIMES = 10_000;
/** A whole order below this is a heading with a placeholder for a rate (a package at 0.001 per 1,000 costs 0.000001). */
export const ORDER_PRICE_MIN = 0.000_01;
/** `"Rp 1.234.567,00 / 1000 followers"` has 32; a longer text in the place of a number is not a number. */
export const NUMBER_CHARS_MAX = 64;
