/**
 * The tables of the book, step by step. A step that has been in use is never changed: another is added behind it. They
 * work on PostgreSQL 12 and newer.
 *
 * SECURITY: a desk's login is a member of `counterfoil_desk`, which may read, and add rows; nobody may change or delete
 * one, whoever owns the tables included. Claims are written by functions alone. What people read in a row is sealed with
 * the shop's secret (shop.ts), which is not here.
 */
export const SCHEMA = "counterfoil";
export const DESK_ROLE = "counterfoil_desk";

/** What a claim says of itself: it is under way, it took money, or nobody knows. */
export type ClaimState = "open" | "took" | "unknown";

const FIRST = `
CREATE TABLE shop (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  id uuid NOT NULL,
  proof bytea NOT NULL
);

-- The copy of every desk's journal. \`month\` follows from \`at\`, which never changes, so that the same row, sent twice,
-- meets itself. \`login\` is the server's word for who wrote it.
CREATE TABLE row (
  month date NOT NULL,
  attempt uuid NOT NULL,
  nth integer NOT NULL,
  desk uuid NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  account bytea NOT NULL,
  body bytea NOT NULL,
  received timestamptz NOT NULL DEFAULT clock_timestamp(),
  login text NOT NULL DEFAULT session_user,
  PRIMARY KEY (attempt, nth, month)
) PARTITION BY RANGE (month);
CREATE TABLE row_rest PARTITION OF row DEFAULT;
CREATE INDEX row_of_desk ON row (desk, seq);
CREATE INDEX row_received ON row (received);
CREATE INDEX row_day ON row (account, at);

-- Charges that are under way, and those of the last day that took money or may have. One open claim of an account, card
-- and sum; \`beside\`: a person was asked and went on.
CREATE TABLE claim (
  attempt uuid PRIMARY KEY,
  desk uuid NOT NULL,
  login text NOT NULL DEFAULT session_user,
  card bytea NOT NULL,
  cents bigint NOT NULL,
  currency text NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'took', 'unknown')),
  beside boolean NOT NULL,
  opened timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended timestamptz,
  body bytea NOT NULL
);
CREATE UNIQUE INDEX claim_one_open ON claim (card, cents, currency) WHERE state = 'open' AND NOT beside;
CREATE INDEX claim_same ON claim (card, cents, currency);
CREATE INDEX claim_opened ON claim (opened);

-- Orders put aside: the first row parks one, the second takes it up. Of two desks one adds the second row.
CREATE TABLE parked (
  id uuid NOT NULL,
  nth smallint NOT NULL CHECK (nth IN (0, 1)),
  desk uuid NOT NULL,
  body bytea NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  login text NOT NULL DEFAULT session_user,
  PRIMARY KEY (id, nth)
);
CREATE INDEX parked_newest ON parked (at) WHERE nth = 0;

CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of the book are only added';
END $$;
CREATE TRIGGER row_never_changes AFTER UPDATE OR DELETE ON row FOR EACH ROW EXECUTE FUNCTION never();
CREATE TRIGGER row_never_emptied BEFORE TRUNCATE ON row EXECUTE FUNCTION never();
CREATE TRIGGER parked_never_changes AFTER UPDATE OR DELETE ON parked FOR EACH ROW EXECUTE FUNCTION never();
CREATE TRIGGER parked_never_emptied BEFORE TRUNCATE ON parked EXECUTE FUNCTION never();
CREATE TRIGGER shop_never_changes AFTER UPDATE OR DELETE ON shop FOR EACH ROW EXECUTE FUNCTION never();
CREATE TRIGGER shop_never_emptied BEFORE TRUNCATE ON shop EXECUTE FUNCTION never();

-- MONEY: one question, one answer: other desks' claims of that card and sum that are not named in \`despite\`; where
-- there are none, the claim is made. One after the other for a card and sum, so that of two desks one is asked.
CREATE FUNCTION announce(
  its_attempt uuid, its_desk uuid, its_card bytea, its_cents bigint, its_currency text, its_body bytea, despite uuid[]
) RETURNS TABLE (attempt uuid, desk uuid, state text, opened timestamptz, body bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterfoil, pg_temp AS $$
#variable_conflict use_column
BEGIN
  -- Nobody waits for the disk: what a crash of the server loses, the desks claim anew (claims.ts).
  PERFORM set_config('synchronous_commit', 'off', true);
  PERFORM pg_advisory_xact_lock(hashtextextended(encode(its_card, 'hex') || its_cents || its_currency, 0));
  DELETE FROM claim c WHERE c.attempt IN (SELECT old.attempt FROM claim old
    WHERE old.opened < clock_timestamp() - interval '24 hours' LIMIT 20 FOR UPDATE SKIP LOCKED);
  -- Nobody has said how it ended: it is released, and what it did is still a question.
  UPDATE claim c SET state = 'unknown', ended = clock_timestamp()
    WHERE c.card = its_card AND c.cents = its_cents AND c.currency = its_currency AND c.state = 'open'
      AND c.opened < clock_timestamp() - interval '5 minutes';
  RETURN QUERY SELECT c.attempt, c.desk, c.state, c.opened, c.body FROM claim c
    WHERE c.card = its_card AND c.cents = its_cents AND c.currency = its_currency
      AND c.desk <> its_desk AND c.attempt <> its_attempt AND NOT c.attempt = ANY (despite)
    ORDER BY c.opened DESC LIMIT 50;
  IF FOUND THEN RETURN; END IF;
  INSERT INTO claim AS c (attempt, desk, card, cents, currency, beside, body)
    VALUES (its_attempt, its_desk, its_card, its_cents, its_currency,
      EXISTS (SELECT 1 FROM claim o WHERE o.card = its_card AND o.cents = its_cents AND o.currency = its_currency
        AND o.state = 'open' AND NOT o.beside AND o.attempt <> its_attempt), its_body)
    ON CONFLICT (attempt) DO NOTHING;
END $$;

-- How a claim ended, told by its own desk: 'took', 'unknown', or 'not', after which nothing of it is left.
CREATE FUNCTION release(its_attempt uuid, its_desk uuid, how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterfoil, pg_temp AS $$
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  IF how NOT IN ('took', 'unknown', 'not') THEN RAISE EXCEPTION 'no such end of a claim'; END IF;
  IF how = 'not' THEN
    DELETE FROM claim c WHERE c.attempt = its_attempt AND c.desk = its_desk AND c.login = session_user::text;
  ELSE
    UPDATE claim c SET state = how, ended = clock_timestamp()
      WHERE c.attempt = its_attempt AND c.desk = its_desk AND c.login = session_user::text;
  END IF;
END $$;

-- Makes the part of a month. Where rows of it came before, they stay in the rest, and so do those that follow.
CREATE FUNCTION make_month(its_month date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterfoil, pg_temp AS $$
DECLARE
  first date := date_trunc('month', its_month)::date;
  part text := 'row_' || to_char(first, 'YYYY_MM');
BEGIN
  IF first < date_trunc('month', clock_timestamp()) - interval '13 months'
    OR first > date_trunc('month', clock_timestamp()) + interval '2 months'
    OR to_regclass('counterfoil.' || part) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('counterfoil month', 0));
  IF to_regclass('counterfoil.' || part) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF row FOR VALUES FROM (%L) TO (%L)', part, first, first + interval '1 month');
EXCEPTION WHEN check_violation THEN NULL;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA counterfoil FROM PUBLIC;
GRANT USAGE ON SCHEMA counterfoil TO counterfoil_desk;
GRANT SELECT ON ALL TABLES IN SCHEMA counterfoil TO counterfoil_desk;
GRANT INSERT (id, proof) ON shop TO counterfoil_desk;
GRANT INSERT (month, attempt, nth, desk, seq, at, account, body) ON row TO counterfoil_desk;
GRANT INSERT (id, nth, desk, body) ON parked TO counterfoil_desk;
GRANT EXECUTE ON FUNCTION announce, release, make_month TO counterfoil_desk;
`;

const PEOPLE = `
-- The people of the shop, the whole list in each row; the newest counts. Of two desks one adds the next version.
CREATE TABLE people (
  version bigint PRIMARY KEY CHECK (version > 0),
  desk uuid NOT NULL,
  body bytea NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  login text NOT NULL DEFAULT session_user
);
CREATE TRIGGER people_never_change AFTER UPDATE OR DELETE ON people FOR EACH ROW EXECUTE FUNCTION never();
CREATE TRIGGER people_never_emptied BEFORE TRUNCATE ON people EXECUTE FUNCTION never();
GRANT SELECT ON people TO counterfoil_desk;
GRANT INSERT (version, desk, body) ON people TO counterfoil_desk;
`;

/** Each step's place in the list, counted from 1, is the version that it makes. */
export const STEPS: readonly string[] = [FIRST, PEOPLE];
