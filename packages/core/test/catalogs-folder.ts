/** Where real catalogs are, for the tests that read them. They are no part of the repository, and may be absent. */
import { resolve } from 'node:path';

export const CATALOGS_FOLDER =
  process.env['SMMWATCH_CATALOGS'] ?? resolve(import.meta.dirname, '../../../../shared/catalogs');
