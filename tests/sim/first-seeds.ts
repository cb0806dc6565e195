// Planted faults and the first seed that shows each: `npm run sim -- --mutants` finds them anew and prints this table.
export const FIRST_SEEDS: Record<string, number> = {};
