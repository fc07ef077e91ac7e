/** One embedded database, made and migrated once for a whole test run: making it costs seconds, copying it a quarter of one. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openDatabase } from '../src/db/open.ts';
import { testConfig } from './config.ts';

declare module 'vitest' {
  interface ProvidedContext {
    embeddedTemplate: string;
  }
}

interface Project {
  provide: (name: 'embeddedTemplate', value: string) => void;
}

export default async function makeTemplate(project: Project): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'smmwatch-template-'));
  const database = await openDatabase(testConfig({ dataDir: folder }), {
    mayJoin: false,
    onDeath(error) {
      throw error;
    },
  });
  await database.close();
  project.provide('embeddedTemplate', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** What belongs to the process that made it stays behind. */
const OWN = new Set(['lock', 'owner', 'socket']);

/** The files of a database that is closed. */
export function copyDataFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (path) => !OWN.has(basename(path)) });
}
