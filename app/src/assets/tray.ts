/** What is selected to be compared goes along from page to page, for as long as the window is open. */

interface Selected {
  id: string;
  name: string;
}

const KEY = 'smmwatch:compare';
const tray = document.querySelector<HTMLFormElement>('form.tray');
if (tray !== null) keep(tray);

function keep(tray: HTMLFormElement): void {
  const max = Number(tray.dataset['max']);
  const list = tray.querySelector('ul');
  const link = document.createElement('a');
  const button = tray.querySelector('button');
  link.className = 'button primary';
  link.textContent = button?.textContent ?? '';
  button?.replaceWith(link);
  const clear = document.createElement('button');
  clear.type = 'button';
  clear.className = 'link';
  clear.textContent = tray.dataset['clear'] ?? '';
  clear.addEventListener('click', () => write([]));
  tray.append(clear);

  // A page that compares says what it compares: then that is what is selected.
  if (tray.dataset['shown'] !== undefined) store(read(tray.dataset['shown']));

  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.form !== tray || target.type !== 'checkbox') return;
    const rest = selected().filter(({ id }) => id !== target.value);
    const added = { id: target.value, name: target.dataset['name'] ?? target.value };
    write(target.checked ? [...rest, added].slice(0, max) : rest);
  });
  document.addEventListener('smmwatch:found', show);
  window.addEventListener('pageshow', show);
  show();

  function write(items: Selected[]): void {
    store(items);
    show();
  }

  function show(): void {
    const items = selected();
    const isFull = items.length >= max;
    for (const box of document.querySelectorAll<HTMLInputElement>(
      `input[form="${tray.id}"][type=checkbox]`,
    )) {
      box.checked = items.some(({ id }) => id === box.value);
      box.disabled = isFull && !box.checked;
    }
    tray.classList.toggle('has', items.length > 0);
    tray.classList.toggle('full', isFull);
    list?.replaceChildren(...items.map(line));
    const query = new URLSearchParams(
      [...new FormData(tray)].flatMap(([name, value]) =>
        name === 'ids' || typeof value !== 'string' ? [] : [[name, value]],
      ),
    );
    const ids = items.map(({ id }) => id);
    if (ids.some((id) => id.includes(','))) for (const id of ids) query.append('ids', id);
    else query.set('ids', ids.join(','));
    link.href = `${tray.action}?${query.toString().replace(/%(2C|3A)/g, (sign) => decodeURIComponent(sign))}`;
  }

  function line({ id, name }: Selected): HTMLLIElement {
    const item = document.createElement('li');
    const words = document.createElement('span');
    words.dir = 'auto';
    words.textContent = name;
    words.title = name;
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.textContent = '×';
    remove.setAttribute('aria-label', (tray.dataset['remove'] ?? '').replace('{name}', name));
    remove.addEventListener('click', () => {
      write(selected().filter((it) => it.id !== id));
      // The button is gone: whoever pressed it with the keyboard goes on from the next one.
      (
        tray.querySelector<HTMLElement>('li button') ?? document.querySelector<HTMLElement>('.pick input')
      )?.focus();
    });
    item.append(words, remove);
    return item;
  }
}

function selected(): Selected[] {
  try {
    return read(sessionStorage.getItem(KEY) ?? '[]');
  } catch {
    // A browser that keeps nothing for us: what is ticked on the page is all there is.
    return [];
  }
}

function store(items: Selected[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(items));
  } catch {
    // As above.
  }
}

function read(text: string): Selected[] {
  const items: unknown = JSON.parse(text);
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown) =>
    typeof item === 'object' && item !== null && 'id' in item && 'name' in item
      ? [{ id: String(item.id), name: String(item.name) }]
      : [],
  );
}
