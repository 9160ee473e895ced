import { expect, test } from "../e2e/app";
import { workedDesk } from "../e2e/scene";
import { SCENES } from "../e2e/scenes";
import { windowOf } from "../e2e/sight";
import type { Picture } from "./palette-png";
import { half, keep, keepSheet, MERCHANT, photograph, THEMES } from "./photographs";

/**
 * Every screen and its main states, in both themes, as docs/screens/SCENE-THEME.png, and the screens themselves at the
 * small sizes as sheets. The app starts once for each size, and each scene is come to once for both themes: a charge
 * that is made again is another scene. One that cannot be come to is named at the end and keeps no other from its picture.
 */

for (const [size, width, height, zoom] of [
  ["1440x900", 1440, 900, 1],
  ["1024x700", 1024, 700, 1],
  ["200-percent", 1440, 900, 2],
] as const) {
  test(size, async ({ app }) => {
    await app.ask("settings.set", { merchant: MERCHANT });
    await workedDesk(app);
    await windowOf(app, width, height, zoom);
    const large = size === "1440x900";
    const sheets: Record<(typeof THEMES)[number], Picture[]> = { light: [], dark: [] };
    for (const { name, main, come } of SCENES) {
      if (!large && main !== true) continue;
      await test.step(name, async () => {
        await expect.soft(come(app), name).resolves.toBeUndefined();
        for (const theme of THEMES) {
          const picture = await photograph(app, theme);
          if (large) keep(`${name}-${theme}`, picture);
          else sheets[theme].push(zoom === 2 ? half(picture) : picture);
        }
      });
    }
    if (!large) for (const theme of THEMES) keepSheet(`small-${size}-${theme}`, sheets[theme]);
  });
}
