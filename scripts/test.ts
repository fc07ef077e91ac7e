/** All tests (`npm test`); arguments narrow them as Vitest takes them. The last line counts: `N passed, N failed`. */
import { printTally, runTests } from './tally.ts';

const tally = await runTests(process.argv.slice(2));
printTally(tally);
process.exitCode = tally.failed === 0 ? 0 : 1;
