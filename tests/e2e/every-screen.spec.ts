import { expect, test } from "./app";
import { workedDesk } from "./scene";
import { PLACES } from "./scenes";
import { cutText, passesAxe, whatScrolls, windowOf } from "./sight";

/**
 * Every screen and its main states: nothing for axe to find in either theme, nothing cut in any window or at 200 %, and
 * one thing that scrolls.
 */

for (const [place, scenes] of Object.entries(PLACES)) {
  test(`axe finds nothing, no text is cut and one thing scrolls, in any window and at 200 %: ${place}`, async ({
    app,
  }) => {
    await workedDesk(app);
    for (const { name, come } of scenes)
      await test.step(name, async () => {
        await windowOf(app, 1024, 700);
        await come(app);
        await expect.poll(() => app.page.evaluate(cutText), `${name} at 1024x700`).toEqual([]);
        // Beside a panel, and the two halves of Help, one thing at most (docs/design.md, the grid).
        const besides = (...panels: readonly string[]) =>
          expect.poll(
            async () => (await app.page.evaluate(whatScrolls)).filter((it) => !panels.includes(it)).slice(1),
            name,
          );
        await besides("stub-body", "help-list", "help-page").toEqual([]);
        await windowOf(app, 1440, 900, 2);
        await expect.poll(() => app.page.evaluate(cutText), `${name} at 200 %`).toEqual([]);
        await besides("help-list", "help-page").toEqual([]);
        await windowOf(app, 1440, 900);
        await besides("stub-body", "help-list", "help-page").toEqual([]);
        await expect.poll(() => app.page.evaluate(cutText), `${name} at 1440x900`).toEqual([]);
        await passesAxe(app);
      });
  });
}
