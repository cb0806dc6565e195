// Sync by stick with central on an SQLite file.
import { describeSticks } from './stick-exchange-contract.ts';
import { describeStickRestores } from './stick-restore-contract.ts';

describeSticks('central on SQLite', () => undefined);
describeStickRestores('central on SQLite', () => undefined);
