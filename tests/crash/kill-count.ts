// How often a test kills: a few times in `npm test`; its share of KITAP_KILLS in `npm run prove`, where
// station, central and PostgreSQL together are killed that often.
export const killCount = (share: number, inShort: number): number => {
  const all = Number(process.env.KITAP_KILLS ?? 0);
  return all > 0 ? Math.max(1, Math.round(all * share)) : inShort;
};
