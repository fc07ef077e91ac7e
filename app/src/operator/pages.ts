/** The operator's pages. Everything but signing in is for the operator alone; every change is a POST that ends in a redirect. */
import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { SESSION_COOKIE, type SiteEnv } from '../http/env.ts';
import { readForm, typedText } from '../http/query.ts';
import { confirmRemoval, doubtedRemovals, holdRemoval } from '../catalogs/doubted-removals.ts';
import { addPanel, type PanelVerbDeps } from '../panels/add-panel.ts';
import { editPanel } from '../panels/edit-panel.ts';
import { checkPanelNow, pausePanel, removePanel, resumePanel } from '../panels/panel-verbs.ts';
import { panelCurrencies } from '../market/queries.ts';
import { findPanel, listPanels, type PanelRow } from '../panels/queries.ts';
import { approve, reject, REASON_CHARS_MAX } from '../submissions/decide.ts';
import { knownByAddress } from '../submissions/known-panels.ts';
import { countWaiting, findSubmissionById, nextWaiting, waitingSubmissions } from '../submissions/queries.ts';
import { unknownServices } from '../search/unknowns.ts';
import { forbiddenPage } from '../ui/error-pages.ts';
import { galleryPage } from '../ui/gallery.ts';
import { href, ROUTES } from '../urls.ts';
import { editPanelPage, newPanelPage, readValues } from './pages/panel-form.ts';
import { panelListPage } from './pages/panel-list.ts';
import { reviewOnePage, reviewPage } from './pages/review.ts';
import { linkRefusedPage, removePanelPage, signInPage } from './pages/sign-in.ts';
import { unknownsPage } from './pages/unknowns.ts';
import { redeemLink, signOut } from './sign-in.ts';

export interface OperatorDeps extends PanelVerbDeps {
  /** Whether visitors reach the site over https. */
  secureCookie: boolean;
}

type SiteContext = Context<SiteEnv>;

export function operatorRoutes(deps: OperatorDeps): Hono<SiteEnv> {
  const { db, secureCookie } = deps;
  const routes = new Hono<SiteEnv>();
  const cookie = { path: '/', httpOnly: true, sameSite: 'Lax', secure: secureCookie } as const;

  routes.get(ROUTES.signIn, (c) =>
    c.html(signInPage(typedText(c.req.query('token')), c.var.viewer, new Date())),
  );

  routes.post(ROUTES.signIn, async (c) => {
    const { token = '' } = await readForm(c);
    const session = await redeemLink({ db }, token);
    if (session === undefined) return c.html(linkRefusedPage(c.var.viewer, new Date()), 403);
    setCookie(c, SESSION_COOKIE, session.sessionToken, { ...cookie, expires: session.expiresAt });
    return c.redirect(href('operator'), 303);
  });

  const forOperator = async (c: SiteContext, next: () => Promise<void>): Promise<Response | undefined> => {
    if (c.var.viewer !== 'operator')
      return c.html(forbiddenPage({ reader: c.var.reader, viewer: c.var.viewer }), 403);
    await next();
    return undefined;
  };
  routes.use(ROUTES.operator, forOperator);
  routes.use(`${ROUTES.operator}/*`, forOperator);
  routes.use(ROUTES.gallery, forOperator);

  routes.get(ROUTES.gallery, (c) => c.html(galleryPage(c.var.reader, new Date())));

  routes.post(ROUTES.signOut, async (c) => {
    const token = getCookie(c, SESSION_COOKIE);
    if (token !== undefined) await signOut({ db }, token);
    deleteCookie(c, SESSION_COOKIE, cookie);
    return c.redirect(c.var.reader.href('home'), 303);
  });

  routes.get(ROUTES.operator, async (c) =>
    c.html(
      panelListPage({
        panels: await listPanels(db, 'operator'),
        doubted: await doubtedRemovals({ db }),
        submissions: await countWaiting(db),
        now: new Date(),
      }),
    ),
  );

  routes.get(ROUTES.unknowns, async (c) => c.html(unknownsPage(await unknownServices(db), new Date())));

  routes.get(ROUTES.review, async (c) =>
    c.html(reviewPage(await waitingSubmissions(db), await countWaiting(db), new Date())),
  );

  const reviewed = async (c: SiteContext, said: { reason?: string; trouble?: string } = {}) => {
    const submission = await findSubmissionById(db, numberOf(c));
    if (submission === undefined) return undefined;
    const known = await knownByAddress(db, submission.apiUrl, submission.submissionId);
    return reviewOnePage({ submission, known, now: new Date(), ...said });
  };

  routes.get(ROUTES.reviewOne, async (c) => {
    const page = await reviewed(c);
    return page === undefined ? await c.notFound() : c.html(page);
  });

  /** On to the next one that waits. */
  const onwards = async (c: SiteContext): Promise<Response> => {
    const next = await nextWaiting(db, numberOf(c));
    const to = next === undefined ? href('review') : href('reviewOne', { submission: String(next) });
    return c.redirect(to, 303);
  };

  routes.post(ROUTES.approve, async (c) => {
    const approved = await approve(deps, numberOf(c));
    if (approved.ok) return await onwards(c);
    const trouble =
      approved.why === 'known'
        ? 'A panel with this API is watched already. Reject this one, and say so.'
        : 'This was decided already.';
    const page = await reviewed(c, { trouble });
    return page === undefined ? await c.notFound() : c.html(page, 409);
  });

  routes.post(ROUTES.reject, async (c) => {
    const reason = ((await readForm(c))['reason'] ?? '').trim();
    const isReadable = reason !== '' && reason.length <= REASON_CHARS_MAX;
    if (isReadable && (await reject(deps, numberOf(c), reason))) return await onwards(c);
    const trouble = isReadable
      ? 'This was decided already.'
      : `Give a reason of at most ${REASON_CHARS_MAX} characters: the submitter reads it.`;
    const page = await reviewed(c, { trouble, reason });
    return page === undefined ? await c.notFound() : c.html(page, isReadable ? 409 : 422);
  });

  routes.get(ROUTES.newPanel, (c) => c.html(newPanelPage(new Date())));

  routes.post(ROUTES.newPanel, async (c) => {
    const form = await readForm(c);
    const saved = await addPanel(deps, form);
    if (!saved.ok) return c.html(newPanelPage(new Date(), readValues(form), saved.errors), 422);
    return c.redirect(c.var.reader.href('panel', { panel: saved.slug }), 303);
  });

  const judgedCurrency = async ({ panelId }: PanelRow) => (await panelCurrencies(db, [panelId])).get(panelId);

  routes.get(ROUTES.editPanel, async (c) => {
    const panel = await findPanel(db, slugOf(c), 'operator');
    if (panel === undefined) return await c.notFound();
    return c.html(editPanelPage(panel, await judgedCurrency(panel), new Date()));
  });

  routes.post(ROUTES.editPanel, async (c) => {
    const panel = await findPanel(db, slugOf(c), 'operator');
    if (panel === undefined) return await c.notFound();
    const form = await readForm(c);
    const saved = await editPanel(deps, panel.slug, form);
    if (!saved.ok) {
      const judged = await judgedCurrency(panel);
      return c.html(editPanelPage(panel, judged, new Date(), readValues(form), saved.errors), 422);
    }
    return c.redirect(c.var.reader.href('panel', { panel: saved.slug }), 303);
  });

  routes.get(ROUTES.removePanel, async (c) => {
    const panel = await findPanel(db, slugOf(c), 'operator');
    return panel === undefined ? await c.notFound() : c.html(removePanelPage(panel, new Date()));
  });

  const verbs = [
    [ROUTES.removePanel, removePanel],
    [ROUTES.pausePanel, pausePanel],
    [ROUTES.resumePanel, resumePanel],
    [ROUTES.checkPanel, checkPanelNow],
  ] as const;
  for (const [route, verb] of verbs) {
    routes.post(route, async (c) => {
      const panel = slugOf(c);
      const { from } = await readForm(c);
      if (!(await verb({ db }, panel))) return await c.notFound();
      const back =
        from === 'panel' && verb !== removePanel ? c.var.reader.href('panel', { panel }) : href('operator');
      return c.redirect(back, 303);
    });
  }

  for (const [route, decide] of [
    [ROUTES.confirmRemoval, confirmRemoval],
    [ROUTES.holdRemoval, holdRemoval],
  ] as const) {
    routes.post(route, async (c) => {
      const panel = slugOf(c);
      const { from } = await readForm(c);
      if ((await findPanel(db, panel, 'operator')) === undefined) return await c.notFound();
      // Nothing waits any more when a check has settled it meanwhile: the page to come back to shows that.
      await decide({ db }, panel);
      return c.redirect(from === 'panel' ? c.var.reader.href('panel', { panel }) : href('operator'), 303);
    });
  }

  return routes;
}

/** Of a submission; what is no number is nobody's. */
function numberOf(c: SiteContext): number {
  const text = c.req.param('submission') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

function slugOf(c: SiteContext): string {
  return typedText(c.req.param('panel'));
}
