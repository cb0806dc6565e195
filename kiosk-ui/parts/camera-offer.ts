// The button that opens the camera, where the place has one, and the place of its picture, which closes it again. What shows the
// picture comes late: most readers have a scanner before them.
import { html, nothing } from 'lit';
import type { KioskAct, KioskView } from '../../station-server/api-types.ts';
import { loadAnew } from '../load-anew.ts';
import { CAMERA } from '../strings/camera.ts';
import { icon } from './icons.ts';

export const cameraButton = (view: KioskView, act: (act: KioskAct) => void) => {
  if (view.camera !== 'closed') return nothing;
  return html`<button class="plain wide" @click=${() => act({ act: 'camera', open: true })}
    >${icon('camera')}${CAMERA[view.language].open}</button>`;
};

export const cameraPicture = (view: KioskView) => {
  if (view.camera !== 'open') return nothing;
  void import('./camera-view.ts').catch(loadAnew);
  return html`<camera-view .language=${view.language}></camera-view>`;
};
