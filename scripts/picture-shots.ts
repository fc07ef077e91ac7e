/** What is photographed: the pages of each site, by the name that their pictures get. */

export interface Shot {
  name: string;
  path: string;
}

const shots = (paths: Readonly<Record<string, string>>): Shot[] =>
  Object.entries(paths).map(([name, path]) => ({ name, path }));

/** Of a site of five panels, with texts that attack the page and looks in every state. */
export const FEW = shots({
  home: '/',
  panels: '/panels',
  panel: '/panels/north-star',
  down: '/panels/closed-door',
  'no-catalog': '/panels/lost-key',
  hostile: '/panels/hostile',
  changes: '/panels/north-star/changes',
  'hostile-changes': '/panels/hostile/changes',
  diff: '/panels/north-star/diff/7d..now',
  incidents: '/panels/closed-door/incidents',
  conformance: '/panels/hostile/conformance',
  'panel-about': '/panels/hostile/about',
  service: '/panels/north-star/services/1002',
  services: '/services',
  'nothing-found': '/services?q=nobody+sells+this',
  compare: '/services/compare?ids=north-star:1002,slow-river:1003,hostile:1002&quantity=5000',
  'compare-none': '/services/compare',
  'all-changes': '/changes',
  submit: '/submit',
  'submit-ready': '/submit/draft-that-is-ready',
  'submit-failed': '/submit/draft-that-failed',
  'submit-waits': '/submit/submission-that-waits',
  standard: '/standard',
  tester: '/standard/test',
  report: '/standard/test/report-of-a-good-panel',
  'report-wrong-key': '/standard/test/report-with-a-wrong-key',
  about: '/about',
  contact: '/contact',
  status: '/status',
  'not-found': '/no/such/page',
});

/** Of one of 299: what has rows for all of them. */
export const MANY = shots({
  home: '/',
  panels: '/panels',
  'panels-by-state': '/panels?sort=state',
  'panels-filtered': '/panels?services=>=2000&p95=fast',
  panel: '/panels/many-7',
  services: '/services?q=likes&quantity=5000',
});

const inLanguage = (language: string): Shot[] =>
  shots({
    home: '',
    panels: '/panels?sort=state',
    panel: '/panels/slow-river',
    changes: '/panels/north-star/changes',
    incidents: '/panels/closed-door/incidents',
    service: '/panels/north-star/services/1002',
    services: '/services?q=likes',
    compare: '/services/compare?ids=north-star:1002,slow-river:1003',
    tester: '/standard/test',
    about: '/about',
  }).map(({ name, path }) => ({ name, path: `/${language}${path}` }));

export const ARABIC = inLanguage('ar');
export const RUSSIAN = inLanguage('ru');

export const EMPTY = shots({
  home: '/',
  panels: '/panels',
  services: '/services',
  changes: '/changes',
  status: '/status',
});

/** Where every panel is down, and where the database is away. */
export const OUTAGE = shots({
  home: '/',
  panels: '/panels',
  panel: '/panels/north-star',
  incidents: '/panels/north-star/incidents',
  services: '/services?q=followers',
  status: '/status',
});
export const NO_DATABASE = shots({ failed: '/', 'failed-arabic': '/ar' });

export const OPERATOR = shots({
  list: '/operator',
  submissions: '/operator/submissions',
  unknowns: '/operator/unknowns',
  new: '/operator/panels/new',
  remove: '/operator/panels/north-star/remove',
  panel: '/panels/closed-door',
  gallery: '/dev/gallery',
});

/** The pages of a site that runs, with the panels that it has: one that is up, and one that is not. */
export async function shotsOf(url: string): Promise<Shot[]> {
  const up = await firstPanel(`${url}/panels?state=up&sort=services&order=down`);
  const troubled = await firstPanel(`${url}/panels?sort=state`);
  const service = up === undefined ? undefined : await firstService(url + up);
  return [
    ...shots({
      home: '/',
      panels: '/panels',
      services: '/services?q=instagram+followers&sort=rate',
      changes: '/changes',
    }),
    ...(up === undefined
      ? []
      : shots({
          panel: up,
          'panel-narrowed': `${up}?platform=telegram&quantity=5000&sort=rate#services`,
          'panel-changes': `${up}/changes`,
          'panel-diff': `${up}/diff/1d..now`,
          conformance: `${up}/conformance`,
          'panel-about': `${up}/about`,
        })),
    ...(service === undefined ? [] : shots({ service })),
    ...(troubled === undefined
      ? []
      : shots({ trouble: troubled, 'trouble-incidents': `${troubled}/incidents` })),
  ];
}

async function firstPanel(directory: string): Promise<string | undefined> {
  const text = await (await fetch(directory)).text();
  return /<th scope="row"[^>]*>\s*<a href="([^"]+)"/.exec(text)?.[1];
}

async function firstService(panel: string): Promise<string | undefined> {
  const text = await (await fetch(panel)).text();
  return /href="(\/panels\/[^"/]+\/services\/[^"]+)"/.exec(text)?.[1];
}
