import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startPostgres, type Postgres } from "../fixtures/postgres";
import { openDoor, type Door } from "./door";
import { firstDesk, makeBank, nextDesk, openDesk, type Bank, type Desk } from "./kit";
import { race, rolls, type Raced } from "./race";

/** So many pairs; `npm run desks -- 2000` asks for more. */
const PAIRS = Number(process.env["COUNTERFOIL_DESKS"] ?? "100");
const SEED = Number(process.env["COUNTERFOIL_DESKS_SEED"] ?? "1");
/** Pairs of one kind, and how many of them race at the same time: a desk has one order at a time. */
const BATCH = 12;
const AT_ONCE = 3;
/** What happens to the book while pairs race, one after the other. */
const KINDS = ["plain", "slow", "plain", "cut", "plain", "restarted", "full", "restored"] as const;
type Kind = (typeof KINDS)[number];

let postgres: Postgres;
let small: string | null;
let doors: Door[];
let desks: readonly [Desk, Desk];
let bank: Bank;
/** What is backed up, and where the copy lies. */
let kept: readonly (readonly [string, string])[];
const roll = rolls(SEED);

beforeAll(async () => {
  postgres = await startPostgres({ settings: ["max_wal_size=64MB"] });
  small = await smallDisk();
  kept = [postgres.data, ...(small === null ? [] : [small])].map((place) => [place, `${place}-copy`]);
  const { kept: access, words } = await firstDesk(postgres);
  const other = await nextDesk(postgres, words);
  doors = await Promise.all([openDoor(postgres.port), openDoor(postgres.port)]);
  bank = makeBank();
  const through = (its: typeof access, door: Door | undefined) => ({
    ...its,
    address: { ...its.address, port: door?.port ?? 0 },
  });
  desks = [
    openDesk(through(access, doors[0]), bank, "Till 1", "Ana"),
    openDesk(through(other, doors[1]), bank, "Till 2", "Ben"),
  ];
});

afterAll(async () => {
  await Promise.all(desks.map((desk) => desk.close()));
  await Promise.all(doors.map((door) => door.close()));
  await postgres.end();
  if (small === null) return;
  execFileSync("umount", ["-l", small]);
  for (const place of [small, `${small}-copy`]) rmSync(place, { recursive: true, force: true });
});

const seen = () =>
  expect
    .poll(() => desks.map((desk) => desk.book.seen()))
    .toEqual(desks.map(() => ({ seen: "seen", sentence: null, waiting: 0, people: "own" })));

/** A disk of 24 MB that the book's tables lie on; null: none can be made here. */
async function smallDisk(): Promise<string | null> {
  if (process.getuid?.() !== 0) return null;
  const place = mkdtempSync(join(tmpdir(), "counterfoil-small-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m,mode=0700,uid=65534,gid=65534", "tmpfs", place], {
      stdio: "ignore",
    });
  } catch {
    return null;
  }
  await postgres.query(`CREATE TABLESPACE small LOCATION '${place}'`);
  await postgres.program("psql", [
    postgres.address.replace(/shop$/, "postgres"),
    "-c",
    "ALTER DATABASE shop SET TABLESPACE small",
  ]);
  return place;
}

/** Takes up all room on the small disk; answers what gives it back. */
function fill(): () => void {
  if (small === null) return () => undefined;
  const ballast = join(small, "ballast");
  const { bavail, bsize } = statfsSync(small);
  try {
    writeFileSync(ballast, Buffer.alloc(bavail * bsize));
  } catch {
    // Full is what was wanted.
  }
  return () => rmSync(ballast, { force: true });
}

/** What goes wrong while pairs race begins; the answer ends it. */
function trouble(kind: Kind): () => Promise<void> {
  const mend = async (): Promise<void> => doors.forEach((door) => door.mend());
  switch (kind) {
    case "plain":
      return mend;
    case "slow":
      doors.forEach((door) => door.slow(400));
      return mend;
    case "cut": {
      const cutting = setTimeout(() => doors[Math.floor(roll() * 2)]?.cut(), Math.floor(roll() * 40));
      return async () => {
        clearTimeout(cutting);
        await mend();
      };
    }
    case "restarted": {
      const stopped = postgres.stop("immediate");
      return async () => {
        await stopped;
        await postgres.start();
      };
    }
    case "restored":
      return async () => {
        await postgres.stop("fast");
        for (const [place, copy] of kept) {
          for (const name of readdirSync(place)) rmSync(join(place, name), { recursive: true, force: true });
          execFileSync("cp", ["-a", `${copy}/.`, place]);
        }
        await postgres.start();
      };
    case "full": {
      const free = fill();
      return async () => free();
    }
  }
}

/** A backup of the book as it is now: the data, and what lies on the small disk. */
async function backUp(): Promise<void> {
  await postgres.stop("fast");
  for (const [place, copy] of kept) {
    rmSync(copy, { recursive: true, force: true });
    execFileSync("cp", ["-a", place, copy]);
  }
  await postgres.start();
}

/** The rows of the book, by what names each. */
async function rows(): Promise<Map<string, string>> {
  const found = await postgres.query("SELECT attempt || ' ' || nth AS its, md5(r::text) AS sum FROM counterfoil.row r");
  return new Map((found.rows as { its: string; sum: string }[]).map(({ its, sum }) => [its, sum]));
}

it(`${PAIRS} pairs of desks race the same card and sum: none is doubled unasked, no row is lost or changed`, async () => {
  const raced: (Raced & { kind: Kind })[] = [];
  let before = await rows();
  let changed = 0;
  await backUp();
  await seen();
  for (let pair = 0, batch = 0; pair < PAIRS; batch++) {
    const kind = KINDS[batch % KINDS.length] ?? "plain";
    const end = trouble(kind);
    for (const last = Math.min(pair + BATCH, PAIRS); pair < last; ) {
      const many = Math.min(AT_ONCE, last - pair);
      const first = pair;
      const all = await Promise.all(Array.from({ length: many }, (_, at) => race(desks, bank, first + at, roll)));
      raced.push(...all.map((one) => ({ ...one, kind })));
      pair += many;
    }
    await end();
    await seen();
    const after = await rows();
    // What a restored book gets again is sealed anew.
    if (kind !== "restored") changed += [...before].filter(([its, sum]) => after.get(its) !== sum).length;
    before = after;
  }
  const doubled = raced.filter(({ taken, asked, answered }) => taken > 1 && !asked && answered);
  const unseen = raced.filter(({ taken, asked, answered }) => taken > 1 && !asked && !answered);
  const here = desks.flatMap(({ journal }) => journal.after(0, 1_000_000).rows);
  const lost = here.filter(({ attempt, nth }) => !before.has(`${attempt} ${nth}`));
  const taken = new Set(here.map(({ attempt }) => attempt));
  console.log(
    `desks: ${PAIRS} pairs, seed ${SEED}: ${raced.filter(({ asked }) => asked).length} asked, ` +
      `${doubled.length} doubled while the book answered, ${unseen.length} while it did not, ` +
      `${lost.length} rows lost, ${changed} changed, of ${here.length}; ` +
      `slowest ${Math.round(Math.max(...raced.map(({ took }) => took)))} ms${small === null ? "; no disk could be filled" : ""}`,
  );
  expect({ doubled, lost, changed }).toEqual({ doubled: [], lost: [], changed: 0 });
  expect(before.size).toBe(here.length);
  expect(bank.taken.every(({ reference }) => taken.has(reference))).toBe(true);
  // The book was there most of the time, so that this proves something.
  const inPeace = raced.filter(({ kind }) => kind === "plain");
  expect(inPeace.filter(({ asked }) => asked).length).toBeGreaterThan(inPeace.length * 0.5);
});
