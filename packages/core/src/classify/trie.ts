/**
 * The vocabulary compiled for one pass over a text: a trie over folded letters, in which an entry of several words is
 * a path through gaps and a stem (`takipçi*`) ends in a node that accepts whatever follows. One look at each letter
 * finds the longest entry; there is no list of patterns to try.
 */

import { entries } from './lexicon.ts';
import { foldPair, foldUnit, LETTERS_FROM, SPACE } from './text.ts';

/**
 * The trie as flat arrays. Nodes are numbered so that an only child follows its parent: most nodes have one, and a walk
 * through them touches neighbouring bytes. Nodes with more children have a row of their own.
 */
export interface Trie {
  /** The symbol of an only child, which is the next node; 0xff where there is none or more. */
  only: Uint8Array;
  /** The row of a node with several children; 0 for none. */
  row: Uint16Array;
  /** `next[row * width + symbol]`, 0 where nothing goes on. */
  next: Uint16Array;
  width: number;
  /** The token of an entry that ends here. */
  accept: Uint16Array;
  /** The token of a stem that ends here, whatever letters follow. */
  stem: Uint16Array;
  /** The node where an entry goes on in its next word behind a stem that ends here. */
  after: Uint16Array;
  /** 1 where a stem ends, whether it means something or goes on: one look tells the walk. */
  ends: Uint8Array;
}

/** The symbol between the words of an entry. */
export const GAP = 1;
/** The node where every entry begins. */
export const ROOT = 1;

/** Symbol of a folded letter in the trie; 0 for letters that no entry has. */
export const symbols = new Uint8Array(65_536);

/** A word of an entry, folded. */
export interface Part {
  letters: number[];
  isStem: boolean;
}

/** The folded words of an entry: `лайк* на комментари*` has three, two of them stems. */
export function partsOf(words: string): Part[] {
  const parts: Part[] = [];
  for (const word of words.split(' ')) {
    const isStem = word.endsWith('*');
    let letters: number[] = [];
    for (const character of isStem ? word.slice(0, -1) : word) {
      const point = character.codePointAt(0) ?? 0;
      const fold = point > 0xffff ? foldPair(point) : foldUnit(point);
      if (fold >= LETTERS_FROM) letters.push(fold);
      else if (fold === SPACE && letters.length > 0) {
        parts.push({ letters, isStem: false });
        letters = [];
      }
    }
    if (letters.length > 0) parts.push({ letters, isStem });
  }
  return parts;
}

// A node while the trie grows: children as a list of siblings, because most have one and eighteen thousand maps
// would cost every start of the program a tenth of a second.
const symbolOfNode: number[] = [0];
const child: number[] = [0];
const sibling: number[] = [0];
const accepts: number[] = [0];
const stems: number[] = [0];
const afters: number[] = [0];
let symbolCount = GAP;

const NO_SYMBOL = 0xff;

/** The compiled vocabulary. */
export const trie = compile();

function compile(): Trie {
  const root = newNode(0);
  for (const { token, words } of entries()) add(root, token, partsOf(words));
  return flatten(root);
}

function add(root: number, token: number, parts: Part[]): void {
  let node = root;
  for (const [at, { letters, isStem }] of parts.entries()) {
    for (const letter of letters) node = childOf(node, symbolOf(letter));
    const ending = isStem ? stems : accepts;
    if (at === parts.length - 1) ending[node] ||= token;
    else if (isStem) {
      afters[node] ||= newNode(0);
      node = childOf(afters[node] ?? 0, GAP);
    } else node = childOf(node, GAP);
  }
}

function newNode(symbol: number): number {
  child.push(0);
  sibling.push(0);
  accepts.push(0);
  stems.push(0);
  afters.push(0);
  return symbolOfNode.push(symbol) - 1;
}

function childOf(node: number, symbol: number): number {
  for (let below = child[node] ?? 0; below !== 0; below = sibling[below] ?? 0)
    if (symbolOfNode[below] === symbol) return below;
  const made = newNode(symbol);
  sibling[made] = child[node] ?? 0;
  child[node] = made;
  return made;
}

function symbolOf(letter: number): number {
  const known = symbols[letter] ?? 0;
  if (known !== 0) return known;
  symbolCount++;
  return (symbols[letter] = symbolCount);
}

function flatten(root: number): Trie {
  const order = depthFirst(root);
  const count = order.length + 1;
  if (count > 0xffff) throw new Error(`The vocabulary needs ${count} nodes; 16 bits hold 65,535.`);
  const place = new Uint16Array(symbolOfNode.length);
  for (const [at, node] of order.entries()) place[node] = at + 1;
  const forks = order.filter((node) => sibling[child[node] ?? 0] !== 0);
  const width = symbolCount + 1;
  const flat: Trie = {
    only: new Uint8Array(count).fill(NO_SYMBOL),
    row: new Uint16Array(count),
    next: new Uint16Array((forks.length + 1) * width),
    width,
    accept: new Uint16Array(count),
    stem: new Uint16Array(count),
    after: new Uint16Array(count),
    ends: new Uint8Array(count),
  };
  for (const [at, node] of forks.entries()) {
    flat.row[place[node] ?? 0] = at + 1;
    for (let below = child[node] ?? 0; below !== 0; below = sibling[below] ?? 0)
      flat.next[(at + 1) * width + (symbolOfNode[below] ?? 0)] = place[below] ?? 0;
  }
  for (const [at, node] of order.entries()) {
    const below = child[node] ?? 0;
    if (below !== 0 && sibling[below] === 0) flat.only[at + 1] = symbolOfNode[below] ?? 0;
    flat.accept[at + 1] = accepts[node] ?? 0;
    flat.stem[at + 1] = stems[node] ?? 0;
    flat.after[at + 1] = place[afters[node] ?? 0] ?? 0;
    flat.ends[at + 1] = stems[node] !== 0 || afters[node] !== 0 ? 1 : 0;
  }
  return flat;
}

/** Every node, each directly before its first child. */
function depthFirst(root: number): number[] {
  const order: number[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    order.push(node);
    const behind = afters[node] ?? 0;
    if (behind !== 0) waiting.push(behind);
    for (let below = child[node] ?? 0; below !== 0; below = sibling[below] ?? 0) waiting.push(below);
  }
  return order;
}
