// The network between stations and central, as the `Exchange` of the sync client: every question and answer travels as text, takes
// its time, and may be lost, doubled, late or cut off on either way.
import { Ajv } from 'ajv';
import { ErasuresAnswer, PullAnswer, PushAnswer } from '../../central/sync-contract.ts';
import type { Clock } from '../../station-server/clock.ts';
import { StationError } from '../../station-server/errors.ts';
import { type Exchange, TransportFailure } from '../../station-server/sync/exchange.ts';
import { isPulledRow } from '../../station-server/sync/pulled-rows.ts';
import type { CentralNode, Question, Reply } from './central-node.ts';
import type { World } from './world.ts';

export type Noise = { lost: number; twice: number; late: number };
export const QUIET: Noise = { lost: 0, twice: 0, late: 0 };

export type Caller = {
  name: string;
  station: number;
  clock: Pick<Clock, 'after'>;
  /** The cable is in and the program runs. */
  reachable(): boolean;
};

export type Network = {
  noise: Noise;
  exchange(caller: Caller): Exchange;
};

const PUSH_LIMIT_MS = 60_000;
const PULL_GRACE_MS = 30_000;
const LATE_MS_MAX = 7_200_000;
const REFUSALS = {
  'chain-fork': 'sync-chain-fork',
  'token-wrong': 'sync-unauthorised',
} as const;

const ajv = new Ajv({ meta: false, validateSchema: false });
const checkPush = ajv.compile<PushAnswer>(PushAnswer);
const checkPull = ajv.compile<PullAnswer>(PullAnswer);
const checkErasures = ajv.compile<ErasuresAnswer>(ErasuresAnswer);
const isPull = (body: unknown): body is PullAnswer =>
  checkPull(body) && body.rows.every(isPulledRow);

const short = (text: string): string => (text.length > 90 ? `${text.slice(0, 90)}...` : text);

export type NetworkWatch = {
  /** The disk at work under that name, to tell it from a later one. */
  diskOf(name: string): object | undefined;
  /** Each push that reaches central; `disk` asked, perhaps long ago. */
  pushed(asked: { station: number; name: string; disk: object | undefined }, text: string): void;
  /** Each answer that reaches a station, before it is taken in. */
  answered(name: string): void;
};

export const createNetwork = (
  world: World,
  central: CentralNode,
  pageRows: number,
  watch: NetworkWatch,
): Network => {
  const travelMs = (): number => {
    const { dice } = world;
    if (dice.chance(network.noise.late)) return dice.whole(3_000, dice.pick([20_000, LATE_MS_MAX]));
    return dice.whole(10, 400);
  };

  const ask = <T>(
    caller: Caller,
    question: Question,
    limitMs: number,
    stop: AbortSignal,
    valid: (body: unknown) => body is T,
  ): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const { what } = question;
      const { station, name } = caller;
      const asked = { station, name, disk: watch.diskOf(name) };
      let open = true;
      const end = (finish: () => void): void => {
        if (!open) return;
        open = false;
        cancelLimit();
        stop.removeEventListener('abort', onStop);
        finish();
      };
      const fail = (why: string) =>
        end(() => reject(new TransportFailure(`${what}: ${why}`, null)));
      const onStop = () => fail('stopped');
      const cancelLimit = caller.clock.after(limitMs, () => fail('no answer in time'));
      stop.addEventListener('abort', onStop);
      if (stop.aborted) return onStop();

      const arrive = (reply: Reply): void => {
        if (!open || !caller.reachable()) return;
        if (reply === 'reset') fail('connection reset');
        else if ('text' in reply) {
          world.trace(`${caller.name} <- ${what} ${short(reply.text)}`);
          const body: unknown = JSON.parse(reply.text);
          if (!valid(body)) world.violate(`an answer outside the contract: ${reply.text}`);
          else end(() => resolve(body));
          watch.answered(caller.name);
        } else refuse(reply.code);
      };
      const refuse = (code: string): void => {
        world.trace(`${caller.name} <- ${what} ${code}`);
        if (code === 'chain-fork' || code === 'token-wrong')
          end(() => reject(new StationError(REFUSALS[code], { detail: code })));
        else fail(`central answered ${code}`);
      };
      const back = (reply: Reply): void => {
        if (!world.dice.chance(network.noise.lost)) world.after(travelMs(), () => arrive(reply));
      };
      const deliver = (): void => {
        if (question.what === 'push') watch.pushed(asked, question.text);
        world.trace(`central <- ${what} of ${caller.name}`);
        void central.ask(caller.station, question).then(back);
      };
      if (!caller.reachable()) {
        caller.clock.after(50, () => fail('no link'));
        return;
      }
      const { dice } = world;
      if (!dice.chance(network.noise.lost))
        world.after(travelMs(), () => {
          if (caller.reachable()) deliver();
        });
      // A relay on the way sends it again, perhaps long after the station has given up.
      if (dice.chance(network.noise.twice))
        world.after(travelMs() + dice.whole(0, dice.pick([1_000, LATE_MS_MAX])), deliver);
    });

  const network: Network = {
    noise: QUIET,
    exchange: (caller) => ({
      push: (request, stop) => {
        const text = JSON.stringify(request);
        return ask(caller, { what: 'push', text }, PUSH_LIMIT_MS, stop, checkPush);
      },
      pull: (cursor, waitSeconds, stop) => {
        const limit = world.dice.chance(0.3) ? world.dice.whole(1, pageRows) : pageRows;
        const waitMs = waitSeconds * 1_000;
        const question = { what: 'pull', cursor, limit, waitMs } as const;
        return ask(caller, question, waitMs + PULL_GRACE_MS, stop, isPull);
      },
      erasures: (after, stop) =>
        ask(caller, { what: 'erasures', after }, PULL_GRACE_MS, stop, checkErasures),
    }),
  };
  return network;
};
