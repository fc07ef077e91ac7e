/**
 * Where services stand in their catalog's order: numbers with room between them, so that a service that comes in takes a place
 * between its neighbours and all the others keep theirs.
 */

/** Sixteen services may come in between two others, each before the one before, until places are dealt out anew. */
const STEP = 65_536;
/** Of a 4-byte integer. */
const PLACE_MAX = 2 ** 31 - 1;
/** Below every place: has none yet. */
export const NOWHERE = -(2 ** 31);

/**
 * Places in rising order, as many as there are `places` and as they are wherever that is possible; `NOWHERE` gets one. Of places that
 * are out of order as few as possible change. All are dealt out anew when there is no room left.
 */
export function arrange(places: Int32Array): Int32Array {
  const kept = longestRise(places);
  const arranged = new Int32Array(places.length);
  let from = 0;
  for (const at of [...kept, places.length]) {
    const count = at - from;
    const room = STEP * (count + 1);
    const following = at < places.length ? (places[at] ?? 0) : undefined;
    const low = from > 0 ? (arranged[from - 1] ?? 0) : Math.max(NOWHERE, (following ?? room) - room);
    const high = following ?? Math.min(PLACE_MAX, low + room);
    const step = Math.floor((high - low) / (count + 1));
    if (count > 0 && step < 1) return dealt(places.length);
    for (let index = 0; index < count; index++) arranged[from + index] = low + step * (index + 1);
    if (following !== undefined) arranged[at] = following;
    from = at + 1;
  }
  return arranged;
}

/** Places for a catalog of which none are known. */
export function dealt(count: number): Int32Array {
  const step = Math.max(1, Math.min(STEP, Math.floor(PLACE_MAX / (count + 1))));
  return Int32Array.from({ length: count }, (_, index) => (index + 1) * step);
}

/** Indices of a longest rising run of places, those without one left out (patience sorting). */
function longestRise(places: Int32Array): number[] {
  /** For each length, the index at which a run of that length ends lowest. */
  const ends: number[] = [];
  const previous = new Int32Array(places.length).fill(-1);
  for (let index = 0; index < places.length; index++) {
    const place = places[index] ?? NOWHERE;
    if (place === NOWHERE) continue;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[ends[middle] ?? 0] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  }
  const run: number[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) run.push(index);
  return run.reverse();
}
