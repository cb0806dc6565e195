// A reading as lines for a technician: model, meaning, gate, every element, check values, and why
// other models were not believed.
import type { RfidRules } from '../../profiles/rfid-rules.ts';
import { describeAfi } from '../rfid/tag/afi.ts';
import { COMPACTION_NAMES } from '../rfid/tag/compaction.ts';
import { OID, usageName } from '../rfid/tag/element-names.ts';
import type { TagElement, TagReading } from '../rfid/tag/tag-reading.ts';
import type { TagContent } from '../rfid/tag-content.ts';

const LABEL_WIDTH = 10;

const offlineText = (content: Extract<TagContent, { kind: 'item' }>): string => {
  const { issue, return: back } = content.offline;
  const never = [...(issue ? [] : ['issued']), ...(back ? [] : ['returned'])];
  return never.length === 0 ? '' : `; not to be ${never.join(' or ')} offline`;
};

const meaningOf = ({ content, foreign }: TagReading): string => {
  if (content.kind === 'unreadable') return `unreadable: ${content.fault}`;
  if (content.kind === 'blank') return 'blank';
  const owner = content.owner === null ? 'no owner' : `owner ${content.owner}`;
  const named = `${content.pii}, ${owner}${foreign ? ' (not of this site)' : ''}`;
  if (content.kind !== 'item') return `${content.kind} ${named}`;
  const { parts } = content;
  const part = parts === null ? '' : `, part ${parts.ordinal} of ${parts.of}`;
  return `item ${named}${part}${offlineText(content)}`;
};

const elementLine = ({ oid, name, value, compaction }: TagElement): string => {
  const scheme = compaction === null ? '' : ` [${COMPACTION_NAMES[compaction]}]`;
  const usage =
    oid === OID.usage && /^[0-9A-F]{2}$/.test(value)
      ? ` = ${usageName(Number.parseInt(value, 16))}`
      : '';
  const told = `${JSON.stringify(value)}${usage}${scheme}`;
  return `  OID ${String(oid).padEnd(3)} ${name.padEnd(38)} ${told}`;
};

export const describeReading = (
  reading: TagReading,
  { afi, rules }: { afi: number | null; rules: RfidRules },
): string => {
  const { model, elements, checks, refusals, blocksReversed } = reading;
  const row = (label: string, text: string): string => `${label.padEnd(LABEL_WIDTH)}${text}`;
  const hex = afi?.toString(16).padStart(2, '0').toUpperCase();
  const lines = [
    row('model', model ?? 'none'),
    row('meaning', meaningOf(reading)),
    ...(afi === null ? [] : [row('AFI', `${hex}: ${describeAfi(afi, rules)}`)]),
    ...(blocksReversed
      ? [row('blocks', 'came back to front: set blockReversed in the profile of the reader')]
      : []),
    ...elements.map(elementLine),
    ...checks.map(({ of, ok, stored, computed }) =>
      row('check', `${of}: ${ok ? 'right' : `WRONG, computed ${computed}`} (${stored})`),
    ),
    ...refusals.map((refusal) =>
      row('refused', `${refusal.model}: ${refusal.fault}: ${refusal.why}`),
    ),
  ];
  return `${lines.join('\n')}\n\n`;
};
