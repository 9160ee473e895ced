import { useCallback } from "react";
import { customerTitle, type CustomerLine } from "../../shared/customer";
import { phoneText } from "../../shared/phone";
import { ask } from "../bridge";
import { Dialog } from "../parts/dialog";
import { SearchBox } from "../parts/search-box";
import { changeSettings, screensOf, surchargeRate, useApp } from "../stores/app";
import { openTray, useAttempts } from "../stores/attempts";
import { orderFor, turnSurcharge, wishOfOrder } from "../stores/order-for";
import { openOverlay, useOverlay } from "../stores/overlay";
import { openParked, useParked } from "../stores/parked";
import { go } from "../stores/route";
import { SCREEN_WORDS, type Screen } from "../stores/screens";
import { endStack, startStack, useStack } from "../stores/stack";
import { toast } from "../stores/toasts";
import { moveTo, openWindowOn } from "./accounts";
import { matchActions } from "./palette-match";

interface Action {
  readonly id: string;
  readonly words: string;
  readonly also: string;
  /** A few words that tell two actions of the same name apart. */
  readonly hint?: string;
  readonly act: () => void;
}

/** The palette: actions found by their words, then customers to charge or open. */
export function Palette() {
  const open = useOverlay(({ shown }) => shown === "palette");
  return (
    <Dialog title="Do anything" open={open} onClose={() => openOverlay(null)}>
      <PaletteBox />
    </Dialog>
  );
}

function PaletteBox() {
  const find = useCallback(async (clue: string): Promise<readonly Action[]> => {
    const customers =
      clue.length < 2 ? [] : await ask("customers.search", { clue, limit: 5 }).catch((): CustomerLine[] => []);
    return [
      ...matchActions(actionsNow(), clue),
      ...customers.map((line) => ({
        id: `charge ${line.id}`,
        words: `Charge ${customerTitle(line)}`,
        also: "",
        hint: hintOf(line),
        act: () => orderFor(line),
      })),
      ...customers.map((line) => ({
        id: `open ${line.id}`,
        words: `Open ${customerTitle(line)}`,
        also: "",
        hint: hintOf(line),
        act: () => go("customers", line.id),
      })),
    ].slice(0, 9);
  }, []);
  return (
    <div className="palette">
      <SearchBox
        name="Do anything"
        placeholder="New customer, dark, rosa…"
        autoFocus
        escapeLeaves
        find={find}
        keyOf={(action) => action.id}
        nameOf={(action) => action.words}
        line={(action) => (
          <span className="cut">
            {action.words} <span className="faint small">{action.hint}</span>
          </span>
        )}
        onChoose={(action) => {
          openOverlay(null);
          // The dialog gives the focus back first; what the action focuses must come after.
          setTimeout(action.act);
        }}
        nothing="Nothing of that name."
      />
    </div>
  );
}

/** By what else each screen is found; null: another action goes there ("New phone order"). */
const ALSO: Readonly<Record<Screen, string | null>> = {
  order: null,
  customers: "people list",
  payments: "charges refunds history",
  holds: "capture authorized",
  activity: "journal log attempts",
  settings: "connection token merchant surcharge",
};

function goTo(screen: Screen): readonly Action[] {
  const also = ALSO[screen];
  return also === null ? [] : [{ id: screen, words: SCREEN_WORDS[screen], also, act: () => go(screen) }];
}

function actionsNow(): readonly Action[] {
  const { app } = useApp.getState();
  const set = (words: string, change: Parameters<typeof changeSettings>[0]): Action => ({
    id: words,
    words,
    also: "theme colour look settings",
    act: () => {
      changeSettings(change).catch(() => toast("The setting could not be kept.", "warning"));
    },
  });
  return [
    { id: "order", words: "New phone order", also: "charge amount take payment sale", act: () => wishOfOrder("new") },
    { id: "park", words: "Park this order", also: "put aside hold later", act: () => wishOfOrder("park") },
    useStack.getState().on
      ? { id: "stack", words: "End the stack of slips", also: "mail control total", act: endStack }
      : { id: "stack", words: "Take a stack of slips", also: "mail control total batch", act: takeStack },
    {
      id: "clear",
      words: "Clear this order",
      also: "start over empty cancel wipe hung up",
      act: () => wishOfOrder("clear"),
    },
    ...(surchargeRate(app)
      ? [
          {
            id: "surcharge",
            words: "Surcharge on this order: on or off",
            also: "credit card percent fee",
            act: turnSurcharge,
          },
        ]
      : []),
    ...screensOf(app).flatMap((screen) => [
      ...goTo(screen),
      ...(screen === "customers" && app
        ? [{ id: "new customer", words: "New customer", also: "add create person", act: () => go(screen, "new") }]
        : []),
    ]),
    {
      id: "accounts",
      words: "Accounts",
      also: "connection change switch window merchant",
      act: () => openOverlay("accounts"),
    },
    ...(app?.accounts ?? []).flatMap((account) => [
      ...(account.id === app?.account.id
        ? []
        : [
            {
              id: `use ${account.id}`,
              words: `Change to ${account.name}`,
              also: `account connection switch ${account.processor} ${account.environment}`,
              act: () => moveTo(account),
            },
          ]),
      {
        id: `window ${account.id}`,
        words: `New window on ${account.name}`,
        also: `account connection open ${account.processor} ${account.environment}`,
        act: () => openWindowOn(account.id),
      },
    ]),
    ...(useAttempts.getState().unknown.length > 0
      ? [{ id: "checking", words: "Payments being checked", also: "unknown lost answer", act: () => openTray(true) }]
      : []),
    ...(useParked.getState().orders.length > 0
      ? [{ id: "parked", words: "Parked orders", also: "resume", act: () => openParked(true) }]
      : []),
    { id: "keys", words: "Keys", also: "keyboard shortcuts help", act: () => openOverlay("keys") },
    set("Dark theme", { theme: "dark" }),
    set("Light theme", { theme: "light" }),
    set("Theme of the system", { theme: "system" }),
    ...(app
      ? [
          set(app.settings.sayThis ? "Hide the sentence to read aloud" : "Show the sentence to read aloud", {
            sayThis: !app.settings.sayThis,
          }),
        ]
      : []),
    ...(app
      ? [
          set(
            app.settings.autoAdvance
              ? "Stop going on to the next field by itself"
              : "Go on to the next field by itself",
            { autoAdvance: !app.settings.autoAdvance },
          ),
        ]
      : []),
  ];
}

function takeStack(): void {
  changeSettings({ channel: "mail" }).catch(() => undefined);
  go("order");
  startStack();
}

function hintOf(line: CustomerLine): string {
  return [line.card?.last4 ? `···· ${line.card.last4}` : null, line.email, phoneText(line.phone)]
    .filter(Boolean)
    .join(" · ");
}
