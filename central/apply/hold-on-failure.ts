// A rule that throws must not stop the queue of a station for ever: its entry is held like one of a
// type that is not known, those behind it go on, and it is tried again when central starts. Around
// the rules alone, which see rows in memory: what the database throws passes by.
import type { ApplyAct } from './rules.ts';

export const RULE_FAILED = 'rule-failed';
const TEXT_CHARS_MAX = 200;

export type RuleFailure = {
  /** `station-seq`. */
  entry: string;
  type: string;
  /** What may be shown and logged: no person's data. */
  text: string;
  error: unknown;
};

/** Messages of JavaScript quote what they could not read, so that of an entry with a person's data is not shown. */
const textOf = (error: unknown, personal: boolean): string => {
  if (!(error instanceof Error)) return typeof error;
  return personal ? error.name : `${error.name}: ${error.message}`.slice(0, TEXT_CHARS_MAX);
};

/** `told` hears of each failure, more than once where the transaction is tried again. */
export const holdOnFailure =
  (apply: ApplyAct, told: (failure: RuleFailure) => void): ApplyAct =>
  (type, act, rows) => {
    try {
      return apply(type, act, rows);
    } catch (error) {
      const text = textOf(error, act.personal !== null);
      told({ entry: act.name, type, text, error });
      return [{ change: 'hold', reason: RULE_FAILED, waitsFor: null, error: text }];
    }
  };
