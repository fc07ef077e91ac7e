import slugify from '@sindresorhus/slugify';

const LENGTH_MAX = 60;

/** The name of a panel in URLs: ASCII, lower case, hyphens; other scripts are transliterated. */
export function slugOf(name: string): string {
  const slug = slugify(name.normalize('NFKC'), { decamelize: false }).slice(0, LENGTH_MAX).replace(/-+$/, '');
  return slug === '' ? 'panel' : slug;
}

/** The first of `slug`, `slug-2`, `slug-3`, … that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number++;
  return `${slug}-${number}`;
}
