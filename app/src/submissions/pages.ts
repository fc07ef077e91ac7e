/**
 * The standard, the tester and the way in. Private pages are found by the token in their address alone, are kept by no cache and
 * tell nobody where they are; every change is a POST that ends in a redirect.
 */
import { Hono, type Context } from 'hono';
import type { SiteEnv } from '../http/env.ts';
import { readForm, typedText } from '../http/query.ts';
import type { Config } from '../config.ts';
import { ROUTES } from '../urls.ts';
import { followLook } from './follow.ts';
import { findReport, findSubmission, type SubmissionRow } from './queries.ts';
import { emptyForm, limitBanner, typedForm, type FormState } from './pages/parts.ts';
import { standardPage } from './pages/standard.ts';
import { knownBanner, noSubmissionPage, submissionPage, submitPage } from './pages/submission.ts';
import { noReportPage, reportPage, testerPage } from './pages/tester.ts';
import { submitWords } from './pages/submit.words.ts';
import {
  agree,
  askForReport,
  beginSubmission,
  lookAgain,
  withdraw,
  type Refused,
  type SubmitDeps,
  type Visitor,
} from './submit.ts';
import { visitorOf } from './visitor.ts';
import type { Log } from '../log.ts';
import { html, type Markup } from '../ui/markup.ts';

type SiteContext = Context<SiteEnv>;

export interface SubmissionDeps extends SubmitDeps {
  log: Log;
  config: Pick<Config, 'trustedProxies' | 'checkIntervalSeconds' | 'checkIntervalLeastSeconds'>;
}

export function submissionRoutes(deps: SubmissionDeps): Hono<SiteEnv> {
  const { db, vault, config, log } = deps;
  const routes = new Hono<SiteEnv>();
  const intervalSeconds = Math.max(config.checkIntervalSeconds, config.checkIntervalLeastSeconds);

  const seenBy = (c: SiteContext) => ({ reader: c.var.reader, viewer: c.var.viewer, now: new Date() });
  const visitor = (c: SiteContext): Visitor => ({
    hash: vault.blind(visitorOf(c, config.trustedProxies)),
    isOperator: c.var.viewer === 'operator',
  });
  const asked = (c: SiteContext): FormState => emptyForm({ apiUrl: typedText(c.req.query('apiUrl')) });

  routes.get(ROUTES.standard, (c) => c.html(standardPage(seenBy(c))));

  routes.get(ROUTES.tester, (c) => c.html(testerPage(seenBy(c), asked(c))));

  routes.post(ROUTES.tester, async (c) => {
    const form = await readForm(c);
    const begun = await askForReport(deps, form, visitor(c));
    if (begun.ok) return c.redirect(c.var.reader.href('testReport', { report: begun.token }), 303);
    return refused(c, begun, form, (state, trouble) => testerPage(seenBy(c), state, trouble));
  });

  routes.get(ROUTES.testReport, async (c) => {
    keepPrivate(c);
    const token = c.req.param('report');
    const look = await findReport(db, token);
    if (look === undefined) return c.html(noReportPage(seenBy(c)), 404);
    if (c.req.query('format') === 'json')
      return look.report === null
        ? c.json({ error: 'The look has no report yet.' }, 404)
        : c.json(look.report);
    return c.html(reportPage(seenBy(c), look, token));
  });

  routes.get(ROUTES.followTest, async (c) => {
    const find = async () => await findReport(db, c.req.param('report'));
    if ((await find()) === undefined) return await c.notFound();
    return followLook(c, log, find);
  });

  routes.get(ROUTES.submit, (c) => c.html(submitPage(seenBy(c), asked(c))));

  routes.post(ROUTES.submit, async (c) => {
    const form = await readForm(c);
    const begun = await beginSubmission(deps, form, visitor(c));
    if (begun.ok) return c.redirect(c.var.reader.href('submission', { submission: begun.token }), 303);
    return refused(c, begun, form, (state, trouble) => submitPage(seenBy(c), state, trouble));
  });

  const shown = (c: SiteContext, submission: SubmissionRow, form?: FormState, trouble?: Markup): Markup => {
    const { name, websiteUrl, apiUrl } = submission;
    const stored = emptyForm({ name, websiteUrl: websiteUrl ?? '', apiUrl });
    const token = tokenOf(c);
    return submissionPage(seenBy(c), { submission, token, form: form ?? stored, intervalSeconds, trouble });
  };

  routes.get(ROUTES.submission, async (c) => {
    keepPrivate(c);
    const submission = await findSubmission(db, tokenOf(c));
    if (submission === undefined) return c.html(noSubmissionPage(seenBy(c)), 404);
    return c.html(shown(c, submission));
  });

  routes.get(ROUTES.followSubmission, async (c) => {
    const find = async () => (await findSubmission(db, tokenOf(c)))?.look;
    if ((await find()) === undefined) return await c.notFound();
    return followLook(c, log, find);
  });

  routes.post(ROUTES.lookAgain, async (c) => {
    keepPrivate(c);
    const form = await readForm(c);
    const token = tokenOf(c);
    const begun = await lookAgain(deps, token, form, visitor(c));
    if (begun.ok) return c.redirect(c.var.reader.href('submission', { submission: token }), 303);
    const submission = await findSubmission(db, token);
    if (begun.why === 'gone' || submission === undefined) return c.html(noSubmissionPage(seenBy(c)), 404);
    return refused(c, begun, form, (state, trouble) => shown(c, submission, state, trouble));
  });

  routes.post(ROUTES.agree, async (c) => {
    keepPrivate(c);
    const { agree: ticked } = await readForm(c);
    const token = tokenOf(c);
    const submission = await findSubmission(db, token);
    if (submission === undefined) return c.html(noSubmissionPage(seenBy(c)), 404);
    const { say } = c.var.reader;
    if (ticked !== 'yes')
      return c.html(shown(c, submission, undefined, banner(say(submitWords.agreeMissing))), 422);
    const agreed = await agree(deps, token);
    if (agreed === 'not_seen' || agreed === 'known') {
      const said = agreed === 'known' ? submitWords.knownPending : submitWords.notSeen;
      return c.html(shown(c, submission, undefined, banner(say(said))), 409);
    }
    // Sent twice, it waits already: as the page says.
    return c.redirect(c.var.reader.href('submission', { submission: token }), 303);
  });

  routes.post(ROUTES.withdraw, async (c) => {
    keepPrivate(c);
    const isWithdrawn = await withdraw(deps, tokenOf(c));
    return c.html(noSubmissionPage(seenBy(c), isWithdrawn), isWithdrawn ? 200 : 404);
  });

  return routes;
}

/** What was wrong goes back with the form; a limit says when to come again. */
function refused(
  c: SiteContext,
  why: Refused,
  form: Record<string, string>,
  made: (state: FormState, trouble?: Markup) => Markup,
): Response | Promise<Response> {
  const { reader } = c.var;
  if (why.why === 'mistakes') return c.html(made(typedForm(form, why.mistakes)), 422);
  if (why.why === 'known') return c.html(made(typedForm(form, {}), knownBanner(reader, why.known)), 409);
  c.header('retry-after', String(why.limit.seconds));
  return c.html(made(typedForm(form, {}), limitBanner(reader, why.limit)), 429);
}

function tokenOf(c: SiteContext): string {
  return c.req.param('submission') ?? '';
}

/** What opens with its address alone is kept by nobody. The site's referrer policy keeps the address from other sites. */
function keepPrivate(c: SiteContext): void {
  c.header('cache-control', 'private, no-store');
  // A report as JSON has no room for the word that a page has.
  c.header('x-robots-tag', 'noindex, nofollow');
}

function banner(said: string): Markup {
  return html`<p class="banner bad" role="alert">${said}</p>`;
}
