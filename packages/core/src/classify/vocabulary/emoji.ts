import type { Words } from './words.ts';

/** Single signs that carry a meaning of their own, separated by spaces; all others are decoration. Flags are countries by rule. */
export const signs: Words = {
  recycle_sign: '♻ 🔁 🔄 🔃',
  none_after: '⛔ 🚫 ❌ ✖ ❎ 🛑 ✗ ✘',
  lifetime: '♾ ∞',
};
