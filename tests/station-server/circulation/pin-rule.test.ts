// Which PINs are taken: length, nothing that is guessed first, twice the same.
import { expect, test } from 'vitest';
import { pinRefusal } from '../../../station-server/circulation/pin-rule.ts';

const who = { card: '27101000000017', birthDate: '1990-05-14' };
const refusal = (pin: string, again = pin) => pinRefusal({ pin, again }, who);

test.each(['8021', '80214', '70708080'])('%s is taken', (pin) => {
  expect(refusal(pin)).toBeNull();
});
test.each(['', '802', '123456789', '80a1', '8 21', '٨٠٢١'])('"%s" is no PIN', (pin) => {
  expect(refusal(pin)).toBe('pin-length');
});
test.each([
  ...['0000', '77777777', '1234', '67890', '4321', '10987'],
  ...['1990', '1405', '0514', '140590', '900514', '14051990', '19900514'],
  ...['2710', '0017', '00000017'],
])('%s is guessed first', (pin) => {
  expect(refusal(pin)).toBe('pin-weak');
});
test('typed twice, and not the same', () => {
  expect(refusal('8021', '8012')).toBe('pins-differ');
  expect(refusal('8021', '')).toBe('pins-differ');
});
