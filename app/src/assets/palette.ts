/** `Ctrl K`: go to any page, panel or service by typing a part of its name. A native dialog, closed by Escape. */

interface Item {
  href: string;
  text: string;
  hint: string;
}

let dialog: HTMLDialogElement | undefined;

export function openPalette(template: HTMLTemplateElement): void {
  dialog ??= make(template);
  if (!dialog.open) dialog.showModal();
  const input = dialog.querySelector('input');
  input?.select();
  input?.dispatchEvent(new Event('input'));
}

const TYPING_PAUSE_MS = 120;

function make(template: HTMLTemplateElement): HTMLDialogElement {
  document.body.append(template.content.cloneNode(true));
  const made = document.querySelector<HTMLDialogElement>('dialog.palette');
  const input = made?.querySelector('input');
  const list = made?.querySelector('[role=listbox]');
  if (made === null || input === null || input === undefined || list === null || list === undefined)
    throw new Error('the page has no palette');
  const nothing = list.getAttribute('data-nothing') ?? '';
  const said = made.querySelector('[role=status]');
  let items: Item[] = [];
  let at = 0;
  let typing = new AbortController();

  input.addEventListener('input', () => {
    typing.abort();
    typing = new AbortController();
    const { signal } = typing;
    setTimeout(() => {
      if (!signal.aborted) void look(signal);
    }, TYPING_PAUSE_MS);
  });
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      choose((at + step + items.length) % items.length);
    }
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      go(event.ctrlKey || event.metaKey);
    }
  });
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    if (option === null) return;
    at = [...list.children].indexOf(option);
    go(event instanceof MouseEvent && (event.ctrlKey || event.metaKey));
  });
  // A click beside it closes it.
  made.addEventListener('click', (event) => {
    if (event.target === made) made.close();
  });
  return made;

  async function look(signal: AbortSignal): Promise<void> {
    const address = `${template.dataset['find'] ?? ''}?q=${encodeURIComponent(input?.value ?? '')}`;
    const reply = await fetch(address, { signal, headers: { accept: 'application/json' } }).catch(
      () => undefined,
    );
    if (reply?.ok !== true) return;
    const found: unknown = await reply.json().catch(() => undefined);
    if (signal.aborted || !isFound(found)) return;
    items = found.items;
    list?.replaceChildren(...items.map(option));
    input?.setAttribute('aria-expanded', String(items.length > 0));
    if (said !== null && said !== undefined) said.textContent = items.length === 0 ? nothing : '';
    choose(0);
  }

  function option({ text, hint }: Item, index: number): HTMLLIElement {
    const line = document.createElement('li');
    line.id = `palette-${index}`;
    line.setAttribute('role', 'option');
    const words = document.createElement('span');
    words.dir = 'auto';
    words.textContent = text;
    const quiet = document.createElement('span');
    quiet.dir = 'auto';
    quiet.textContent = hint;
    line.append(words, quiet);
    return line;
  }

  function choose(index: number): void {
    at = index;
    [...(list?.children ?? [])].forEach((option, position) =>
      option.setAttribute('aria-selected', String(position === at)),
    );
    const chosen = list?.children[at];
    chosen?.scrollIntoView({ block: 'nearest' });
    if (chosen === undefined) input?.removeAttribute('aria-activedescendant');
    else input?.setAttribute('aria-activedescendant', chosen.id);
  }

  function go(inNewWindow: boolean): void {
    const item = items[at];
    if (item === undefined) return;
    if (inNewWindow) window.open(item.href, '_blank', 'noopener');
    else location.assign(item.href);
  }
}

function isFound(found: unknown): found is { items: Item[] } {
  return typeof found === 'object' && found !== null && 'items' in found && Array.isArray(found.items);
}
