/** Stored catalogs as panels: each file of a folder, and each folder in it with its files as successive moments. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { storedContent, type Content } from './content.ts';

export interface StoredPanel {
  name: string;
  moments: number;
  content: Content;
}

/** Something about the folder that its owner can put right. */
export class StoredCatalogsError extends Error {}

export function readStoredPanels(folder: string, tell: (line: string) => void = () => {}): StoredPanel[] {
  const panels: StoredPanel[] = [];
  for (const entry of list(folder)) {
    const path = join(folder, entry);
    if (!statSync(path).isDirectory()) {
      if (isCatalog(entry)) panels.push(read(basename(entry, '.json'), [path]));
      else tell(`skipped ${path}: not a .json file`);
      continue;
    }
    const files = list(path).filter((file) => {
      const usable = isCatalog(file) && statSync(join(path, file)).isFile();
      if (!usable) tell(`skipped ${join(path, file)}: not a .json file`);
      return usable;
    });
    const [first, ...rest] = files.map((file) => join(path, file));
    if (first === undefined) tell(`skipped ${path}: no .json file in it`);
    else panels.push(read(entry, [first, ...rest]));
  }
  if (panels.length === 0)
    throw new StoredCatalogsError(`${folder} holds no catalog: no .json file in it or one folder below`);
  return panels;
}

function read(name: string, [first, ...rest]: readonly [string, ...string[]]): StoredPanel {
  return {
    name,
    moments: 1 + rest.length,
    content: storedContent([readFileSync(first), ...rest.map((file) => readFileSync(file))]),
  };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const reason =
      code === 'ENOENT' ? 'there is no such folder' : code === 'ENOTDIR' ? 'it is not a folder' : code;
    throw new StoredCatalogsError(`cannot read catalogs from ${folder}: ${reason}`, { cause: error });
  }
}

function isCatalog(file: string): boolean {
  return file.toLowerCase().endsWith('.json');
}
