// Loaded into main before the program: says on one line when Amount is focused and painted, and what the processes hold
// then. COUNTERFOIL_BENCH_STAY: so many ms after it the memory is read and the program ends.
const { app } = require("electron");

const stay = Number(process.env.COUNTERFOIL_BENCH_STAY ?? 0);
const told = { requiredAt: 0, readyAt: 0, pageAt: 0, focusedAt: 0, memory: 0, cpu: 0 };
setImmediate(() => (told.requiredAt = Date.now()));
void app.whenReady().then(() => (told.readyAt = Date.now()));

const isFocused = `new Promise((done) => {
  const look = () => {
    const at = document.activeElement;
    if (at?.tagName === "INPUT" && at.labels?.[0]?.textContent.includes("Amount"))
      requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())));
    else requestAnimationFrame(look);
  };
  look();
})`;

app.on("web-contents-created", (_event, contents) => {
  contents.once("dom-ready", () => {
    told.pageAt = Date.now();
    void contents.executeJavaScript(isFocused).then((at) => {
      told.focusedAt = at;
      const used = process.cpuUsage();
      told.cpu = (used.user + used.system) / 1000;
      setTimeout(() => {
        told.memory = app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0);
        process.stdout.write(`BENCH ${JSON.stringify(told)}\n`, () => app.exit(0));
      }, stay);
    });
  });
});
