/** `npm run chaos` in short: a few kills, a moment without a database, a full disk. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { follow } from '../test/site-process.ts';
import type { Finding } from './auditor.ts';

const ENGINE = process.env['TEST_ENGINE'] ?? 'pglite';

test(
  'a site that is killed, starved and cut off loses nothing and doubles nothing',
  { timeout: 480_000 },
  async () => {
    const options = ['--engine', ENGINE, '--times', '4', '--seconds', '30', '--away', '3', '--json'];
    const { status, stdout, stderr } = await follow(
      spawn(
        process.execPath,
        ['--conditions=smmwatch:source', join(import.meta.dirname, 'main.ts'), ...options],
        {
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      ),
    ).ended;
    const [result]: { engine: string; findings: Finding[] }[] = JSON.parse(stdout || '[]');
    const broken = result?.findings.filter(({ held }) => !held);
    expect({ broken, stderr }).toMatchObject({ broken: [] });
    expect(result?.findings.length).toBeGreaterThan(10);
    expect(status).toBe(0);
  },
);
