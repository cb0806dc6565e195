// What a visitor sets for comfort belongs to the visit: kept through it, gone with it on every way out, and a place may begin
// otherwise.
import Value from 'typebox/value';
import { expect, it } from 'vitest';
import { usualComfort } from '../../../profiles/comfort-schema.ts';
import { ActBody } from '../../../station-server/http/act-schema.ts';
import { freshState, walk } from './session-cases.ts';

const loud = { contrast: true, text: 200, reach: true, calm: true, voice: true } as const;

it('is kept from the home page through the visit to the thanks', () => {
  const visit = walk();
  visit.act({ act: 'comfort', set: { text: 150 } });
  visit.act({ act: 'comfort', set: { contrast: true }, open: true });
  expect(visit.view()).toMatchObject({
    comfort: { ...usualComfort, text: 150, contrast: true },
    comfortOpen: true,
  });
  visit.act({ act: 'comfort', open: false });
  visit.scanCard();
  visit.scanItem('101');
  visit.act({ act: 'finish', receipt: 'none' });
  expect(visit.view()).toMatchObject({
    screen: 'farewell',
    comfort: { text: 150, contrast: true },
    comfortOpen: false,
  });
});

it.each(['home', 'time', 'farewell'])('is gone for the next person after: %s', (way) => {
  const visit = walk();
  visit.act({ act: 'comfort', set: loud, open: true });
  visit.scanCard();
  visit.scanItem('101');
  if (way === 'home') visit.act({ act: 'home' });
  if (way === 'time') visit.time(1_000_000);
  if (way === 'farewell') {
    visit.act({ act: 'finish', receipt: 'none' });
    visit.scanCard();
  }
  expect(visit.view()).toMatchObject({ comfort: usualComfort, comfortOpen: false });
});

it('is given up on the home page when nobody goes on', () => {
  const visit = walk();
  visit.act({ act: 'comfort', set: { text: 200 } });
  visit.time(30_000);
  expect(visit.view().comfort.text).toBe(200);
  visit.time(1_000_000);
  expect(visit.view().comfort).toEqual(usualComfort);
});

it('begins as the place is set, and goes back to that', () => {
  const state = freshState();
  const comfort = { ...usualComfort, reach: true };
  const visit = walk(undefined, {
    ...state,
    comfort,
    settings: { ...state.settings, comfort },
  });
  const { session } = visit.view();
  visit.time(1_000_000);
  expect(visit.view().session).toBe(session);
  visit.act({ act: 'comfort', set: usualComfort });
  visit.time(1_000_000);
  expect(visit.view().comfort.reach).toBe(true);
});

it('comes over HTTP only in the known settings and sizes', () => {
  const fits = (set: object) => Value.Check(ActBody, { act: 'comfort', set });
  expect(fits(loud)).toBe(true);
  expect(fits({ text: 300 })).toBe(false);
  expect(fits({ font: 'x' })).toBe(false);
});
