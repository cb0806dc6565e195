// Two stations and central on an SQLite file.
import { describeTwoStations } from './two-stations-contract.ts';

describeTwoStations('central on SQLite', () => undefined);
