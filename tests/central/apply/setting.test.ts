// What readers set at a kiosk and staff of families: central keeps the entry and holds none that is right.
import { describe, expect, it } from 'vitest';
import { applyAct, holdReason } from '../../../central/apply/rules.ts';

describe.each([
  ['pin', { patronId: '7-1', set: true }],
  ['remembering', { patronId: '7-1', wanted: false }],
  ['guardian', { adultId: '7-1', childId: '7-2' }],
  ['guardian-ended', { guardianId: '7-3', adultId: '7-1', childId: '7-2' }],
])('%s', (type, body) => {
  it('is taken as it is, and changes nothing', () => {
    expect(holdReason(type, 1, body, null)).toBe(null);
    expect(applyAct(type, { body } as never, {} as never)).toEqual([]);
  });

  it('with a field of another type it is held', () => {
    for (const field of Object.keys(body))
      expect(holdReason(type, 1, { ...body, [field]: null }, null)).toBe('body-invalid');
  });
});
