// From what a model read to what a station may act on: the identifier against the site's pattern, the owner against the known ISILs,
// the kind of thing that carries the tag. On any doubt the tag is unreadable, never half a barcode.
import type { RfidRules } from '../../../profiles/rfid-rules.ts';
import type { OfflineRule, TagContent, TagFault, TagModel } from '../tag-content.ts';
import { USAGE_CLASS } from './element-names.ts';
import type { ModelData } from './tag-reading.ts';

export type Owners = { isil: string; rules: Pick<RfidRules, 'otherOwners'> };

/** Type of usage 13, 14, 15: what a station without its library system may do (ISO 28560-1). */
const offlineRuleOf = (usage: number | null): OfflineRule => ({
  issue: usage !== 0x13 && usage !== 0x15,
  return: usage !== 0x14 && usage !== 0x15,
});

const squeezed = (isil: string): string => isil.replace('-', '');

/** A known ISIL in its own spelling: tags of the fixed model lack its hyphen, and its end on tags of 32 bytes. */
export const knownOwner = (owner: string, cutTo: number, { isil, rules }: Owners): string | null =>
  [isil, ...rules.otherOwners].find(
    (known) => known !== '' && squeezed(known).slice(0, cutTo) === squeezed(owner),
  ) ?? null;

export type Belief = { content: TagContent } | { fault: TagFault; why: string };

export const believe = (model: TagModel, data: ModelData, rules: RfidRules): Belief => {
  const { piiStripPrefix: prefix } = rules;
  const pii = data.pii.startsWith(prefix) ? data.pii.slice(prefix.length) : data.pii;
  if (pii === '') return { fault: 'pii-missing', why: 'nothing but the prefix of the site' };
  if (pii !== pii.trim() || !new RegExp(`^(?:${rules.piiPattern})$`, 'u').test(pii))
    return { fault: 'pii-implausible', why: `"${pii}" is not an identifier of this site` };
  const named = { model, pii, owner: data.owner };
  const usageClass = data.usage === null ? null : data.usage >> 4;
  if (usageClass === USAGE_CLASS.patronCard) return { content: { kind: 'patron-card', ...named } };
  if (usageClass === USAGE_CLASS.discarded) return { content: { kind: 'discarded', ...named } };
  const { parts, usage } = data;
  return { content: { kind: 'item', ...named, parts, usage, offline: offlineRuleOf(usage) } };
};
