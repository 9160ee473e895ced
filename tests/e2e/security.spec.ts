import { expect, test } from "./app";

test("the window opens and the bridge answers", async ({ app }) => {
  const state = await app.ask("app.state", {});
  expect(state.connection.id).toBe("training");
});
