import type { AccountState } from "../../shared/account";
import type { AppState } from "../../shared/contract";
import type { PublicSettings } from "../../shared/settings";
import { dayClosingWords } from "../../shared/words/day-closing";
import { orderWords } from "../../shared/words/order";
import { paletteWords } from "../../shared/words/palette";
import { changeSettings, screensOf, surchargeRate, useApp } from "../stores/app";
import { openTray, useAttempts } from "../stores/attempts";
import { startFirstRun } from "../stores/first-run";
import { turnSurcharge, wishOfOrder } from "../stores/order-for";
import { lockNow } from "../stores/lock";
import { openOverlay } from "../stores/overlay";
import { useDesks } from "../stores/desks";
import { openParked, useParked } from "../stores/parked";
import { go } from "../stores/route";
import { SCREEN_WORDS, type Screen } from "../stores/screens";
import { keyHint } from "../stores/shortcuts";
import { endStack, startStack, useStack } from "../stores/stack";
import { toast } from "../stores/toasts";
import { moveTo, openWindowOn } from "./accounts";
import { actsInSight } from "./acts-in-sight";
import { focusSearch } from "./global-keys";
import { withoutTwins } from "./palette-match";

export { matchActions } from "./palette-match";

const acts = orderWords.acts;

/** One line of the palette. */
export interface Action {
  readonly id: string;
  readonly words: string;
  /** Words that find it besides its own and the everyday ones (shared/words/palette.ts). */
  readonly also: string;
  /** A few words that tell two actions of the same name apart. */
  readonly hint?: string;
  /** The key that does the same. */
  readonly key?: string | null;
  /** Left out where the screen has an action of that name: that one does it at once, and is found by the words of both. */
  readonly unless?: string;
  /** Its words say more than the button of the screen, whose place they then take: "Park this order" for "Park". */
  readonly fuller?: true;
  readonly act: () => void;
}

const action = (id: string, words: string, act: () => void, key: string | null = null): Action => ({
  id,
  words,
  also: "",
  key,
  act,
});

/** Everything that can be done at this moment: what is on the screen first, then what can be done from everywhere. */
export function actionsNow(): readonly Action[] {
  return withoutTwins(
    actsInSight().map(
      ({ words, key, press }): Action => ({ ...action(`here ${words}`, words, press, key), hint: paletteWords.here }),
    ),
    anyTime(),
  );
}

function anyTime(): readonly Action[] {
  const { app } = useApp.getState();
  return [
    action("order", paletteWords.newOrder, () => wishOfOrder("new")),
    {
      ...action("park", paletteWords.park, () => wishOfOrder("park"), keyHint("order", "park")),
      unless: acts.park,
      fuller: true,
    },
    {
      ...action("clear", paletteWords.clear, () => wishOfOrder("clear"), keyHint("order", "wipe")),
      unless: acts.clear,
      fuller: true,
    },
    useStack.getState().on
      ? action("stack", paletteWords.endStack, endStack)
      : { ...action("stack", paletteWords.startStack, takeStack), unless: acts.stack, fuller: true },
    ...(surchargeRate(app)
      ? [action("surcharge", paletteWords.surcharge, turnSurcharge, keyHint("order", "surcharge"))]
      : []),
    action("day", dayClosingWords.close, () => go("activity", "day")),
    ...screensOf(app).flatMap((screen) => (screen === "order" ? [] : goTo(screen, app))),
    { ...action("take back", paletteWords.takeBack, searchPayments), unless: paletteWords.takeItBack },
    { ...action("receipt", paletteWords.receipt, searchPayments), unless: paletteWords.receiptHere },
    ...(useAttempts.getState().unknown.length > 0
      ? [action("checking", paletteWords.checking, () => openTray(true))]
      : []),
    ...(useParked.getState().orders.length + useDesks.getState().parked.length > 0
      ? [action("parked", paletteWords.parked, () => openParked(true))]
      : []),
    action("accounts", paletteWords.accounts, () => openOverlay("accounts"), keyHint("everywhere", "accounts")),
    ...(app?.accounts ?? []).flatMap((account) => ofAccount(account, app)),
    action("lock", paletteWords.lock, lockNow, keyHint("everywhere", "lock")),
    action("help", paletteWords.help, () => openOverlay("help"), keyHint("everywhere", "help")),
    action("keys", paletteWords.keys, () => openOverlay("keys"), keyHint("everywhere", "keys")),
    action("practice", paletteWords.practice, () => openOverlay("practice")),
    action("guide", paletteWords.guide, startFirstRun),
    action("report", paletteWords.report, () => openOverlay("report")),
    action("about", paletteWords.about, () => openOverlay("about")),
    action("notices", paletteWords.notices, () => openOverlay("notices"), keyHint("everywhere", "notices")),
    ...(app ? settingsOf(app.settings) : []),
  ];
}

function goTo(screen: Screen, app: AppState | null): readonly Action[] {
  const key = screensOf(app).includes(screen) ? keyHint("everywhere", screen) : null;
  return [
    action(screen, SCREEN_WORDS[screen], () => go(screen), key),
    ...(screen === "customers" ? [action("new customer", paletteWords.newCustomer, () => go("customers", "new"))] : []),
  ];
}

/** A payment is taken back, and its receipt printed again, once it is found. */
function searchPayments(): void {
  go("payments");
  // The box of this screen is drawn first.
  setTimeout(focusSearch);
}

function takeStack(): void {
  changeSettings({ channel: "mail" }).catch(() => undefined);
  go("order");
  startStack();
}

function ofAccount(account: AccountState, app: AppState | null): readonly Action[] {
  const also = `${account.processor} ${account.environment}`;
  const { id, name } = account;
  return [
    ...(id === app?.account.id
      ? []
      : [{ ...action(`use ${id}`, paletteWords.changeTo({ account: name }), () => moveTo(account)), also }]),
    { ...action(`window ${id}`, paletteWords.newWindow({ account: name }), () => openWindowOn(id)), also },
  ];
}

function settingsOf(settings: PublicSettings): readonly Action[] {
  const set = (words: string, change: Partial<PublicSettings>): Action =>
    action(words, words, () => {
      changeSettings(change).catch(() => toast(paletteWords.notKept, "warning"));
    });
  return [
    set(paletteWords.dark, { theme: "dark" }),
    set(paletteWords.light, { theme: "light" }),
    set(paletteWords.system, { theme: "system" }),
    set(settings.sayThis ? paletteWords.hideSentence : paletteWords.showSentence, { sayThis: !settings.sayThis }),
    set(settings.autoAdvance ? paletteWords.stopGoingOn : paletteWords.goOn, { autoAdvance: !settings.autoAdvance }),
  ];
}
