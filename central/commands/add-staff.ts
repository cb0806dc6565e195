// `kitap central add-staff`: makes a token for the review queue, which is printed once and kept nowhere.
import { Command } from 'commander';
import { loadSite } from '../../profiles/loader.ts';
import { type CommonOptions, print, withStore } from './central-options.ts';

type StaffOptions = CommonOptions & { site: string; name: string; again?: boolean };

const addStaff = (options: StaffOptions): Promise<void> =>
  withStore(options, async (store) => {
    const site = loadSite(options.site);
    const libraryId = await store.ensureLibrary(site.id, site.libraryNumber, site);
    const token = await store.addStaff(libraryId, options.name, options.again === true);
    print(JSON.stringify({ library: libraryId, staff: options.name, token }));
  });

export const addStaffCommand = (): Command =>
  new Command('add-staff')
    .description('let somebody decide reviews; prints the token once')
    .requiredOption('--site <id>', 'id or path of the site file')
    .requiredOption('--name <code>', 'short name, such as desk-2; it stands with each decision')
    .option('--again', 'replace a token that was lost')
    .action((_own, sub: Command) => addStaff(sub.optsWithGlobals<StaffOptions>()));
