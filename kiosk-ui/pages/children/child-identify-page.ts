// Waiting for a child's card.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { cameraButton, cameraPicture } from '../../parts/camera-offer.ts';
import { icon, scanPicture } from '../../parts/icons.ts';
import { ChildPage } from './child-page.ts';

@customElement('child-identify-page')
export class ChildIdentifyPage extends ChildPage<'identify'> {
  static override styles = [
    ...ChildPage.styles,
    css`
      .scan-picture {
        flex: var(--list-flex);
        min-height: 0;
        width: 100%;
        max-height: calc(60rem / var(--z));
        margin: auto 0;
      }
    `,
  ];

  protected override render() {
    const { view, words } = this;
    return this.childFrame({
      who: 'leopard',
      said: { mood: 'hello', heading: words.showCard },
      body: view.camera === 'open' ? cameraPicture(view) : scanPicture,
      foot: html`
        ${cameraButton(view, (act) => this.act(act))}
        <button class="plain wide" @click=${() => this.act({ act: 'keypad', open: true })}
          >${icon('keys')}${words.noCard}</button>
        <button class="quiet" @click=${() => this.act({ act: 'home' })}>${icon('back')}${words.back}</button>
        ${this.helpButton()}`,
    });
  }
}
