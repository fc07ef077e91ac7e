/**
 * Letters made comparable. Panels decorate their names with stylised alphabets, mix Cyrillic with Latin letters that
 * look the same, and write accents or leave them out; so each code unit is folded to one that stands for all of them:
 * lower case, no accents, small capitals and other stylised letters plain, Cyrillic letters that look like a Latin one
 * written as that one (on both sides of every comparison, so Cyrillic words stay words), Arabic letter forms unified.
 * One code unit stays at most one code unit: where NFKC would give several (`ﬁ`, `№`), the first is taken.
 */

/** Folds to nothing: combining marks, variation selectors, joiners, tatweel. */
export const SKIP = 1;
/** Separates words. */
export const SPACE = 2;
/** Separates words and what belongs together: brackets, bars, line ends. */
export const BREAK = 3;
/** A sign that may carry a meaning of its own. */
export const SIGN = 4;
/** First half of a surrogate pair. */
export const PAIR = 5;
/** From here on a fold is the folded character itself. */
export const LETTERS_FROM = 16;

const LOOKALIKES: Record<string, string> = spread(
  // Cyrillic
  'аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs ԁd ԛq ԝw һh ӏl ғf ҽe',
  // small capitals and other letters that NFKC leaves
  'ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ꞯq ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ɑa ɡg ɩi ʋv ɯw ɾr ɛe ɔo ɐa ɓb ƈc ɗd ɦh ƙk ɱm ɳn ɲn ƥp ɽr ʂs ƭt ʌv ʍm ʎy ʐz ıi ɨi ʊu ƴy ɫl ᵻi ᴎn ʁr ᴙr ᴦr',
  // Latin letters without a decomposition
  'øo łl đd ħh ŧt ðd þt ßs æa œo ŋn ſs ƒf',
  // Greek look-alikes
  'αa βb εe ιi κk νv οo ρp τt υu χx ωw ηn σo ςs',
  // Armenian, Cherokee, Canadian and Lisu letters that fancy fonts use
  'օo ոn սu հh յj ցg Ꭺa Ᏼb Ꮯc Ꭰd Ꭼe Ꮐg Ꮋh Ꮖi Ꭻj Ꮶk Ꮮl Ꮇm Ꮲp Ꭱr Ꮪs Ꭲt Ꮩv Ꮃw Ꮍy Ꮓz ᗩa ᗷb ᑕc ᗪd ᗴe ᖴf ᕼh ᒍj ᒪl ᗰm ᑎn ᑭp ᖇr ᑌu ᐯv ᗯw ꓮa ꓐb ꓚc ꓓd ꓰe ꓝf ꓖg ꓧh ꓲi ꓙj ꓗk ꓡl ꓟm ꓠn ꓳo ꓑp ꓣr ꓢs ꓔt ꓴu ꓦv ꓪw ꓫx ꓬy ꓜz',
  // Arabic
  'ةه ىي یي ېي ئي ؤو ٱا ڪك کك ھه ہه گك ڤف ࢪر',
);

const BREAKS = new Set('|[](){}<>«»「」『』【】⟮⟯〔〕❲❳•·●◆►▶→⇒➜➤➡!;?\n\r\\¦│┃━═‖★☆◉○');
const SPACES = new Set(' \t.:_"\'`’‘“”*=^@#$€₽₺£¥…™®©°');
const SIGNS = new Set('+&,/%-–—~−‐‑‒―،٪⁄∕♻⛔❌✖❎✗✘♾∞➕٬');

const folds = new Uint16Array(65_536);
const pairFolds = new Map<number, number>();

/** The fold of one UTF-16 code unit: one of the constants above, or the folded character. */
export function foldUnit(unit: number): number {
  const known = folds[unit];
  if (known !== undefined && known !== 0) return known;
  const fold = computeFold(unit);
  folds[unit] = fold;
  return fold;
}

/** The fold of a code point beyond the basic plane: a letter, {@link SKIP}, {@link SIGN} or {@link SPACE}. */
export function foldPair(point: number): number {
  const known = pairFolds.get(point);
  if (known !== undefined) return known;
  const fold = computePairFold(point);
  pairFolds.set(point, fold);
  return fold;
}

/** Whether the code point is one half of a flag. */
export function isFlagHalf(point: number): boolean {
  return point >= 0x1f1e6 && point <= 0x1f1ff;
}

/** The whole text folded, words separated by single spaces: for showing what is compared, and for comparing by hand. */
export function foldText(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    let fold = foldUnit(text.charCodeAt(at));
    if (fold === PAIR) {
      const point = text.codePointAt(at) ?? 0;
      if (point > 0xffff) at++;
      fold = isFlagHalf(point) ? SPACE : foldPair(point);
    }
    if (fold >= LETTERS_FROM) folded += String.fromCharCode(fold);
    else if (fold !== SKIP && folded !== '' && !folded.endsWith(' ')) folded += ' ';
  }
  return folded.trimEnd();
}

function computeFold(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdbff) return PAIR;
  if (unit >= 0xdc00 && unit <= 0xdfff) return SKIP;
  const character = String.fromCharCode(unit);
  if (BREAKS.has(character)) return BREAK;
  if (SPACES.has(character)) return SPACE;
  if (SIGNS.has(character)) return SIGN;
  if (/\p{M}|\p{Cf}|\u0640/u.test(character)) return SKIP;
  return foldLetter(character);
}

function computePairFold(point: number): number {
  if ((point >= 0x1f3fb && point <= 0x1f3ff) || point >= 0xe0000) return SKIP;
  // Circled and squared capitals that NFKC leaves: 🅐 🅰.
  if (point >= 0x1f150 && point <= 0x1f169) return 97 + point - 0x1f150;
  if (point >= 0x1f170 && point <= 0x1f189) return 97 + point - 0x1f170;
  const character = String.fromCodePoint(point);
  if (/[\p{M}\p{Cf}]/u.test(character)) return SKIP;
  const fold = foldLetter(character);
  return fold === SPACE ? SIGN : fold;
}

function foldLetter(character: string): number {
  // NFKD splits accents off, so that the first character is the bare letter; parentheses come from ⒜.
  const bare = character.normalize('NFKD').replace('(', '').toLowerCase().normalize('NFKD');
  const first = bare.charAt(0);
  const letter = LOOKALIKES[character] ?? LOOKALIKES[first] ?? first;
  if (/^\p{Nd}$/u.test(letter)) return 48 + digitValue(letter);
  if (!/^[\p{L}]$/u.test(letter)) return SPACE;
  return letter.charCodeAt(0);
}

/** Decimal digits of every script stand in runs of ten from zero up. */
function digitValue(digit: string): number {
  const code = digit.charCodeAt(0);
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCharCode(code - value - 1))) value++;
  return value;
}

function spread(...rows: string[]): Record<string, string> {
  const map: Record<string, string> = {};
  for (const row of rows)
    for (const pair of row.split(' ')) if (pair.length === 2) map[pair.charAt(0)] = pair.charAt(1);
  return map;
}
