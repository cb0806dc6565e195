// The shape of the tables of sentences: every code has its sentences, or it does not compile.
import type { FieldFault, Reason } from '../circulation/reasons.ts';

export type ReasonText = { why: string; todo: string };
export type ReasonTexts = Record<Reason, ReasonText>;
export type FaultTexts = Record<FieldFault, string>;
