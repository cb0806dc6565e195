// `kitap central raise-epoch`: after a promotion or a restore by other means than ours, stations
// compare and send again what is missing (sync.md 1.2).
import { Command } from 'commander';
import { type CommonOptions, print, withStore } from './central-options.ts';

export const raiseEpochCommand = (): Command =>
  new Command('raise-epoch')
    .description('after a restore or a promotion: stations send again what is missing')
    .action((_own, sub: Command) =>
      withStore(sub.optsWithGlobals<CommonOptions>(), async (store) =>
        print(JSON.stringify({ epoch: await store.raiseEpoch() })),
      ),
    );
