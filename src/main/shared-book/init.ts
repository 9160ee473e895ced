import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { Failure } from "../../shared/failure";
import { desksWords as words } from "../../shared/words/desks";
import { DESK_ROLE, SCHEMA, STEPS } from "./schema";

/** Any two numbers that nothing else locks in this database: one desk makes the tables at a time. */
const LOCK = "SELECT pg_advisory_xact_lock(1129270868, 1)";
const OLDEST = 120_000;

/** A login that a desk uses, as the server knows it. */
export interface MadeLogin {
  readonly login: string;
  readonly password: string;
}

/** The version of the book's tables; 0: there is no book. Throws a Failure where this login may not look. */
export async function bookVersion(client: Client): Promise<number> {
  const server = await client.query<{ version: string }>("SELECT current_setting('server_version_num') AS version");
  if (Number(server.rows[0]?.version ?? 0) < OLDEST) throw new Failure("refused", words.tooOld);
  const there = await client.query<{ there: boolean; may: boolean }>(
    `SELECT to_regnamespace($1) IS NOT NULL AS there,
            coalesce(has_schema_privilege(to_regnamespace($1), 'USAGE'), true) AS may`,
    [SCHEMA],
  );
  if (!there.rows[0]?.there) return 0;
  if (!there.rows[0].may) throw new Failure("unauthorized", words.notAllowed, { address: words.notAllowed });
  const found = await client.query<{ step: number | null }>(`SELECT max(step) AS step FROM ${SCHEMA}.version`);
  return found.rows[0]?.step ?? 0;
}

/** Whether this login may make tables and other logins. */
export async function mayMake(client: Client): Promise<boolean> {
  const found = await client.query<{ may: boolean }>(
    `SELECT (rolsuper OR rolcreaterole) AND has_database_privilege(current_database(), 'CREATE') AS may
     FROM pg_roles WHERE rolname = current_user`,
  );
  return found.rows[0]?.may ?? false;
}

/**
 * Makes the tables of a new book, or brings those of an older one to the newest version, step by step; each step is
 * whole or not there. `steps`: those of this program, but for tests. Throws a Failure where the book is a newer
 * program's.
 */
export async function makeBook(client: Client, steps: readonly string[] = STEPS): Promise<void> {
  for (;;) {
    const at = await bookVersion(client);
    if (at > steps.length) throw new Failure("refused", words.newer);
    if (at === steps.length) return;
    await inTransaction(client, async () => {
      await client.query(LOCK);
      // Another desk may have been quicker.
      if ((await bookVersion(client)) !== at) return;
      if (at === 0) await makeRoom(client);
      await client.query("SELECT set_config('search_path', $1, true)", [SCHEMA]);
      await client.query(steps[at] ?? "");
      await client.query(`INSERT INTO ${SCHEMA}.version (step) VALUES ($1)`, [at + 1]);
    });
  }
}

async function makeRoom(client: Client): Promise<void> {
  const role = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [DESK_ROLE]);
  if (role.rows.length === 0) await client.query(`CREATE ROLE ${DESK_ROLE} NOLOGIN`);
  await client.query(`CREATE SCHEMA ${SCHEMA}`);
  await client.query(
    `CREATE TABLE ${SCHEMA}.version (step integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  );
}

/** Makes a login that may do what a desk does, and nothing else. Throws what the server says. */
export async function makeLogin(client: Client): Promise<MadeLogin> {
  const login = `counterfoil_desk_${randomBytes(6).toString("hex")}`;
  const password = randomBytes(24).toString("base64url");
  // Letters, digits, - and _ alone, so that nothing in them ends the quotes.
  await client.query(
    `CREATE ROLE ${login} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${password}' IN ROLE ${DESK_ROLE}`,
  );
  return { login, password };
}

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query("BEGIN");
  try {
    await work();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
