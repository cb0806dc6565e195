// Two stations and central on PostgreSQL: the same contract, each case in an empty database.
import { beforeEach } from 'vitest';
import { useCentralDatabases } from '../../postgres-databases.ts';
import { describeTwoStations } from './two-stations-contract.ts';

const emptyDatabase = useCentralDatabases();
let url = '';
beforeEach(async () => {
  url = await emptyDatabase();
});

describeTwoStations('central on PostgreSQL', () => url);
