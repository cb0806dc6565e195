// What readers set at a kiosk: central keeps the entry and holds none that is right.
import { describe, expect, it } from 'vitest';
import { applyAct, holdReason } from '../../../central/apply/rules.ts';

describe.each([
  ['pin', { patronId: '7-1', set: true }],
  ['remembering', { patronId: '7-1', wanted: false }],
])('%s', (type, body) => {
  it('is taken as it is, and changes nothing', () => {
    expect(holdReason(type, 1, body, null)).toBe(null);
    expect(applyAct(type, { body } as never, {} as never)).toEqual([]);
  });

  it('without its fields it is held', () => {
    expect(holdReason(type, 1, { patronId: '7-1' }, null)).toBe('body-invalid');
    expect(holdReason(type, 1, { ...body, patronId: null }, null)).toBe('body-invalid');
  });
});
