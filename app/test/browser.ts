/** One Chromium, out of its npm package, and axe in it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { z } from 'zod';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function openBrowser(): Promise<Browser> {
  return await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Not the package's own list: it turns off the very protections that are tested here.
    args: ['--no-sandbox', '--disable-gpu'],
  });
}

const EVERY_RULE = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page as it is now: a line a rule. */
export async function violations(page: Page, rules = EVERY_RULE): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(`
    axe.run({ runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
      violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary].join(' ')))`);
  return z.array(z.string()).parse(found);
}
