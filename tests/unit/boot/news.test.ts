import { beforeEach, describe, expect, it } from "vitest";
import { createNews, type News, type Note, type Place } from "../../../src/main/boot/news";
import type { AttemptView } from "../../../src/shared/attempt";
import { USD } from "../../../src/shared/currency";
import { cents } from "../../../src/shared/money";

let inFront: boolean;
let now: number;
let notes: Note[];
let places: Place[];
let news: News;

beforeEach(() => {
  inFront = false;
  now = 0;
  notes = [];
  places = [];
  news = createNews({
    clock: { steady: () => now },
    open: [],
    changed: () => undefined,
    shell: {
      inFront: () => inFront,
      notify: (note) => void notes.push(note),
      showAt: (place) => void places.push(place),
    },
  });
});

function attempt(state: AttemptView["state"], id = "one"): AttemptView {
  return {
    id,
    operation: "charge",
    connection: "payarc_test",
    account: "Web shop",
    state,
    currency: USD,
    amount: cents(1250),
    capture: true,
    paymentId: null,
    card: { brand: "visa", brandRaw: null, last4: "5439" },
    customer: { id: "c", name: "Ann Lee" },
    channel: "phone",
    operator: "ana",
    desk: "Front desk",
    openedAt: 0,
    sentAt: 0,
    closedAt: null,
    sends: 1,
    outcome: state === "closed" ? { kind: "refused", why: "absent", words: "", fields: {}, status: null } : null,
    looks: { count: 0, lastAt: null, nextAt: null },
    byHand: null,
  } as unknown as AttemptView;
}

describe("news of a check", () => {
  it("is told once, without a name or a card where a locked screen may show it", () => {
    news.heard(attempt("unknown"));
    news.heard(attempt("closed"));
    news.heard(attempt("closed"));
    expect(news.notices()).toHaveLength(1);
    expect(news.notices()[0]).toMatchObject({
      sentence: "Checked: $12.50 on Visa ···· 5439 is not charged (Web shop).",
      news: { attemptId: "one" },
    });
    expect(notes.map(({ title, body }) => [title, body])).toEqual([
      ["A payment was checked: Not charged", "$12.50 · Web shop"],
    ]);
  });

  it("is none of a payment that was answered at once, or closed by a person", () => {
    news.heard(attempt("sent"));
    news.heard(attempt("closed"));
    news.heard(attempt("unknown", "two"));
    news.heard(attempt("closed_by_hand", "two"));
    expect([news.notices(), notes]).toEqual([[], []]);
  });

  it("opens its entry on its own account, and is read then; also by the desktop's click", () => {
    for (const id of ["one", "two"]) {
      news.heard(attempt("unknown", id));
      news.heard(attempt("closed", id));
    }
    notes[0]?.onClick();
    news.open("answered two");
    news.open("answered nothing");
    expect(places).toEqual([
      { account: "payarc_test", screen: "activity", id: "one" },
      { account: "payarc_test", screen: "activity", id: "two" },
    ]);
    expect(news.notices()).toEqual([]);
  });

  it("stays on the screen alone while a window is in front", () => {
    inFront = true;
    news.heard(attempt("unknown"));
    news.heard(attempt("closed"));
    expect([news.notices().length, notes.length]).toEqual([1, 0]);
    news.read("answered one");
    expect(news.notices()).toEqual([]);
  });
});

describe("other news", () => {
  it("is a hold more that lapses soon, not those that were there at the start", () => {
    news.lapsing("payarc_test", "Web shop", 2);
    news.lapsing("payarc_test", "Web shop", 2);
    expect(notes).toEqual([]);
    news.lapsing("payarc_test", "Web shop", 3);
    news.lapsing("payarc_test", "Web shop", 1);
    expect(notes.map(({ title }) => title)).toEqual(["3 holds lapse soon"]);
  });

  it("is a file that took long, and no other", async () => {
    const place = { account: "payarc_test", screen: "payments", id: null } as const;
    const write = (ms: number, file: string | null): Promise<unknown> =>
      news.whenLong({ place, name: "Web shop", fileOf: () => file }, async () => (now += ms));
    await write(9_000, "quick.csv");
    await write(11_000, null);
    expect(notes).toEqual([]);
    await write(11_000, "Payments.csv");
    expect(news.notices()[0]?.sentence).toBe("Payments.csv is written.");
    expect(notes[0]?.title).toBe("The file is written");
  });
});
