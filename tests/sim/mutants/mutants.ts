// All planted faults by name.
import type { Mutant } from '../mutant.ts';
import { CENTRAL_MUTANTS } from './central-mutants.ts';
import { STORE_MUTANTS } from './store-mutants.ts';
import { SYNC_MUTANTS } from './sync-mutants.ts';

export const MUTANTS: readonly Mutant[] = [...SYNC_MUTANTS, ...STORE_MUTANTS, ...CENTRAL_MUTANTS];

export const mutantNamed = (name: string): Mutant | undefined =>
  MUTANTS.find((mutant) => mutant.name === name);
