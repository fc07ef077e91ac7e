/**
 * What the browser adds to pages that are complete without it: `/` goes to the search and `Ctrl K` to the palette, results follow
 * the typing, arrows go from row to row, times stay true as they pass, and a page that waits for a check shows it.
 */
import { elapsedIn, timeTag } from '../i18n/elapsed.ts';

/** The palette is fetched when it is first asked for. */
document.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
    return;
  const template = document.querySelector<HTMLTemplateElement>('template[data-palette]');
  if (template === null) return;
  event.preventDefault();
  void import(template.dataset['palette'] ?? '').then(({ openPalette }) => openPalette(template));
});

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const search = document.querySelector<HTMLInputElement>('input[type=search]');
  if (search === null) return;
  event.preventDefault();
  search.focus();
  search.select();
});

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName))
  );
}

const LANGUAGE = document.documentElement.lang;
const EXACT = new Intl.DateTimeFormat(timeTag(LANGUAGE), { dateStyle: 'full', timeStyle: 'long' });
const { distance, span } = elapsedIn(LANGUAGE);

/** A visitor's clock may be wrong: what counts is how long ago the server said `now`, measured from when the page came. */
const madeAt = Date.parse(document.documentElement.dataset['now'] ?? '') || Date.now();
const cameAt = performance.now();

function refresh(): void {
  const now = madeAt + performance.now() - cameAt;
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-ago]')) {
    const words = distance(Math.round((now - Date.parse(element.dateTime)) / 1000));
    if (element.textContent !== words) element.textContent = words;
  }
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-lasting]')) {
    const words = span(Math.max(0, (now - Date.parse(element.dateTime)) / 1000));
    if (element.textContent !== words) element.textContent = words;
  }
}

for (const element of document.querySelectorAll<HTMLTimeElement>('time[title]')) {
  const at = new Date(element.dateTime);
  if (!Number.isNaN(at.getTime())) element.title = EXACT.format(at);
}
setInterval(refresh, 10_000);
document.addEventListener('visibilitychange', () => document.hidden || refresh());

/** A page that waits for a check looks again until there is nothing to wait for, and leaves readers alone meanwhile. */
function watch(): void {
  const main = document.querySelector<HTMLElement>('main[data-live]');
  if (main === null) return;
  const again = Number(main.dataset['live']) * 1000;
  setTimeout(() => {
    if (document.hidden || main.contains(document.activeElement)) watch();
    else void lookAgain(main).finally(watch);
  }, again);
}

async function lookAgain(main: HTMLElement): Promise<void> {
  const reply = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined);
  if (reply?.ok !== true) return;
  const later = new DOMParser().parseFromString(await reply.text(), 'text/html').querySelector('main');
  if (later !== null) main.replaceWith(later);
}

watch();

/** A look that is under way: the list follows it, and the page is made anew when it has ended. */
function follow(list: HTMLElement): void {
  const source = new EventSource(list.dataset['follow'] ?? '');
  let shown = list;
  source.addEventListener('stages', ({ data }) => {
    const later = new DOMParser()
      .parseFromString(String(data), 'text/html')
      .querySelector<HTMLElement>('.stages');
    if (later === null) return;
    shown.replaceWith(later);
    shown = later;
    say(later.dataset['said'] ?? '');
  });
  source.addEventListener('end', () => {
    source.close();
    location.reload();
  });
  source.addEventListener('error', () => {
    // Refused for good, by whatever is in between: the page itself still tells.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000);
  });
}

for (const own of document.querySelectorAll<HTMLInputElement>('input[data-select]'))
  own.value = new URL(own.value, location.href).href;

document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLInputElement && target.dataset['select'] !== undefined) target.select();
});

/** Long enough that a word is not searched letter by letter, short enough to be felt as at once. */
const TYPING_PAUSE_MS = 250;

let typing = new AbortController();

document.addEventListener('input', (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
  const { form } = field;
  if (form?.dataset['findsHere'] === undefined) return;
  if (event instanceof InputEvent && event.isComposing) return;
  typing.abort();
  typing = new AbortController();
  const { signal } = typing;
  const isTyped = field instanceof HTMLInputElement && ['text', 'search', 'number'].includes(field.type);
  setTimeout(
    () => {
      if (!signal.aborted) void find(form, signal);
    },
    isTyped ? TYPING_PAUSE_MS : 0,
  );
});

async function find(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const address = addressOf(form);
  const found = document.querySelector('[data-results=found]');
  found?.setAttribute('aria-busy', 'true');
  try {
    // What fails here is found by pressing Enter: the form itself still works.
    const reply = await fetch(address, { signal }).catch(() => undefined);
    if (reply?.ok !== true) return;
    const text = await reply.text().catch(() => undefined);
    if (text === undefined || signal.aborted) return;
    const later = new DOMParser().parseFromString(text, 'text/html');
    history.replaceState(null, '', address);
    document.title = later.title;
    showFound(later);
  } finally {
    if (!signal.aborted) document.querySelector('[data-results=found]')?.removeAttribute('aria-busy');
  }
}

/** What the page's address says, with what this form says of it now; a new question starts from the first page. */
function addressOf(form: HTMLFormElement): URL {
  const fields = [...form.elements].filter(
    (it) => (it instanceof HTMLInputElement && it.type !== 'hidden') || it instanceof HTMLSelectElement,
  );
  const names = new Set(fields.map((field) => ('name' in field ? String(field.name) : '')));
  const asked = new URLSearchParams();
  const typed = new FormData(form);
  for (const name of names) {
    if (name === '') continue;
    const values = typed
      .getAll(name)
      .flatMap((value) => (typeof value === 'string' && value !== '' ? [value] : []));
    if (name === 'cols') asked.set(name, values.join(','));
    else for (const value of values) asked.append(name, value);
  }
  for (const [name, value] of new URLSearchParams(location.search))
    if (!names.has(name) && name !== 'after') asked.append(name, value);
  const address = new URL(form.action);
  address.search = asked.toString().replace(/%(2C|3A|40|21|3F|2F)/g, (sign) => decodeURIComponent(sign));
  return address;
}

/** What somebody is typing in stays as it is, and only the parts around it are replaced. */
function showFound(later: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-results]')) {
    const found = later.querySelector<HTMLElement>(
      `[data-results="${CSS.escape(part.dataset['results'] ?? '')}"]`,
    );
    if (found === null || !part.isConnected) continue;
    const isTypedIn = part.contains(document.activeElement) && part.querySelector('[data-results]') !== null;
    const isChosenIn = part.tagName === 'FIELDSET' && part.contains(document.activeElement);
    if (isTypedIn || isChosenIn) part.querySelectorAll('.n').forEach((n, index) => recount(n, found, index));
    else part.replaceWith(found);
    if (found.dataset['said'] !== undefined) say(found.dataset['said']);
  }
  document.dispatchEvent(new Event('smmwatch:found'));
}

/** Of a list of choices that somebody is in, only the counts follow. */
function recount(n: Element, found: HTMLElement, index: number): void {
  const later = found.querySelectorAll('.n')[index];
  if (later !== undefined) n.textContent = later.textContent;
}

const status = document.createElement('p');
status.className = 'sr';
status.setAttribute('role', 'status');
document.querySelector('main')?.before(status);

function say(words: string): void {
  status.textContent = words;
}

document.querySelectorAll<HTMLElement>('[data-follow]').forEach(follow);

document.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const row = event.target instanceof Element ? event.target.closest('tbody tr') : null;
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  const link = next?.querySelector('a');
  if (link === null || link === undefined) return;
  event.preventDefault();
  link.focus();
});
