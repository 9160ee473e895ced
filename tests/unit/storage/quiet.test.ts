import Library from "libsql";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openDatabase } from "../../../src/main/storage/database";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("a database gives back its memory once, when nobody has asked it anything for half a minute", () => {
  const asked = vi.spyOn(Library.prototype, "pragma");
  const givenBack = (): number => asked.mock.calls.filter(([text]) => text === "shrink_memory").length;
  const database = openDatabase({ file: ":memory:", key: null });
  const count = database.prepare("SELECT count(*) FROM sqlite_schema");
  const uses = [
    () => count.get(),
    () => count.all(),
    () => database.exec("SELECT 1"),
    () => database.pragma("user_version"),
  ];
  uses.forEach((use, before) => {
    use();
    vi.advanceTimersByTime(29_000);
    use();
    vi.advanceTimersByTime(29_000);
    expect(givenBack()).toBe(before);
    vi.advanceTimersByTime(3_600_000);
    expect(givenBack()).toBe(before + 1);
  });
  count.get();
  database.close();
  vi.advanceTimersByTime(3_600_000);
  expect(givenBack()).toBe(uses.length);
});
