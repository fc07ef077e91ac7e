import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**'];
const databaseTests = 'app/**/*.db.test.ts';
const conditions = ['smmwatch:source', 'node'];
/** What is waited for comes within moments; on a busy machine a moment is long. */
const expect = { poll: { timeout: 30_000 } };
/** The limits end what hangs; a slow machine is no failure. */
const common = { exclude, expect, testTimeout: 120_000, hookTimeout: 240_000 };

/**
 * Tests of the database run twice: on the embedded engine and on a real PostgreSQL server. Their files share the modules of their
 * worker: loading the application anew for each cost half of the time. What a module keeps is keyed by its database, or the same
 * for all.
 */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Left to itself Vitest keeps one core free, which on a machine with two is half of it: the whole took 26 minutes there.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        extends: true,
        test: {
          ...common,
          name: 'unit',
          include: ['{packages,app,demo,scripts}/**/*.test.ts'],
          exclude: [...exclude, databaseTests],
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: 'pglite',
          isolate: false,
          include: [databaseTests],
          env: { TEST_ENGINE: 'pglite' },
          globalSetup: ['app/test/embedded-template.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: 'postgres',
          isolate: false,
          include: [databaseTests],
          env: { TEST_ENGINE: 'postgres' },
          globalSetup: ['app/test/postgres-server.ts'],
        },
      },
    ],
  },
});
