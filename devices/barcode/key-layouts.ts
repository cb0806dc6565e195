// Physical keys (UI Events `KeyboardEvent.code`) and what stands on them: on the US layout that
// scanners type by, and on the Kazakh layout of the PC they type into (RST KazSSR 903-90; xkb-data
// 2.35.1 symbols/kz "basic"; libraries.md 7.7).

/** Code, US unshifted and shifted, Kazakh unshifted and shifted. */
const rows: readonly (readonly [string, string, string])[] = [
  ['Backquote', '`~', '()'],
  ['Digit1', '1!', '"!'],
  ['Digit2', '2@', 'әӘ'],
  ['Digit3', '3#', 'іІ'],
  ['Digit4', '4$', 'ңҢ'],
  ['Digit5', '5%', 'ғҒ'],
  ['Digit6', '6^', ',;'],
  ['Digit7', '7&', '.:'],
  ['Digit8', '8*', 'үҮ'],
  ['Digit9', '9(', 'ұҰ'],
  ['Digit0', '0)', 'қҚ'],
  ['Minus', '-_', 'өӨ'],
  ['Equal', '=+', 'һҺ'],
  ['KeyQ', 'qQ', 'йЙ'],
  ['KeyW', 'wW', 'цЦ'],
  ['KeyE', 'eE', 'уУ'],
  ['KeyR', 'rR', 'кК'],
  ['KeyT', 'tT', 'еЕ'],
  ['KeyY', 'yY', 'нН'],
  ['KeyU', 'uU', 'гГ'],
  ['KeyI', 'iI', 'шШ'],
  ['KeyO', 'oO', 'щЩ'],
  ['KeyP', 'pP', 'зЗ'],
  ['BracketLeft', '[{', 'хХ'],
  ['BracketRight', ']}', 'ъЪ'],
  ['KeyA', 'aA', 'фФ'],
  ['KeyS', 'sS', 'ыЫ'],
  ['KeyD', 'dD', 'вВ'],
  ['KeyF', 'fF', 'аА'],
  ['KeyG', 'gG', 'пП'],
  ['KeyH', 'hH', 'рР'],
  ['KeyJ', 'jJ', 'оО'],
  ['KeyK', 'kK', 'лЛ'],
  ['KeyL', 'lL', 'дД'],
  ['Semicolon', ';:', 'жЖ'],
  ['Quote', '\'"', 'эЭ'],
  ['Backslash', '\\|', '\\/'],
  ['KeyZ', 'zZ', 'яЯ'],
  ['KeyX', 'xX', 'чЧ'],
  ['KeyC', 'cC', 'сС'],
  ['KeyV', 'vV', 'мМ'],
  ['KeyB', 'bB', 'иИ'],
  ['KeyN', 'nN', 'тТ'],
  ['KeyM', 'mM', 'ьЬ'],
  ['Comma', ',<', 'бБ'],
  ['Period', '.>', 'юЮ'],
  ['Slash', '/?', '№?'],
  ['Space', '  ', '  '],
];

/** The number pad types the same under every layout; some scanners send digits by it. */
const numpad: Readonly<Record<string, string>> = {
  NumpadAdd: '+',
  NumpadDecimal: '.',
  NumpadDivide: '/',
  NumpadMultiply: '*',
  NumpadSubtract: '-',
};

const usByCode = new Map(rows.map(([code, us]) => [code, us] as const));

/** The US character of a key, or null for a key that types none. */
export const characterOfKey = (code: string, shift: boolean): string | null => {
  const us = usByCode.get(code);
  if (us !== undefined) return us.charAt(shift ? 1 : 0);
  return /^Numpad([0-9])$/.exec(code)?.[1] ?? numpad[code] ?? null;
};

const usByKazakh = new Map(
  rows.flatMap(([, us, kazakh]) =>
    [0, 1].map((level) => [kazakh.charAt(level), us.charAt(level)] as const),
  ),
);

/**
 * What a scanner meant when its code came in typed under the Kazakh layout: `әққққ"".` gives
 * `20000117`. Null when the text was not: the layout has no digit and no Latin letter, so a text
 * with one of them was typed under another.
 */
export const undoKazakhLayout = (text: string): string | null => {
  let meant = '';
  for (const character of text) {
    const us = usByKazakh.get(character);
    if (us === undefined) return null;
    meant += us;
  }
  return meant === '' ? null : meant;
};
