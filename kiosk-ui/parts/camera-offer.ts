// The button that opens the camera, where the place has one, and the place of its picture. What shows the picture comes late: most
// readers have a scanner before them.
import { html, nothing } from 'lit';
import type { KioskAct, KioskView } from '../../station-server/api-types.ts';
import { loadAnew } from '../load-anew.ts';
import { CAMERA } from '../strings/camera.ts';
import { icon } from './icons.ts';

export const cameraButton = (view: KioskView, act: (act: KioskAct) => void) => {
  if (view.camera === 'none') return nothing;
  const open = view.camera === 'open';
  const words = CAMERA[view.language];
  return html`<button class="plain wide" @click=${() => act({ act: 'camera', open: !open })}
    >${icon(open ? 'close' : 'camera')}${open ? words.close : words.open}</button>`;
};

export const cameraPicture = (view: KioskView) => {
  if (view.camera !== 'open') return nothing;
  void import('./camera-view.ts').catch(loadAnew);
  return html`<camera-view .language=${view.language}></camera-view>`;
};
