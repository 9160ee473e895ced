import { expect, it } from "vitest";
import { createFilters } from "../../../src/main/history/filters";
import { openDatabase } from "../../../src/main/storage/database";
import { mustKeep } from "../../../src/main/storage/trouble";
import { Failure } from "../../../src/shared/failure";
import { NO_FILTER } from "../../../src/shared/history";

it("what a full disk does not take is a sentence that says what to do, and nothing was changed", () => {
  const database = openDatabase({ file: ":memory:", key: null });
  const filters = createFilters(database);
  const [{ page_count: pages } = { page_count: 1 }] = database.pragma("page_count") as { page_count: number }[];
  database.pragma(`max_page_count = ${pages}`);
  const save = (name: string) => filters.save({ name, clue: "", filter: NO_FILTER });
  expect(() => {
    for (let nth = 0; nth < 150; nth++) mustKeep(() => save(`Filter ${nth}`));
  }).toThrow(expect.objectContaining({ name: "Failure", sentence: expect.stringContaining("disk is full") as string }));
  const before = filters.list().length;
  expect(() => mustKeep(() => save("one more ".repeat(20)))).toThrow(Failure);
  expect(filters.list()).toHaveLength(before);
  filters.close();
});
