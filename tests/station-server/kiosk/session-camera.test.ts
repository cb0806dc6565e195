// A code that the page read with the camera is a scan, once for as long as it is held there, and only where a camera is open.
import { expect, test } from 'vitest';
import { makeNumber } from '../../../profiles/card-number.ts';
import type { KioskView } from '../../../station-server/api-types.ts';
import { step } from '../../../station-server/kiosk/session.ts';
import { CAMERA_SAME_MS_MIN } from '../../../station-server/kiosk/session-camera.ts';
import type { SessionState } from '../../../station-server/kiosk/session-state.ts';
import type { SessionEffect, SessionInput } from '../../../station-server/kiosk/session-words.ts';
import { toView } from '../../../station-server/kiosk/view.ts';
import { freshState } from './session-cases.ts';

const numberOf = (kind: 'patron' | 'item', serial: number) =>
  makeNumber({ kind, libraryNumber: '7101', station: 1, serial });
const CARD = numberOf('patron', 1);
const BOOK = numberOf('item', 1);

const visit = (state: SessionState = freshState()) => {
  let [now, done]: [SessionState, SessionEffect[]] = [state, []];
  const give = (input: SessionInput): void => {
    const { state: next, effects } = step(now, input);
    [now, done] = [next, [...done, ...effects]];
  };
  return {
    act: (act: (SessionInput & { input: 'act' })['act']) => give({ input: 'act', act }),
    see: (text: string) =>
      give({ input: 'act', act: { act: 'camera-scan', text, symbology: 'code128' } }),
    wait: (ms: number) => give({ input: 'time', ms }),
    state: () => now,
    view: (): KioskView => toView(now),
    done: (effect: SessionEffect['effect']) => done.filter((one) => one.effect === effect),
  };
};
const returning = (state?: SessionState) => {
  const to = visit(state);
  to.act({ act: 'start', what: 'return' });
  to.act({ act: 'camera', open: true });
  return to;
};

test('a card identifies, a book goes back', () => {
  const to = visit();
  to.act({ act: 'start', what: 'borrow' });
  to.act({ act: 'camera', open: true });
  expect(to.view().camera).toBe('open');
  to.see(CARD);
  expect(to.done('identify')).toMatchObject([{ card: CARD }]);
  const back = returning();
  back.see(BOOK);
  expect(back.done('begin-return').length + back.done('check-in').length).toBe(1);
});

test('a code that is held there counts once; taken away and shown again it counts again', () => {
  const to = returning();
  for (let second = 0; second < 6; second += 1) {
    to.see('4006381333931');
    to.wait(1_000);
  }
  const first = to.view().notice?.id;
  expect(to.view().notice?.reason).toBe('barcode-unknown');
  to.see('4006381333931');
  expect(to.view().notice?.id).toBe(first);
  to.wait(CAMERA_SAME_MS_MIN);
  to.see('4006381333931');
  expect(to.view().notice?.id).not.toBe(first);
});

test('a code that is held there keeps nobody’s visit alive', () => {
  const to = returning();
  to.see('4006381333931');
  for (let second = 0; second < 200; second += 1) {
    to.wait(1_000);
    to.see('4006381333931');
  }
  expect(to.view()).toMatchObject({ screen: 'attract', camera: 'closed' });
});

test('a closed camera, a place without one, and the home page read nothing', () => {
  const closed = returning();
  closed.act({ act: 'camera', open: false });
  closed.see(BOOK);
  expect(closed.done('check-in').concat(closed.done('begin-return'))).toEqual([]);
  const state = freshState();
  const without = returning({ ...state, settings: { ...state.settings, camera: null } });
  expect(without.view().camera).toBe('none');
  without.see(BOOK);
  expect(without.done('check-in').concat(without.done('begin-return'))).toEqual([]);
  const home = visit();
  home.act({ act: 'camera', open: true });
  home.see(CARD);
  expect(home.done('identify')).toEqual([]);
});

test('the end of a visit closes the camera and forgets what it read', () => {
  const to = returning();
  to.see(BOOK);
  to.act({ act: 'home' });
  expect(to.state()).toMatchObject({ cameraOpen: false, cameraRead: null });
  expect(JSON.stringify(to.state())).not.toContain(BOOK);
});
