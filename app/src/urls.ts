/** The one table of the site's addresses: routes are registered from it and links are made from it. */

export const ROUTES = {
  home: '/',
  panels: '/panels',
  panel: '/panels/:panel',
  panelChanges: '/panels/:panel/changes',
  panelIncidents: '/panels/:panel/incidents',
  panelConformance: '/panels/:panel/conformance',
  panelAbout: '/panels/:panel/about',
  panelService: '/panels/:panel/services/:service',
  panelDiff: '/panels/:panel/diff/:span',
  changes: '/changes',
  services: '/services',
  compareServices: '/services/compare',
  find: '/find',
  about: '/about',
  contact: '/contact',
  standard: '/standard',
  tester: '/standard/test',
  testReport: '/standard/test/:report',
  followTest: '/standard/test/:report/follow',
  submit: '/submit',
  submission: '/submit/:submission',
  followSubmission: '/submit/:submission/follow',
  lookAgain: '/submit/:submission/look',
  agree: '/submit/:submission/agree',
  withdraw: '/submit/:submission/withdraw',
  status: '/status',
  picture: '/og.png',
  panelPicture: '/panels/:panel/og.png',
  servicePicture: '/panels/:panel/services/:service/og.png',
  sitemap: '/sitemap.xml',
  sitemapShard: '/sitemaps/:shard',
  operator: '/operator',
  signIn: '/operator/sign-in',
  signOut: '/operator/sign-out',
  unknowns: '/operator/unknowns',
  review: '/operator/submissions',
  reviewOne: '/operator/submissions/:submission',
  approve: '/operator/submissions/:submission/approve',
  reject: '/operator/submissions/:submission/reject',
  newPanel: '/operator/panels/new',
  editPanel: '/operator/panels/:panel/edit',
  removePanel: '/operator/panels/:panel/remove',
  pausePanel: '/operator/panels/:panel/pause',
  resumePanel: '/operator/panels/:panel/resume',
  checkPanel: '/operator/panels/:panel/check',
  confirmRemoval: '/operator/panels/:panel/confirm-removal',
  holdRemoval: '/operator/panels/:panel/hold-removal',
  gallery: '/dev/gallery',
} as const;

export type Route = keyof typeof ROUTES;

/** What follows the question mark; nothing is written for `undefined` and the empty string. */
export type Query = Record<string, string | number | readonly string[] | undefined>;

type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

type Arguments<R extends Route> = [ParamsOf<(typeof ROUTES)[R]>] extends [never]
  ? [query?: Query]
  : [params: Record<ParamsOf<(typeof ROUTES)[R]>, string>, query?: Query];

/** The address of a page: `href('panel', { panel: slug }, { q: 'likes' })`, `href('services', { q: 'likes' })`. */
export function href<R extends Route>(route: R, ...args: Arguments<R>): string {
  const path: string = ROUTES[route];
  const [first = {}, second = {}] = args as [Query?, Query?];
  if (!path.includes(':')) return path + search(first);
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(first[name] ?? '')));
  return filled + search(second);
}

function search(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== '') params.append(name, String(item));
    }
  }
  return params.size === 0 ? '' : `?${params.toString()}`;
}

/** A panel's id of a service as a part of an address: browsers would take `..` for a way up, so such an id has a sign before it. */
export function serviceSegment(serviceId: string): string {
  return /^(?:~|\.{1,2}$)/u.test(serviceId) ? `~${serviceId}` : serviceId;
}

/** Turns a part of an address back into the id. */
export function serviceOf(segment: string): string {
  return segment.startsWith('~') ? segment.slice(1) : segment;
}
