// Sync by stick with central on PostgreSQL: the same contract, each case in an empty database.
import { beforeEach } from 'vitest';
import { useCentralDatabases } from '../../postgres-databases.ts';
import { describeSticks } from './stick-exchange-contract.ts';
import { describeStickRestores } from './stick-restore-contract.ts';

const emptyDatabase = useCentralDatabases();
let url = '';
beforeEach(async () => {
  url = await emptyDatabase();
});

describeSticks('central on PostgreSQL', () => url);
describeStickRestores('central on PostgreSQL', () => url);
