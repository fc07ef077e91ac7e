import { array, assert, property, record, string, stringMatching } from 'fast-check';
import { expect, test } from 'vitest';
import { readIds, writeIds } from './ids.ts';

test('ids are read from one list or from several parameters, each once', () => {
  const two = [
    { panel: 'a', serviceId: '1' },
    { panel: 'b', serviceId: '2:x' },
  ];
  expect(readIds(['a:1,b:2:x,a:1'])).toEqual(two);
  expect(readIds(['a:1', 'b:2:x'])).toEqual(two);
  expect(readIds(['a:1, nonsense'])).toEqual([{ panel: 'a', serviceId: '1, nonsense' }]);
  expect(readIds(['', ':', 'a:', ':1'])).toEqual([]);
  expect(readIds([])).toEqual([]);
});

test('whatever a panel calls its services, an address brings them back', () => {
  const key = record({
    panel: stringMatching(/^[a-z0-9-]{1,20}$/),
    serviceId: string({ minLength: 1 }).filter((id) => id.trim() === id && id !== ''),
  });
  assert(
    property(array(key, { maxLength: 6 }), (keys) => {
      const unique = [...new Map(keys.map((it) => [`${it.panel}:${it.serviceId}`, it])).values()];
      const written = [writeIds(unique)].flat();
      const isAlone = unique.length === 1 && /,[^,]*:/.test(unique[0]?.serviceId ?? '');
      expect(isAlone ? unique : readIds(written)).toEqual(unique);
    }),
  );
});
