// What is worth saying about a view, and what of it is new. Pure: views in, names of sound files out (prompts.ts).
import type {
  AccountLoan,
  ItemCard,
  KioskView,
  LocalDate,
} from '../../station-server/api-types.ts';
import type { Clip, ScreenPrompt } from './prompts.ts';

type Screen = KioskView['screen'];
type ViewOf<S extends Screen> = Extract<KioskView, { screen: S }>;

/**
 * Something to say; `id` tells it from what was said before. `once`: it happened, and is not said again when the page comes back
 * to it; else it holds for as long as it stands.
 */
export type Topic = { id: string; clips: Clip[]; once: boolean };

/** Said at a time at most: what happened, and where one is now. */
const TOPICS_MAX = 2;

const SCREEN_PROMPTS: { readonly [S in Screen]: (view: ViewOf<S>) => ScreenPrompt } = {
  attract: () => 'attract',
  identify: ({ keypad }) => (keypad ? 'identify-keypad' : 'identify'),
  borrow: ({ pad }) => (pad ? 'borrow-pad' : 'borrow'),
  return: ({ pad }) => (pad ? 'return-pad' : 'return'),
  account: () => 'account',
  'my-card': ({ part }) => (part === 'pin' ? 'my-card-pin' : 'my-card'),
  reregister: ({ state }) => (state === 'done' ? 'reregister-done' : 'reregister'),
  shelves: () => 'search',
  class: ({ pupil }) => (pupil ? 'borrow' : 'identify'),
  'class-done': () => 'farewell',
  search: () => 'search',
  title: () => 'title',
  wish: () => 'wish',
  locker: () => 'locker',
  register: ({ step }) => `register-${step}`,
  interrupted: () => 'interrupted',
  registered: () => 'registered',
  farewell: () => 'farewell',
};

const screenPrompt = (view: KioskView): ScreenPrompt =>
  // The entry of a screen takes the view of that screen; the compiler cannot follow the pair.
  (SCREEN_PROMPTS[view.screen] as (view: KioskView) => ScreenPrompt)(view);

/** "the seventh", "of December" */
const dayClips = (date: LocalDate): Clip[] => [
  `day-${Number(date.slice(8, 10))}`,
  `month-${Number(date.slice(5, 7))}`,
];

const standing = (id: string, ...clips: Clip[]): Topic => ({ id, clips, once: false });
const happened = (id: string, ...clips: Clip[]): Topic => ({ id, clips, once: true });

const cardClips = ({ result, tag }: ItemCard): Clip[] => {
  if (tag === 'put-back') return ['put-back'];
  if (tag === 'staff') return ['show-staff'];
  switch (result.kind) {
    case 'lent':
      return result.loanKind === 'hall' ? ['lent-hall'] : ['lent', ...dayClips(result.dueOn)];
    case 'renewed':
      return ['renewed', 'due-on', ...dayClips(result.dueOn)];
    case 'refused':
      return [result.reason === 'reading-room-only' ? 'reading-room-only' : 'refused'];
    case 'returned':
    case 'not-on-loan':
      return [result.kind];
    case 'returning':
      return [];
  }
};

const isTrouble = ({ result, tag }: ItemCard): boolean =>
  result.kind === 'refused' || tag === 'put-back' || tag === 'staff';

/** The newest first, and before them what went wrong. */
const cardTopics = (cards: ItemCard[]): Topic[] => {
  const newest = cards.toReversed();
  return [...newest.filter(isTrouble), ...newest.filter((card) => !isTrouble(card))].map((card) =>
    happened(`card ${card.key} ${card.result.kind} ${card.tag ?? ''}`, ...cardClips(card)),
  );
};

const renewalTopics = (loans: AccountLoan[]): Topic[] =>
  loans.flatMap(({ loanId, renewal }) => {
    if (!renewal) return [];
    if (renewal.kind === 'refused') return [happened(`${loanId} ${renewal.reason}`, 'not-renewed')];
    const { dueOn } = renewal;
    return [happened(`${loanId} until ${dueOn}`, 'renewed', 'due-on', ...dayClips(dueOn))];
  });

const noticeTopics = ({ notice }: KioskView): Topic[] =>
  notice ? [happened(`notice ${notice.id}`, notice.kind === 'device' ? 'device' : 'notice')] : [];

/** What happened on this screen, the most urgent first. */
const eventTopics = (view: KioskView): Topic[] => {
  switch (view.screen) {
    case 'borrow':
    case 'return':
      return [
        ...cardTopics(view.cards),
        ...view.waiting.map(({ barcode, missing }) =>
          happened(`set ${barcode} ${missing.length}`, 'set-waits'),
        ),
      ];
    case 'account':
      return renewalTopics(view.loans);
    case 'locker':
      return view.doors.flatMap(({ door, state: { kind } }) => {
        if (kind === 'open') return [happened(`door ${door} open`, 'locker-open')];
        const closed = kind === 'not-opened' || kind === 'refused';
        return closed ? [happened(`door ${door} closed`, 'locker-closed')] : [];
      });
    case 'register': {
      const faults = Object.keys(view.faults);
      return [
        ...(view.duplicateWarning ? [standing('duplicate', 'duplicate')] : []),
        ...(faults.length ? [standing(`fault ${view.step} ${faults}`, 'fault')] : []),
      ];
    }
    default:
      return [];
  }
};

/** What stands against the next loan. */
const patronTopics = (view: KioskView): Topic[] => {
  if (view.screen !== 'borrow' && view.screen !== 'account') return [];
  const { blockedBy } = view.patron;
  if (!blockedBy) return [];
  return [
    happened(
      `blocked ${blockedBy}`,
      blockedBy === 'reregistration-due' ? 'reregistration-due' : 'blocked',
    ),
  ];
};

const slipTopics = (view: KioskView): Topic[] => {
  if (view.screen !== 'farewell' && view.screen !== 'registered') return [];
  return view.slip === 'none' ? [] : [standing(`slip ${view.slip}`, `slip-${view.slip}`)];
};

const helpTopics = ({ helpCalled, helpComing }: KioskView): Topic[] => {
  if (helpComing) return [standing('help-coming', 'help-coming')];
  return helpCalled ? [standing('help-called', 'help-called')] : [];
};

/**
 * Everything that there is to say about a view, the most urgent first.
 * @param warning the page asks whether more time is needed
 */
export const topicsOf = (view: KioskView, warning: boolean): Topic[] => {
  const time = warning ? [standing('time', 'time')] : [];
  if (view.comfortOpen) return [...time, standing(`panel ${view.language}`, 'comfort')];
  const prompt = screenPrompt(view);
  return [
    ...time,
    ...noticeTopics(view),
    ...eventTopics(view),
    ...patronTopics(view),
    standing(`screen ${prompt} ${view.language}`, prompt),
    ...slipTopics(view),
    ...helpTopics(view),
  ];
};

/** What was said or stood there before, in this visit. */
export type Heard = { standing: ReadonlySet<string>; once: ReadonlySet<string> };
export const NOTHING_HEARD: Heard = { standing: new Set(), once: new Set() };

export const heardAfter = (heard: Heard, topics: Topic[]): Heard => {
  const ids = (once: boolean) => topics.flatMap((topic) => (topic.once === once ? [topic.id] : []));
  return { standing: new Set(ids(false)), once: new Set([...heard.once, ...ids(true)]) };
};

/** The clips to be said one after the other; none where there is nothing new. */
export const whatToSay = (heard: Heard, topics: Topic[]): Clip[] => {
  const said = new Set<string>();
  const fresh = topics.filter(({ id, clips, once }) => {
    const known = once ? heard.once.has(id) : heard.standing.has(id);
    const words = clips.join(' ');
    if (known || words === '' || said.has(words)) return false;
    said.add(words);
    return true;
  });
  return fresh.slice(0, TOPICS_MAX).flatMap(({ clips }) => clips);
};
