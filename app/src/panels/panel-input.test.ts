import { describe, expect, it } from 'vitest';
import { readPanelInput } from './panel-input.ts';

const LIMITS = { allowAddresses: ['127.0.0.1'], checkIntervalSeconds: 900, checkIntervalLeastSeconds: 60 };
const read = (apiUrl: string) => readPanelInput({ name: 'A shop', apiUrl }, LIMITS);

describe('the API address of a panel', () => {
  it.each([
    'http://10.0.0.1/api',
    'http://169.254.169.254/latest',
    'http://[::1]/api',
    'http://134744072/',
    'http://shop.example:25/api',
  ])('is refused where we may not connect: %s', (apiUrl) => {
    const result = read(apiUrl);
    expect(result.ok ? undefined : result.errors.apiUrl).toMatch(/\S/);
  });

  it('says which setting lets a private address be asked', () => {
    const result = read('http://10.0.0.1/api');
    expect(result.ok ? undefined : result.errors.apiUrl).toContain('ALLOW_ADDRESSES');
  });

  it.each(['https://shop.example/api/v2', 'http://127.0.0.1:4000/api/v2'])(
    'is accepted where we may: %s',
    (apiUrl) => {
      expect(read(apiUrl)).toMatchObject({ ok: true, input: { apiUrl } });
    },
  );
});
