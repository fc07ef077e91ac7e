/** The few pages that people, and sometimes watchers, get to see of a panel. */

export function homePage(name: string, motto = 'Services for social media'): string {
  return page(
    name,
    `<h1>${name}</h1><p>${motto}.</p><p>API: <code>POST /api/v2</code> with <code>key</code> and <code>action</code>.</p><p>This shop is invented: it is part of the smmwatch demo.</p>`,
  );
}

/** What a shop's router answers where it knows no better, API or not. */
export function shopPage(name: string): string {
  return page(
    `${name} - Sign in`,
    `<h1>${name}</h1><form method="post"><label>Username <input name="username"></label> <label>Password <input name="password" type="password"></label> <button>Sign in</button></form>`,
  );
}

export function maintenancePage(name: string): string {
  return page('Maintenance', `<h1>${name} is under maintenance</h1><p>We will be back soon.</p>`);
}

export function challengePage(): string {
  return page(
    'Just a moment...',
    '<h1>Checking your browser</h1><p>Enable JavaScript and cookies to continue.</p><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
  );
}

export function errorPage(status: number): string {
  return `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center><hr><center>nginx</center></body></html>`;
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body>${body}</body></html>`;
}
