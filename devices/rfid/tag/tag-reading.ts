// What one data model makes of a tag's memory, before anyone decides whether to believe it; and what is told in the end.
import type { TagContent, TagFault, TagModel, TagParts } from '../tag-content.ts';

/** One element as it stands on the tag. */
export type TagElement = {
  oid: number;
  name: string;
  value: string;
  /** Of ISO/IEC 15962; null in models without. */
  compaction: number | null;
};

/** A check value of the tag: whose, and what came out. */
export type TagCheck = { of: string; ok: boolean; stored: string; computed: string };

/** What a station needs of a tag, whatever its model. */
export type ModelData = {
  pii: string;
  owner: string | null;
  parts: TagParts | null;
  usage: number | null;
};

/** `elements` and `checks` as far as was read, also when a fault ended it: for a technician, never for lending. */
export type ModelReading = {
  elements: TagElement[];
  checks: TagCheck[];
} & ({ data: ModelData; fault: null } | { data: null; fault: TagFault; why: string });

/** A model that was tried and not believed. */
export type TagRefusal = { model: TagModel; fault: TagFault; why: string };

export type TagReading = {
  /** Null where no model fits. */
  model: TagModel | null;
  content: TagContent;
  elements: TagElement[];
  checks: TagCheck[];
  refusals: TagRefusal[];
  /** Null where the AFI was not given or is neither of the site's. */
  secured: boolean | null;
  /** The memory made sense only with each block back to front: the reader's profile lacks `blockReversed`. */
  blocksReversed: boolean;
  /** Whether it names an owner that is not of this library. */
  foreign: boolean;
};
