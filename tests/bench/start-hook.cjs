// Loaded into main before the program: says on one line when Amount is focused and painted, and what the processes hold
// and do then. COUNTERFOIL_BENCH_STAY: so many ms after it the memory is read and the program ends; COUNTERFOIL_BENCH_REST:
// what is done in so many of them, the last ones, is told as done at rest.
const { app } = require("electron");
const { readFileSync, readdirSync } = require("node:fs");

const stay = Number(process.env.COUNTERFOIL_BENCH_STAY ?? 0);
const rest = Number(process.env.COUNTERFOIL_BENCH_REST ?? 0);
const told = { requiredAt: 0, readyAt: 0, pageAt: 0, focusedAt: 0, wholeAt: 0 };
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

/** All of the program's page is there: its scripts have taken the first markup over, and it knows its account. */
const isWhole = `new Promise((done) => {
  const look = () => {
    const whole = !document.querySelector("[data-not-yet]") && document.querySelector(".frame .account-button");
    if (whole || !document.querySelector("#root")) done(performance.timeOrigin + performance.now());
    else requestAnimationFrame(look);
  };
  look();
})`;

app.on("web-contents-created", (_event, contents) => {
  contents.once("dom-ready", () => (told.pageAt = Date.now()));
  // The frame, unlike its contents, is asked before the page has loaded all of its scripts.
  contents.once("did-navigate", () => {
    void contents.mainFrame.executeJavaScript(isFocused).then(async (at) => {
      told.focusedAt = at;
      const used = process.cpuUsage();
      told.cpu = Math.round((used.user + used.system) / 1000);
      told.cpuAll = useOfAll().cpu;
      told.wholeAt = await contents.mainFrame.executeJavaScript(isWhole);
      told.cpuWhole = useOfAll().cpu;
      let before = useOfAll();
      let since = Date.now();
      if (rest > 0)
        setTimeout(() => {
          before = useOfAll();
          since = Date.now();
        }, stay - rest);
      setTimeout(() => {
        const now = useOfAll();
        const seconds = (Date.now() - since) / 1000;
        told.restCpu = (now.cpu - before.cpu) / seconds;
        told.restWakes = (now.wakes - before.wakes) / seconds;
        told.memory = Math.round(app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0) / 1024);
        told.private = now.private;
        process.stdout.write(`BENCH ${JSON.stringify(told)}\n`, () => app.exit(0));
      }, stay);
    });
  });
});

/**
 * CPU in ms, wake-ups (a thread that was put to sleep and came back) and private memory in MB of this process and all
 * that it started. Zeros where there is no /proc.
 */
function useOfAll() {
  const sum = { cpu: 0, wakes: 0, private: 0 };
  if (process.platform !== "linux") return sum;
  for (const pid of familyOf(process.pid)) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
      sum.cpu += (Number(fields[11]) + Number(fields[12])) * 10; // Clock ticks of 10 ms.
      for (const thread of readdirSync(`/proc/${pid}/task`))
        sum.wakes += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/task/${thread}/status`, "utf8"))?.[1] ?? 0);
      const own = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      for (const [, kilobytes] of own.matchAll(/^Private_\w+:\s+(\d+)/gm)) sum.private += Number(kilobytes) / 1024;
    } catch {
      // It ended meanwhile.
    }
  }
  sum.private = Math.round(sum.private);
  return sum;
}

function familyOf(first) {
  const parents = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(Number(pid), Number(readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ")[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const family = [first];
  for (const one of family) for (const [pid, parent] of parents) if (parent === one) family.push(pid);
  return family;
}
