/** Settings as a test wants them: the defaults, and what it names. */
import { readConfig, type Config } from '../src/config.ts';

export function testConfig(changes: Partial<Config>): Config {
  return {
    ...readConfig({}),
    allowAddresses: ['127.0.0.1'],
    visitorAllowAddresses: ['127.0.0.1'],
    logLevel: 'silent',
    exchangeRatesUrl: undefined,
    ...changes,
  };
}
