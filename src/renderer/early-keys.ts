/**
 * What is pressed before the page's scripts run. Digits go into Amount at once, the only field that is there. From the
 * first other key on everything waits, in its order, until the order screen hears keys: an Enter after the amount and
 * the card that follows it reach the fields that they are meant for. This script runs before the page has a field
 * (build/first-markup.ts); the others tell it by an event that they hear keys from now on, and by another that keys have
 * to wait again, because what an Enter opens is not there yet (parts/search-box.tsx).
 */
const waiting: KeyboardEvent[] = [];
/** A page without the order screen has nothing yet to type into (plain.html): there nothing waits at its start. */
let starting = document.currentScript?.hasAttribute("data-from-start") ?? false;
let heard = !starting;
let handing = false;
/** More than an order has; who types so much before a start is done has something on the keyboard. */
const MOST = 100;
let swiped = false;

const IN_AMOUNT = /^(\d|[.,]|Backspace|Delete|Arrow\w+|Home|End)$/;
/** Keys of the menu (main/shell/menu.ts), which is another process: they never wait, and close or zoom as ever. */
const OF_MENU = /^[mnqw=+\-0]$/i;
const MODIFIERS: readonly string[] = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"];

if (starting) document.addEventListener("keydown", hold, { capture: true });
document.addEventListener("keys-heard", () => {
  heard = true;
  if (!handing) void handOver();
});
document.addEventListener("keys-wait", () => {
  heard = false;
  document.addEventListener("keydown", hold, { capture: true });
});

function hold(event: KeyboardEvent): void {
  // What is handed over comes by here again.
  if (!event.isTrusted || event.isComposing || MODIFIERS.includes(event.key)) return;
  const chord = event.ctrlKey || event.metaKey || event.altKey;
  if (event.key === "F11" || ((event.ctrlKey || event.metaKey) && !event.altKey && OF_MENU.test(event.key))) return;
  const forAmount = chord ? /^[acvxz]$/.test(event.key) && !event.altKey : IN_AMOUNT.test(event.key);
  if (starting && waiting.length === 0 && !swiped && forAmount) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  // SECURITY: a reader that types begins with one of these. Nothing of a swiped card goes into a field (PCI DSS 3.3.1).
  if (event.key === "%" || event.key === ";") swiped = true;
  if (swiped) waiting.length = 0;
  // Its reader ends with Enter.
  if (swiped && event.key === "Enter") swiped = false;
  else if (!swiped && waiting.length < MOST) waiting.push(event);
}

/**
 * Presses what waited, key by key, and lets all further keys through; one of them may be what has to be waited for again.
 * SECURITY: after that nothing is kept of them.
 */
async function handOver(): Promise<void> {
  handing = true;
  starting = false;
  await turn();
  for (let event = waiting.shift(); event; event = heard ? waiting.shift() : undefined) {
    press(event);
    // The screen takes the key, draws, and moves the focus.
    await turn();
    await turn();
  }
  handing = false;
  if (!heard) return;
  swiped = false;
  document.removeEventListener("keydown", hold, { capture: true });
}

function press({ key, code, ctrlKey, altKey, metaKey, shiftKey, repeat }: KeyboardEvent): void {
  const target = document.activeElement ?? document.body;
  const init = { key, code, ctrlKey, altKey, metaKey, shiftKey, repeat, bubbles: true, cancelable: true };
  if (!target.dispatchEvent(new KeyboardEvent("keydown", init)) || ctrlKey || altKey || metaKey) return;
  // What an engine does with a key of a hand, and not with one of a script.
  if (key === "Tab") next(target, shiftKey);
  else if (key === "Enter" && target instanceof HTMLButtonElement) target.click();
  else if (key === "Backspace" && asked(target, "deleteContentBackward", null)) document.execCommand("delete");
  else if ([...key].length === 1 && asked(target, "insertText", key)) document.execCommand("insertText", false, key);
}

/** MONEY: fields that read signs by themselves are asked first, as for a hand; this engine's command does not ask. */
function asked(field: Element, inputType: string, data: string | null): boolean {
  return field.dispatchEvent(new InputEvent("beforeinput", { inputType, data, bubbles: true, cancelable: true }));
}

function next(from: Element, back: boolean): void {
  const all = [...document.querySelectorAll<HTMLElement>("input, textarea, select, button, a[href]")].filter(
    (element) => element.tabIndex >= 0 && !element.matches(":disabled") && element.checkVisibility(),
  );
  all.at((all.findIndex((element) => element === from) + (back ? -1 : 1)) % all.length)?.focus();
}

const turn = (): Promise<void> => new Promise((done) => setTimeout(done));
