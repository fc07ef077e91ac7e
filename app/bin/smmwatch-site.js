#!/usr/bin/env -S node --conditions=smmwatch:source --disable-warning=ExperimentalWarning
// The watch site's executable; `smmwatch` hands it every command that it does not know itself.
import { run } from '../main.ts';

await run(process.argv.slice(2));
