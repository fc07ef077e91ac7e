/** Who does this, how, and what not. */
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { PANEL_STATES, stateMark } from '../../ui/states.ts';
import type { PanelState, Viewer } from '../queries.ts';

const MEANINGS: Record<PanelState, string> = {
  up: 'the API answers with a catalog that can be read.',
  degraded: 'the API answers, but not as it should.',
  down: 'checks end without a catalog: the reason stands beside it.',
  key_invalid:
    'the panel answers but refuses the key that we ask with. That is not downtime, and the catalog shown is the last one seen.',
  blocked: 'the panel answers, but keeps our checks out by a limit or a challenge.',
  unknown:
    'the check says nothing about the panel: the fault is ours, or its address is one that we may not connect to.',
};

export function aboutPage({ viewer, now }: { viewer: Viewer; now: Date }): Markup {
  return page(
    { title: 'About', viewer, now, section: 'about' },
    html`<div class="page-head">
        <h1>About smmwatch</h1>
        <p class="lead">
          An independent observer of SMM panels: shops that resell social-media services through an API.
        </p>
      </div>
      <div class="prose">
        <h2>What is done</h2>
        <p>
          Every listed panel is asked, again and again on its own interval, what it sells and at what price.
          Each answer is compared with the one before, and the difference is kept: new and removed services,
          rates, limits, names. Everything on this site is an answer to that question, with the time at which
          it was asked.
        </p>
        <h2>What is never done</h2>
        <p>
          Two read-only actions of a panel’s API are sent: <code>services</code>, which lists what is for
          sale, and <code>balance</code>, which shows that address and key work and names a currency. The
          amount of the balance is not kept. No order is ever placed, no rank is sold, and no link here earns
          a commission.
        </p>
        <h2>How to read it</h2>
        <ul>
          <li>
            Rates are exactly as the panel quotes them, per 1,000 unless the service is a package, in the
            panel’s own currency. Nothing is converted.
          </li>
          <li>A dash means that something is unknown. It never means zero, and never “no”.</li>
          <li>
            When most rates of a panel move by one common factor, that is one repricing, not thousands of
            changes.
          </li>
          <li>
            When more than half of a catalog vanishes at once, a second check has to confirm it before
            anything is shown as removed.
          </li>
          <li>Refill, cancel and drip-feed are what the API says. What a name promises may differ.</li>
        </ul>
        <h2>What the states mean</h2>
        <ul>
          ${PANEL_STATES.map((state) => html`<li>${stateMark(state)}: ${MEANINGS[state]}</li>`)}
        </ul>
      </div>`,
  );
}
