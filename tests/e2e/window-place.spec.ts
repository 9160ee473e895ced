import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, launching, test, type App } from "./app";
import { openDisplay } from "./display";
import { ACTION_LIMIT_MS } from "./limits";

/** Where the window opens: on a display of its own size, after a display has gone, and where it was last time. */

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const seen = ({ electron }: App): Promise<{ bounds: Box; area: Box }> =>
  electron.evaluate(({ BrowserWindow, screen }) => {
    const bounds = BrowserWindow.getAllWindows()[0]?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 };
    return { bounds, area: screen.getDisplayMatching(bounds).workArea };
  });

const isInside = ({ bounds, area }: { bounds: Box; area: Box }): boolean =>
  bounds.x >= area.x &&
  bounds.y >= area.y &&
  bounds.x + bounds.width <= area.x + area.width &&
  bounds.y + bounds.height <= area.y + area.height;

const move = ({ electron }: App, box: Box): Promise<void> =>
  electron.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), box);

test.skip(process.platform !== "linux", "a virtual display exists on Linux only");

for (const size of ["1097x569", "960x540"] as const) {
  test(`on a screen of ${size} the window fits, and its button can be pressed`, async ({ start }) => {
    const display = await openDisplay(size);
    try {
      const app = await start({ env: { DISPLAY: display.name } });
      const { page } = app;
      const { bounds, area } = await seen(app);
      expect([area.width, area.height].join("x")).toBe(size);
      expect(isInside({ bounds, area })).toBe(true);
      // X takes a point from a window that is as large as its screen, so that it is none in full screen.
      expect(bounds.width * bounds.height).toBeGreaterThan(0.99 * area.width * area.height);
      await page.keyboard.type("1200");
      await expect(page.getByRole("button", { name: "Charge $12.00" })).toBeInViewport({ ratio: 1 });
    } finally {
      display.close();
    }
  });
}

test("the place and the size are there again after a restart", async ({ start }) => {
  const first = await start();
  const chosen = { x: 150, y: 120, width: 1100, height: 640 };
  await move(first, chosen);
  await expect.poll(async () => (await seen(first)).bounds).toEqual(chosen);
  await first.close();
  const second = await start();
  await expect.poll(async () => (await seen(second)).bounds).toEqual(chosen);
});

test("a place out of sight, or one that is none, opens in sight", async ({ start, userData }) => {
  const app = await start();
  const arrangement = await app.electron.evaluate(({ screen }) =>
    screen
      .getAllDisplays()
      .map(({ bounds: { x, y, width, height } }) => `${width}x${height}+${x}+${y}`)
      .join(" "),
  );
  await app.close();
  for (const place of [
    { x: 5_000, y: -3_000, width: 1_280, height: 800, maximized: false },
    { x: "left", y: null, width: -5, height: 1e12 },
  ]) {
    writeFileSync(join(userData, "settings.json"), JSON.stringify({ windows: { [arrangement]: place } }));
    const again = await start();
    const { bounds, area } = await seen(again);
    expect(isInside({ bounds, area })).toBe(true);
    expect([bounds.width, bounds.height]).toEqual([1_280, 800]);
    await again.close();
  }
});

test("a window whose display has gone comes back into sight", async ({ app }) => {
  await move(app, { x: 4_000, y: 300, width: 1_100, height: 640 });
  await expect.poll(async () => (await seen(app)).bounds.x).toBe(4_000);
  // As Electron tells it; the virtual display has no cable that could be pulled.
  await app.electron.evaluate(({ screen }) => void screen.emit("display-removed", {}, screen.getPrimaryDisplay()));
  await expect.poll(async () => isInside(await seen(app))).toBe(true);
  expect((await seen(app)).bounds).toMatchObject({ width: 1_100, height: 640 });
});

test("a second window comes back with its own size, not with the first one's place", async ({ app }) => {
  const { electron } = app;
  const second = electron.waitForEvent("window", { timeout: ACTION_LIMIT_MS });
  await electron.evaluate(({ app: program }) => void program.emit("second-instance", {}, ["--new-window"]));
  await (await second).waitForLoadState();
  const first = { x: 100, y: 100, width: 1_000, height: 600 };
  const place = await electron.evaluate(({ BrowserWindow }, box) => {
    const [later, earlier] = BrowserWindow.getAllWindows().sort((one, other) => other.id - one.id);
    later?.setBounds({ x: 4_000, y: 300, width: 1_100, height: 640 });
    earlier?.setBounds(box);
    return new Promise<number>((done) => earlier?.once("close", () => done(later?.id ?? 0)).close());
  }, first);
  const bounds = () => electron.evaluate(({ BrowserWindow }, id) => BrowserWindow.fromId(id)?.getBounds(), place);
  await expect.poll(async () => (await bounds())?.x).toBe(4_000);
  await electron.evaluate(
    ({ screen }) => void screen.emit("display-metrics-changed", {}, screen.getPrimaryDisplay(), []),
  );
  await expect.poll(async () => ((await bounds())?.x ?? 9_999) < 1_600).toBe(true);
  expect(await bounds()).toMatchObject({ width: 1_100, height: 640 });
});

/**
 * What cannot be used in the order's form as it is: what something else lies over, what hangs out of the form or the
 * window, what cannot be scrolled to. By its name.
 */
function unusable(): string[] {
  const form = document.querySelector(".order");
  const controls = [
    ...document.querySelectorAll<HTMLElement>(".order input, .order button, .order select, .order .switch-label"),
  ].filter((control) => control.offsetParent !== null && getComputedStyle(control).opacity !== "0");
  return controls.flatMap((control) => {
    const name = control.textContent || control.getAttribute("aria-label") || control.outerHTML.slice(0, 80);
    control.scrollIntoView({ block: "nearest" });
    const { left, right, top, bottom } = control.getBoundingClientRect();
    if (right > window.innerWidth || bottom > window.innerHeight + 1 || top < 0) return [`${name} is out of sight`];
    const column = control.closest(".order > *")?.getBoundingClientRect();
    if (!form || !column || left < column.left - 1 || right > column.right + 1) return [`${name} hangs out`];
    const label = control instanceof HTMLInputElement ? control.labels?.[0] : null;
    return [left + 3, (left + right) / 2, right - 3].flatMap((x) => {
      const over = document.elementFromPoint(x, (top + bottom) / 2);
      const own = over !== null && (control.contains(over) || over === label || label?.contains(over));
      // The shield of the card number and the marks in a field let every click through, or are the field's own.
      return own || over?.closest(".card-box") === control.closest(".card-box, body") ? [] : [`${name} is covered`];
    });
  });
}

test("the order screen at 960x540: every control is in sight or can be scrolled to, and none lies over another", async ({
  app,
}) => {
  const { page, electron, ask } = app;
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(960, 540));
  await expect.poll(() => page.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([960, 540]);
  const pictures = process.env["COUNTERFOIL_PICTURES"];
  for (const theme of ["light", "dark"] as const) {
    await ask("settings.set", { theme });
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await expect.poll(() => page.evaluate(unusable)).toEqual([]);
    if (pictures) await page.screenshot({ path: join(pictures, `order-960-${theme}.png`) });
    await page.getByRole("button", { name: "More", exact: true }).click();
    await expect(page.getByRole("textbox", { name: "Note" })).toBeVisible();
    await expect.poll(() => page.evaluate(unusable)).toEqual([]);
    if (pictures) await page.screenshot({ path: join(pictures, `more-960-${theme}.png`) });
    await page.getByRole("button", { name: "More", exact: true }).click();
  }
  await page.getByRole("textbox", { name: "Amount" }).focus();
  await page.keyboard.type("12500");
  await page.keyboard.press("Enter");
  await page.keyboard.type("4012000098765439122999985284");
  await expect(page.getByRole("button", { name: "Charge $125.00" })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Result" }).getByRole("heading", { name: "Approved" })).toBeVisible();
  for (const name of ["New order", "Receipt", "Take it back"])
    await expect(page.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
  await expect.poll(() => page.evaluate(unusable)).toEqual([]);
  if (pictures) await page.screenshot({ path: join(pictures, "result-960.png") });
});

test("a start while the program ends opens it once that has ended", async ({ app }) => {
  test.skip(process.platform !== "linux", "the processes of other systems are not looked through here");
  const { command, args } = launching(app.userData);
  const first = app.electron.process();
  const ended = new Promise((done) => first.once("exit", done));
  await app.electron.evaluate(
    ({ app: program }, argv) => {
      // The program has heard it first.
      program.once("will-quit", () => void program.emit("second-instance", {}, argv));
      program.quit();
    },
    [command, ...args],
  );
  expect(await ended).toBe(0);
  const next = () => programsIn(app.userData).filter((pid) => pid !== first.pid);
  await expect.poll(next).toHaveLength(1);
  for (const pid of next()) process.kill(pid, "SIGKILL");
  await expect.poll(next).toEqual([]);
});

/** The processes in which the program itself runs in that folder; its windows and helpers have a type. */
function programsIn(userData: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        // Chromium writes it anew, with spaces, while it starts.
        const said = readFileSync(`/proc/${pid}/cmdline`, "utf8").split(/[\0 ]/);
        return said.includes(`--user-data-dir=${userData}`) && !said.some((each) => each.startsWith("--type="));
      } catch {
        return false; // It ended meanwhile.
      }
    });
}
