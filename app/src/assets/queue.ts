/** Keys of the operator's queue: `j` and `k` go through it, `Enter` opens, `a` goes to approving, `r` to the reason of a rejection. */
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  if (target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
    if (event.key === 'Escape') target.blur();
    return;
  }
  const wanted = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
  if (wanted !== null) {
    event.preventDefault();
    if (wanted instanceof HTMLAnchorElement) wanted.click();
    else wanted.focus();
    return;
  }
  if (event.key !== 'j' && event.key !== 'k') return;
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-queue] tbody th a')];
  const now = links.findIndex((link) => link === document.activeElement);
  const next = now === -1 ? (event.key === 'j' ? 0 : links.length - 1) : now + (event.key === 'j' ? 1 : -1);
  links[next]?.focus();
});
