import { test, type App } from "../e2e/app";
import { SCENES, workedDesk } from "../e2e/scenes";
import { windowOf } from "../e2e/sight";
import type { Picture } from "./palette-png";
import { half, keep, keepSheet, photograph } from "./photographs";

/** Every screen and its main states, in both themes, as docs/screens/SCENE-THEME.png, and the small sizes as sheets. */

const MERCHANT = {
  name: "Meridian Dental",
  address: "8320 S Hardy Dr\nTempe, AZ 85284",
  phone: "(602) 555-0143",
  statementDescription: "MERIDIAN DENTAL",
  receiptPolicy: "Refunds within 30 days.",
};

async function desk(app: App): Promise<void> {
  await app.ask("settings.set", { merchant: MERCHANT });
  await workedDesk(app);
}

test("1440x900", async ({ app }) => {
  await desk(app);
  await windowOf(app, 1440, 900);
  for (const { name, come } of SCENES) {
    await test.step(name, async () => {
      await come(app);
      for (const theme of ["light", "dark"] as const) keep(`${name}-${theme}`, await photograph(app, theme));
    });
  }
});

for (const [size, width, height, zoom] of [
  ["1024x700", 1024, 700, 1],
  ["200-percent", 1440, 900, 2],
] as const) {
  test(size, async ({ app }) => {
    await desk(app);
    await windowOf(app, width, height, zoom);
    for (const theme of ["light", "dark"] as const) {
      const pictures: Picture[] = [];
      for (const { come } of SCENES.filter(({ main }) => main === true)) {
        await come(app);
        const picture = await photograph(app, theme);
        pictures.push(zoom === 2 ? half(picture) : picture);
      }
      keepSheet(`small-${size}-${theme}`, pictures);
    }
  });
}
