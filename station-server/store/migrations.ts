// The station's tables, as steps that only go forward; `user_version` counts those done. A step, once released, is never
// edited: a change is a new step. Ids of patrons, titles, items and loans are whole numbers here (row-key.ts).
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta(k TEXT PRIMARY KEY, v TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE journal(
    seq INTEGER PRIMARY KEY, v INTEGER NOT NULL, type TEXT NOT NULL, wall_ms INTEGER NOT NULL,
    boot_id TEXT NOT NULL, up_ms INTEGER NOT NULL, effective_on TEXT NOT NULL, place TEXT NOT NULL,
    actor TEXT NOT NULL, body TEXT NOT NULL, personal_digest TEXT, chain TEXT NOT NULL);
  CREATE TABLE journal_person(
    seq INTEGER PRIMARY KEY REFERENCES journal(seq), salt TEXT NOT NULL, personal TEXT NOT NULL);

  CREATE TABLE patron(
    patron_id INTEGER PRIMARY KEY, card TEXT NOT NULL, status TEXT NOT NULL, category TEXT NOT NULL,
    birth_date TEXT NOT NULL, language TEXT NOT NULL, branch TEXT NOT NULL,
    registered_on TEXT NOT NULL, reregistered_on TEXT NOT NULL,
    surname TEXT NOT NULL, given_name TEXT NOT NULL, patronymic TEXT NOT NULL,
    duplicate_key TEXT NOT NULL);
  CREATE UNIQUE INDEX patron_card ON patron(card) WHERE card <> '';
  CREATE INDEX patron_duplicate ON patron(duplicate_key);

  CREATE TABLE title(
    title_id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL, language TEXT NOT NULL,
    year TEXT NOT NULL, age_min INTEGER NOT NULL);

  CREATE TABLE item(
    item_id INTEGER PRIMARY KEY, barcode TEXT NOT NULL, inventory_no TEXT NOT NULL,
    title_id INTEGER NOT NULL, branch TEXT NOT NULL, item_type TEXT NOT NULL, home INTEGER NOT NULL,
    status TEXT NOT NULL);
  CREATE UNIQUE INDEX item_barcode ON item(barcode) WHERE barcode <> '';
  CREATE INDEX item_title ON item(title_id);

  CREATE TABLE loan(
    loan_id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL, patron_id INTEGER NOT NULL, kind TEXT NOT NULL,
    taken_on TEXT NOT NULL, entered_at_ms INTEGER NOT NULL, due_on TEXT NOT NULL,
    renewals INTEGER NOT NULL, renewals_max INTEGER NOT NULL,
    returned_on TEXT, return_entered_at_ms INTEGER);
  CREATE UNIQUE INDEX loan_open_item ON loan(item_id) WHERE returned_on IS NULL;
  CREATE INDEX loan_open_patron ON loan(patron_id) WHERE returned_on IS NULL;

  CREATE TABLE print_job(
    job_id TEXT PRIMARY KEY, place TEXT NOT NULL, device TEXT NOT NULL, document TEXT NOT NULL,
    state TEXT NOT NULL, why TEXT, created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL);
  CREATE INDEX print_job_state ON print_job(state);

  CREATE TABLE boot(boot_id TEXT PRIMARY KEY, offset_ms INTEGER, error_ms INTEGER NOT NULL);
  CREATE TABLE parked(
    table_name TEXT NOT NULL, id TEXT NOT NULL, ver INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY(table_name, id)) WITHOUT ROWID;
  `,
  // The first load (sync/first-load.ts): the snapshot being loaded, its chunks with the rows that are in, the bytes that have
  // come, and the open loans of which central has not spoken yet.
  `
  CREATE TABLE load(
    one INTEGER PRIMARY KEY CHECK(one = 1), state TEXT NOT NULL, answer TEXT NOT NULL,
    had_rows INTEGER NOT NULL);
  CREATE TABLE load_chunk(
    sha256 TEXT PRIMARY KEY, rows_done INTEGER NOT NULL, finished INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE load_part(
    sha256 TEXT NOT NULL, start INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(sha256, start));
  CREATE TABLE load_doubt(loan_id INTEGER PRIMARY KEY);
  `,
  // Counter-entries: what was undone here, records that were merged, readers who wait.
  `
  ALTER TABLE patron ADD COLUMN merged_into INTEGER;
  CREATE TABLE undone(seq INTEGER PRIMARY KEY, by_seq INTEGER NOT NULL);
  CREATE TABLE hold(
    hold_id INTEGER PRIMARY KEY, patron_id INTEGER NOT NULL, item_id INTEGER,
    title_id INTEGER NOT NULL, branch TEXT NOT NULL, state TEXT NOT NULL, loan_id INTEGER);
  CREATE INDEX hold_waiting ON hold(title_id) WHERE state = 'waiting';
  `,
  // Tags of books, and the security bits that are not known to be right (store/tag-rows.ts).
  `
  CREATE TABLE item_tag(uid TEXT PRIMARY KEY, item_id INTEGER NOT NULL, secured INTEGER) WITHOUT ROWID;
  CREATE INDEX item_tag_item ON item_tag(item_id);
  CREATE TABLE tag_duty(
    uid TEXT PRIMARY KEY, item_id INTEGER NOT NULL, secured INTEGER NOT NULL, alert INTEGER NOT NULL,
    place TEXT NOT NULL, since_ms INTEGER NOT NULL) WITHOUT ROWID;
  `,
  // What contacts counted and no journal entry holds yet (store/count-rows.ts).
  `
  CREATE TABLE pending_count(
    place TEXT NOT NULL, what TEXT NOT NULL, n INTEGER NOT NULL, from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL, PRIMARY KEY(place, what)) WITHOUT ROWID;
  `,
  // Held items in the compartments of lockers (lockers/locker-rows.ts).
  `
  CREATE TABLE locker(
    place TEXT NOT NULL, device TEXT NOT NULL, lock INTEGER NOT NULL, item_id INTEGER NOT NULL,
    patron_id INTEGER NOT NULL, hold_id INTEGER NOT NULL, put_at_ms INTEGER NOT NULL,
    loan_id INTEGER, alert INTEGER NOT NULL, PRIMARY KEY(place, device, lock)) WITHOUT ROWID;
  `,
  // The visit that stands at each place now (store/visit-rows.ts).
  `
  CREATE TABLE open_visit(
    place TEXT PRIMARY KEY, from_seq INTEGER NOT NULL, patron_id INTEGER, begun_at_ms INTEGER NOT NULL,
    wanted TEXT NOT NULL) WITHOUT ROWID;
  `,
  // What readers set or agreed to themselves, and which guardian stands for which child (store/setting-rows.ts, guardian-rows.ts).
  `
  CREATE TABLE setting(
    setting_id INTEGER PRIMARY KEY, consent TEXT, rules TEXT, agreed_at_ms INTEGER NOT NULL,
    pin TEXT, pin_at_ms INTEGER NOT NULL, remembers INTEGER NOT NULL, remembers_at_ms INTEGER NOT NULL);
  CREATE TABLE guardian(
    guardian_id INTEGER PRIMARY KEY, adult_id INTEGER NOT NULL, child_id INTEGER NOT NULL,
    active INTEGER NOT NULL);
  CREATE INDEX guardian_adult ON guardian(adult_id) WHERE active = 1;
  CREATE INDEX guardian_child ON guardian(child_id) WHERE active = 1;
  `,
  // What readers borrowed since they wished to be told of it, and nobody else's (store/read-before-rows.ts). Records merged into one
  // are asked for at every card (desk-family.ts).
  `
  CREATE TABLE read_before(
    patron_id INTEGER NOT NULL, title_id INTEGER NOT NULL, loan_id INTEGER NOT NULL,
    PRIMARY KEY(patron_id, title_id)) WITHOUT ROWID;
  CREATE INDEX read_before_loan ON read_before(loan_id);
  CREATE INDEX patron_merged ON patron(merged_into) WHERE merged_into IS NOT NULL;
  `,
  // The search index over titles, and which of them it has yet to take in (catalogue/search-index.ts). No OR IGNORE in the triggers:
  // the conflict clause of the statement that fires one, as of an upsert, would override it (sqlite.org/lang_createtrigger.html).
  `
  CREATE VIRTUAL TABLE title_search USING fts5(
    words, content='', contentless_delete=1, detail='none', prefix='1 2 3 4 5 6 7 8', tokenize='ascii');
  CREATE TABLE search_due(title_id INTEGER PRIMARY KEY);
  CREATE TRIGGER title_search_new AFTER INSERT ON title BEGIN
    INSERT INTO search_due SELECT new.title_id
      WHERE NOT EXISTS(SELECT 1 FROM search_due WHERE title_id = new.title_id);
  END;
  CREATE TRIGGER title_search_changed AFTER UPDATE OF title, author, year ON title
  WHEN new.title <> old.title OR new.author <> old.author OR new.year <> old.year BEGIN
    INSERT INTO search_due SELECT new.title_id
      WHERE NOT EXISTS(SELECT 1 FROM search_due WHERE title_id = new.title_id);
  END;
  CREATE TRIGGER title_search_gone AFTER DELETE ON title BEGIN
    INSERT INTO search_due SELECT old.title_id
      WHERE NOT EXISTS(SELECT 1 FROM search_due WHERE title_id = old.title_id);
  END;
  CREATE INDEX item_inventory ON item(inventory_no) WHERE inventory_no <> '';
  CREATE INDEX journal_wish ON journal(seq) WHERE type = 'wish';
  CREATE INDEX hold_patron ON hold(patron_id) WHERE state = 'waiting';
  `,
  // For which children a grown-up stands surety, as far as it was told here (store/guarantee-rows.ts); what a reader has read
  // (store/star-rows.ts).
  `
  CREATE TABLE guarantee(patron_id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL);
  CREATE INDEX loan_patron ON loan(patron_id);
  `,
];
