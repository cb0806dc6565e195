// Words of the panel in which a visitor makes the page suit them.
import type { Language } from '../../station-server/api-types.ts';

export type ComfortStrings = {
  /** Of the button that opens the panel. */
  open: string;
  heading: string;
  lead: string;
  text: string;
  percent: (n: number) => string;
  contrast: string;
  contrastSub: string;
  reach: string;
  reachSub: string;
  calm: string;
  calmSub: string;
  voice: string;
  voiceSub: string;
  /** In the place of `voiceSub` while nothing can be heard. */
  voiceFailed: string;
  on: string;
  off: string;
  usual: string;
  done: string;
};

export const COMFORT: Record<Language, ComfortStrings> = {
  kk: {
    open: 'Ыңғайлы ету',
    heading: 'Экранды өзіңізге ыңғайлаңыз',
    lead: 'Баптау тек осы келуіңізге арналған.',
    text: 'Әріп өлшемі',
    percent: (n) => `${n} %`,
    contrast: 'Жоғары контраст',
    contrastSub: 'Қара фон, ашық әріптер',
    reach: 'Төмен орналастыру',
    reachSub: 'Барлық түйме экранның төменгі жартысында',
    calm: 'Қозғалыссыз',
    calmSub: 'Экранда ештеңе қозғалмайды',
    voice: 'Дауыспен айту',
    voiceSub: 'Не істеу керегін айтады, аты-жөніңізді айтпайды',
    voiceFailed: 'Дыбыс шықпай тұр. Бәрі экранда жазылады.',
    on: 'Қосулы',
    off: 'Өшірулі',
    usual: 'Бастапқы күйге',
    done: 'Дайын',
  },
  ru: {
    open: 'Настроить удобство',
    heading: 'Сделайте экран удобным',
    lead: 'Настройки действуют только до конца вашего визита.',
    text: 'Размер текста',
    percent: (n) => `${n} %`,
    contrast: 'Высокий контраст',
    contrastSub: 'Чёрный фон, светлые буквы',
    reach: 'Кнопки ниже',
    reachSub: 'Все кнопки в нижней половине экрана',
    calm: 'Без движения',
    calmSub: 'На экране ничего не двигается',
    voice: 'Голосовые подсказки',
    voiceSub: 'Говорят, что делать; имён не называют',
    voiceFailed: 'Звука сейчас нет. Всё написано на экране.',
    on: 'Включено',
    off: 'Выключено',
    usual: 'Вернуть как было',
    done: 'Готово',
  },
  en: {
    open: 'Make it comfortable',
    heading: 'Make the screen suit you',
    lead: 'These settings last for this visit only.',
    text: 'Text size',
    percent: (n) => `${n}%`,
    contrast: 'High contrast',
    contrastSub: 'Black ground, bright letters',
    reach: 'Buttons lower down',
    reachSub: 'All buttons in the lower half of the screen',
    calm: 'No motion',
    calmSub: 'Nothing on the screen moves',
    voice: 'Spoken prompts',
    voiceSub: 'They say what to do, never a name',
    voiceFailed: 'No sound can be played now. The screen says it all.',
    on: 'On',
    off: 'Off',
    usual: 'Back to usual',
    done: 'Done',
  },
};
