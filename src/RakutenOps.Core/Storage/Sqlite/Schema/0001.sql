-- Moments are UTC, in 100 ns ticks since 1970-01-01: datetime(at / 10000000, 'unixepoch'). Days are JST calendar days, yyyy-MM-dd. Amounts are yen, exact, as text.

CREATE TABLE shop (
  name                   TEXT    PRIMARY KEY,
  endpoint               TEXT    NOT NULL,
  order_import           INTEGER NOT NULL CHECK (order_import IN (0, 1)),
  cancel_kind            INTEGER,
  auto_confirm           INTEGER NOT NULL CHECK (auto_confirm IN (0, 1)),
  register_shipping_date INTEGER NOT NULL CHECK (register_shipping_date IN (0, 1)),
  credential_reference   TEXT,                                   -- where the credential is kept, never the credential
  credential_given_at    INTEGER,
  license_expires_at     INTEGER,
  import_switched_on_at  INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE payment_method_map (                                -- 支払方法の取込設定
  shop            TEXT    NOT NULL,                              -- '' is every shop without a row of its own
  settlement_code INTEGER NOT NULL,
  settlement_name TEXT,
  payment_method  TEXT    NOT NULL,
  kind            INTEGER NOT NULL,
  PRIMARY KEY (shop, settlement_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE shippable_setting (                                 -- 出荷可能設定
  shop                    TEXT    NOT NULL,                      -- '' is every shop without a row of its own
  payment_method          TEXT    NOT NULL,
  initial_deposit_status  INTEGER NOT NULL CHECK (initial_deposit_status IN (0, 1, 2)),
  initial_approval_status INTEGER NOT NULL CHECK (initial_approval_status IN (0, 10, 20, 30, 70, 90)),
  required_deposit_status INTEGER NOT NULL CHECK (required_deposit_status IN (0, 1, 2)),
  PRIMARY KEY (shop, payment_method)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_slip (                                        -- 受注伝票
  slip_number               INTEGER PRIMARY KEY,
  shop                      TEXT    NOT NULL REFERENCES shop,
  order_number              TEXT    NOT NULL,
  root_order_number         TEXT    NOT NULL,                    -- without -bk-n, -fk-n: Rakuten's order
  origin                    TEXT    NOT NULL CHECK (origin IN ('api', 'csv', 'manual')),   -- fixed at creation (R6)
  divided_from              INTEGER REFERENCES order_slip,
  copied_from               INTEGER REFERENCES order_slip,
  merged_into               INTEGER REFERENCES order_slip,
  has_absorbed              INTEGER NOT NULL DEFAULT 0 CHECK (has_absorbed IN (0, 1)),     -- a slip was merged into this one at some time (A16)
  status                    INTEGER NOT NULL CHECK (status IN (0, 1, 2, 20, 30, 40, 50)),
  cancel_kind               INTEGER NOT NULL CHECK (cancel_kind BETWEEN 0 AND 20),         -- 0 is live
  deposit_status            INTEGER NOT NULL CHECK (deposit_status IN (0, 1, 2)),
  approval_status           INTEGER NOT NULL CHECK (approval_status IN (0, 10, 20, 30, 70, 90)),
  approval_date             TEXT,                                -- null is 空欄
  payment_method            TEXT,
  settlement_code           INTEGER,
  total_amount              TEXT    NOT NULL,
  confirm_check             INTEGER NOT NULL CHECK (confirm_check IN (0, 1, 2)),
  ordered_at                INTEGER NOT NULL,
  payment_method_changed_at INTEGER,
  amount_changed_at         INTEGER,
  last_evidence_at          INTEGER,                             -- R18
  planned_ship_date         TEXT,
  print_instruct_date       TEXT,
  cancel_synced_at          INTEGER,                             -- R23: once per slip
  excluded_reason           INTEGER NOT NULL CHECK (excluded_reason BETWEEN 0 AND 4),      -- 0 is not excluded (R6)
  edited_at                 INTEGER NOT NULL,
  version                   INTEGER NOT NULL                     -- R24
) STRICT;

CREATE INDEX slip_of_order ON order_slip (root_order_number, shop);
CREATE INDEX slip_by_time ON order_slip (shop, ordered_at);
CREATE INDEX merged_slip ON order_slip (merged_into) WHERE merged_into IS NOT NULL;

-- Waiting is R4 with R6. Each index below holds what one question of the planner is about and nothing else, so a cycle costs what waits, not what the shop ever sold.
CREATE INDEX waiting_order ON order_slip (shop, root_order_number)
  WHERE origin = 'api' AND excluded_reason = 0 AND cancel_kind = 0 AND status = 2 AND deposit_status = 0 AND approval_status = 10 AND approval_date IS NULL;
CREATE INDEX waiting_by_time ON order_slip (shop, ordered_at, slip_number, root_order_number)
  WHERE origin = 'api' AND excluded_reason = 0 AND cancel_kind = 0 AND status = 2 AND deposit_status = 0 AND approval_status = 10 AND approval_date IS NULL;
CREATE INDEX waiting_edited ON order_slip (shop, edited_at, root_order_number)
  WHERE origin = 'api' AND excluded_reason = 0 AND cancel_kind = 0 AND status = 2 AND deposit_status = 0 AND approval_status = 10 AND approval_date IS NULL;
CREATE INDEX waiting_once_approved ON order_slip (shop, root_order_number)
  WHERE origin = 'api' AND excluded_reason = 0 AND cancel_kind = 0 AND status = 2 AND deposit_status = 0 AND approval_status = 10 AND approval_date IS NULL
    AND last_evidence_at IS NOT NULL;
CREATE INDEX live_slip ON order_slip (shop, ordered_at) WHERE cancel_kind = 0 AND status < 50;
CREATE INDEX paid_slip ON order_slip (shop, ordered_at) WHERE cancel_kind = 0 AND status < 50 AND deposit_status = 2;
CREATE INDEX instructed_slip ON order_slip (shop, print_instruct_date)
  WHERE cancel_kind = 0 AND excluded_reason = 0 AND status IN (2, 20, 30, 40) AND print_instruct_date IS NOT NULL;
CREATE INDEX absorbing_slip ON order_slip (shop) WHERE has_absorbed = 1 AND cancel_kind = 0 AND status < 50;

CREATE TABLE order_line (
  slip_number        INTEGER NOT NULL REFERENCES order_slip,
  line_number        INTEGER NOT NULL,
  item_code          TEXT    NOT NULL,
  item_name          TEXT,
  quantity           INTEGER NOT NULL,
  allocated_quantity INTEGER NOT NULL,
  unit_price         TEXT    NOT NULL,
  release_date       TEXT,
  PRIMARY KEY (slip_number, line_number)
) STRICT, WITHOUT ROWID;

CREATE TABLE slip_change (                                       -- one change of one slip: when, by whom, on what evidence
  change_id   INTEGER PRIMARY KEY,                               -- the history_id of its first row: one sequence of numbers names rows and changes
  slip_number INTEGER NOT NULL REFERENCES order_slip,
  at          INTEGER NOT NULL,
  run_id      TEXT,
  evidence    TEXT,
  changed_by  TEXT    NOT NULL
) STRICT;

CREATE INDEX change_of_slip ON slip_change (slip_number);
CREATE INDEX change_by_time ON slip_change (at);
CREATE INDEX change_of_run ON slip_change (run_id) WHERE run_id IS NOT NULL;

CREATE TABLE slip_history (                                      -- one row per field of a change
  change_id    INTEGER NOT NULL REFERENCES slip_change,
  history_id   INTEGER NOT NULL,
  rule         TEXT    NOT NULL,
  field        TEXT    NOT NULL,
  before_value TEXT,
  after_value  TEXT,
  PRIMARY KEY (change_id, history_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_sighting (                                    -- what was last seen on RMS
  shop                      TEXT    NOT NULL REFERENCES shop ON DELETE CASCADE,
  order_number              TEXT    NOT NULL,
  seen_at                   INTEGER NOT NULL,
  order_json                TEXT,
  settlement_change_seen_at INTEGER,
  held                      TEXT,                                -- reason code
  told                      TEXT    NOT NULL,                    -- reason codes, apart by spaces
  PRIMARY KEY (shop, order_number)
) STRICT;

CREATE INDEX held_order ON order_sighting (shop, order_number) WHERE held IS NOT NULL;

CREATE TABLE sync_run (
  run_id          TEXT    PRIMARY KEY,
  shop            TEXT    NOT NULL,
  kind            TEXT    NOT NULL,
  started_at      INTEGER NOT NULL,
  ended_at        INTEGER,
  completed       INTEGER NOT NULL CHECK (completed IN (0, 1)),
  error           TEXT,
  requests        INTEGER NOT NULL,
  orders_read     INTEGER NOT NULL,
  slips_changed   INTEGER NOT NULL,
  needs_attention INTEGER NOT NULL,
  host            TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX run_by_time ON sync_run (started_at, run_id);
CREATE INDEX run_of_shop ON sync_run (shop, started_at, run_id);
CREATE INDEX open_run ON sync_run (shop, started_at, run_id) WHERE ended_at IS NULL AND error IS NULL;

CREATE TABLE notice (                                            -- causes of which a person has been told: once, not every 15 minutes
  shop    TEXT    NOT NULL,                                      -- '' is no shop in particular
  cause   TEXT    NOT NULL,
  seen_at INTEGER NOT NULL,                                      -- when the cause last showed
  PRIMARY KEY (shop, cause)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_cursor (
  shop                   TEXT    PRIMARY KEY REFERENCES shop ON DELETE CASCADE,
  payment_completed_from INTEGER,
  imported_until         INTEGER,
  sweep_ordered_at       INTEGER,
  sweep_slip_number      INTEGER,
  swept_at               INTEGER,
  old_sweep_ordered_at   INTEGER,
  old_sweep_slip_number  INTEGER,
  old_swept_at           INTEGER,
  cancel_window          INTEGER NOT NULL,
  processing_swept_to    INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE shop_lease (                                        -- who works a shop, and when its next request to RMS may go
  shop            TEXT PRIMARY KEY,
  owner           TEXT,
  held_until      INTEGER,
  next_request_at INTEGER
) STRICT, WITHOUT ROWID;
