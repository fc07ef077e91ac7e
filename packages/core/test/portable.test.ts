/** The library runs in Node, Deno, Bun and the browser: nothing but the command may lean on one of them. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const src = new URL('../src/', import.meta.url);

test('nothing that the library exports imports from Node or reads its globals', () => {
  const reached = reachedFrom('index.ts');
  expect(reached.size).toBeGreaterThan(20);
  const leaning = [...reached].filter((file) =>
    /from '(?:node:|bun|jsr:)|\b(?:process|Buffer|Deno|Bun)\./.test(codeOf(file)),
  );
  expect(leaning).toEqual([]);
});

test('the walk through the imports finds files: the command is not among them, and does lean on Node', () => {
  expect(reachedFrom('index.ts').has('cli.ts')).toBe(false);
  const command = globSync('cli/*.ts', { cwd: src });
  expect(command.some((file) => codeOf(file).includes("from 'node:"))).toBe(true);
});

function reachedFrom(start: string): Set<string> {
  const reached = new Set<string>();
  const queue = [start];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const [, path = ''] of codeOf(file).matchAll(/from '(\.{1,2}\/[^']+)'/g)) {
      queue.push(new URL(path, new URL(file, src)).href.slice(src.href.length));
    }
  }
  return reached;
}

function codeOf(file: string): string {
  return readFileSync(new URL(file, src), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
