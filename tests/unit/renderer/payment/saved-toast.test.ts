import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { tellSaved } from "../../../../src/renderer/payment/saved-toast";
import { useToasts } from "../../../../src/renderer/stores/toasts";

/** How it is told that a file was written: for some seconds, or until it was read when nobody was looking any more. */

const FILE = "7c1e2b54-9d1c-4a6e-8f0b-3a3f5c1ab2f0";
const A_WHILE_MS = 60_000;
const sentences = (): string[] => useToasts.getState().toasts.map(({ sentence }) => sentence);

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  useToasts.setState({ toasts: [] });
});

async function saved(tookMs: number, file: string | null = FILE): Promise<void> {
  const work = new Promise<{ path: string | null; file: string | null }>((done) =>
    setTimeout(() => done({ path: file === null ? null : "/home/ana/Day.csv", file }), tookMs),
  );
  const told = tellSaved(work);
  await vi.advanceTimersByTimeAsync(tookMs);
  await told;
}

it("a file that was written at once is told for some seconds, with a way to it", async () => {
  await saved(500);
  expect(useToasts.getState().toasts).toMatchObject([
    { sentence: "Saved as /home/ana/Day.csv", tone: "info", action: { label: "Show in folder" } },
  ]);
  await vi.advanceTimersByTimeAsync(A_WHILE_MS);
  expect(sentences()).toEqual([]);
});

it("one that took longer is told until it is put away", async () => {
  await saved(9_000);
  await vi.advanceTimersByTimeAsync(A_WHILE_MS);
  expect(sentences()).toEqual(["Saved as /home/ana/Day.csv"]);
});

it("nothing is told where the person cancelled", async () => {
  await saved(9_000, null);
  expect(sentences()).toEqual([]);
});
