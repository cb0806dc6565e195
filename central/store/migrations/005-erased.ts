// The erased patrons of each library: what keeps them erased, whatever an old backup or a late entry brings. `by_whom` is an
// entry or a command; `card_hash` is keyed (erasure-ledger.ts) and empty where the card was not known.
export const ERASED_TABLE = [
  `CREATE TABLE erased (library_id TEXT NOT NULL, patron_id TEXT NOT NULL, at_ms BIGINT NOT NULL,
     by_whom TEXT NOT NULL, card_hash TEXT NOT NULL, PRIMARY KEY (library_id, patron_id))`,
  "CREATE INDEX erased_card ON erased (library_id, card_hash) WHERE card_hash <> ''",
] as const;
