import { randomUUID } from "node:crypto";
import { test } from "vitest";
import { createOthers } from "../../src/main/shared-book/others";
import { shopOf } from "../../src/main/shared-book/shop";
import { ACCOUNT, firstDesk, makeBank, openDesk, orderOf, type Desk } from "../book/kit";
import { postgresPrograms, startPostgres, type Postgres } from "../fixtures/postgres";
import { isQuick, part, tellFigures, type Figure } from "./figures";

/** Rows of the book when it is looked at, the fewest first; charges that are timed for each side. */
const SIZES = (process.env["SIZES"] ?? (isQuick ? "1000,100000" : "50000,500000,5000000")).split(",").map(Number);
const ROUNDS = Number(process.env["ROUNDS"] ?? (isQuick ? 60 : 300));
const DESKS = 50;
const MONTHS = 12;
const HOUR = 3_600_000;

test.skipIf(postgresPrograms() === null)(
  "the shared book",
  async () => {
    const postgres = await startPostgres({ durable: true });
    try {
      tellFigures([
        ...(await costOfACharge(postgres)),
        ...(await besideNothing(postgres)),
        ...(await growing(postgres)),
      ]);
    } finally {
      await postgres.end();
    }
  },
  HOUR,
);

/** Enter to the answer, with and without the book, in turns; the processor answers at once. */
async function costOfACharge(postgres: Postgres): Promise<Figure[]> {
  const bank = makeBank();
  const { kept } = await firstDesk(postgres);
  const withBook = openDesk(kept, bank, "Till 1", "Ana");
  const nowhere = { ...kept, address: { ...kept.address, port: 1 } };
  const without = openDesk(nowhere, bank, "Till 2", "Ben");
  while (withBook.book.seen().seen !== "seen") await new Promise((resolve) => setTimeout(resolve, 20));
  const times = new Map<Desk, number[]>([
    [withBook, []],
    [without, []],
  ]);
  for (let round = -10; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? [withBook, without] : [without, withBook];
    for (const desk of order) {
      const began = performance.now();
      await desk.payments.of(ACCOUNT).charge(orderOf(String(1_000 + (Math.abs(round) % 9_000)), 10_000 + round));
      if (round >= 0) times.get(desk)?.push(performance.now() - began);
      // A person needs a moment for the next order; meanwhile the rows go.
      await new Promise((resolve) => setTimeout(resolve, 80));
    }
  }
  await Promise.all([withBook, without].map((desk) => desk.close()));
  const [ours = [], alone = []] = times.values();
  const figure = (what: string, share: number, most: number | null): Figure => ({
    what,
    unit: "ms",
    ours: round2(part(ours, share)),
    baseline: round2(part(alone, share)),
    against: "without a book",
    ...(most === null ? {} : { goal: { most, of: "beyond" as const } }),
  });
  return [figure("Enter to the answer, median", 0.5, null), figure("Enter to the answer, p95", 0.95, 10)];
}

/** One claim beside a question that asks nothing, in turns: what the book itself takes, whatever else the machine does. */
async function besideNothing({ port, password }: Postgres): Promise<Figure[]> {
  const pgClient = (await import("pg")).default;
  const client = new pgClient.Client({ host: "127.0.0.1", port, user: "postgres", password, database: "shop" });
  await client.connect();
  const desk = randomUUID();
  const text = "SELECT * FROM counterfoil.announce($1, $2, $3, 100, 'USD', '', '{}')";
  const times: Record<"claim" | "nothing", number[]> = { claim: [], nothing: [] };
  const timed = async (into: number[], run: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    await run();
    into.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 40));
  };
  for (let round = 0; round < ROUNDS; round++) {
    await timed(times.nothing, () => client.query("SELECT 1"));
    const values = [randomUUID(), desk, Buffer.from(randomUUID())];
    await timed(times.claim, () => client.query({ name: "announce", text, values }));
  }
  await client.end();
  return ([0.5, 0.95] as const).map((share) => ({
    what: `a claim, ${share === 0.5 ? "median" : "p95"}`,
    unit: "ms",
    ours: round2(part(times.claim, share)),
    baseline: round2(part(times.nothing, share)),
    against: "an empty question",
    ...(share === 0.5 ? {} : { goal: { most: 10, of: "beyond" as const } }),
  }));
}

/** What a desk reads at its start, and a claim, by how many rows the book has. */
async function growing(postgres: Postgres): Promise<Figure[]> {
  const pgClient = (await import("pg")).default;
  const { port, password } = postgres;
  const client = new pgClient.Client({ host: "127.0.0.1", port, user: "postgres", password, database: "shop" });
  await client.connect();
  await client.query("SET search_path = counterfoil");
  await client.query("SET synchronous_commit = off");
  for (let month = 0; month < MONTHS; month++)
    await client.query("SELECT make_month((date_trunc('month', now()) - make_interval(months => $1))::date)", [month]);
  const shop = shopOf("growing");
  const desk = "00000000-0000-4000-8000-000000000001";
  const starts: Record<number, number> = {};
  const claims: Record<number, number> = {};
  let there = 0;
  for (const size of SIZES) {
    // Three rows a charge; of fifty desks, over a year, with a body as long as a real one.
    await client.query(
      `INSERT INTO row (month, attempt, nth, desk, seq, at, account, body, received)
       SELECT date_trunc('month', its)::date, md5('a' || charge)::uuid, nth,
         ('00000000-0000-4000-8000-' || lpad((1 + charge % ${DESKS})::text, 12, '0'))::uuid,
         charge / ${DESKS} * 3 + nth + 1, its, '\\x01', decode(repeat(md5(charge::text), 10), 'hex'), its
       FROM generate_series($1::bigint, $2::bigint) AS charge, generate_series(0, 2) AS nth,
         LATERAL (SELECT now() - (charge::float8 / $3) * interval '350 days' AS its) AS at_time`,
      [Math.floor(there / 3), Math.floor(size / 3) - 1, Math.max(...SIZES) / 3],
    );
    there = size;
    await client.query("ANALYZE row");
    const others = createOthers({ shop, desk });
    const timed = async (run: () => Promise<unknown>): Promise<number> => {
      const took: number[] = [];
      for (let round = 0; round < 20; round++) {
        const began = performance.now();
        await run();
        took.push(performance.now() - began);
      }
      return round2(part(took, 0.5));
    };
    starts[size] = await timed(async () => {
      await others.begin(client);
      await client.query("SELECT seq, attempt, nth FROM row WHERE desk = $1 ORDER BY seq DESC LIMIT 1", [desk]);
    });
    claims[size] = await timed(() =>
      client.query("SELECT * FROM announce($1, $2, $3, 100, 'USD', '', '{}')", [
        randomUUID(),
        desk,
        Buffer.from(randomUUID()),
      ]),
    );
  }
  await client.end();
  const largest = Math.max(...SIZES);
  return [
    { what: "what a desk reads at its start", unit: "ms", ours: starts[largest] ?? 0, sizes: starts },
    { what: "a claim", unit: "ms", ours: claims[largest] ?? 0, sizes: claims },
  ];
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
