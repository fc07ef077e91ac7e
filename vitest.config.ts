import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['smmwatch:source', 'node'] },
  ssr: { resolve: { conditions: ['smmwatch:source', 'node'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'app/**/*.test.ts',
      'demo/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 20_000,
  },
});
