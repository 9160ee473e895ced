// A window with one field and nothing else: the least that this runtime takes, which the program is compared with.
const { app, BrowserWindow } = require("electron");
const { join } = require("node:path");

app.setPath("userData", app.commandLine.getSwitchValue("user-data-dir"));
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false, webPreferences: { sandbox: true } });
  window.once("ready-to-show", () => window.show());
  void window.loadFile(join(__dirname, "page.html"));
});
app.on("window-all-closed", () => app.quit());
