import { useState } from "react";
import type { AccountState } from "../../shared/account";
import { accountsWords } from "../../shared/words/accounts";
import { headerWords } from "../../shared/words/header";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { TextField } from "../parts/text-field";
import { changeAccount, useApp } from "../stores/app";
import { openOverlay, useOverlay } from "../stores/overlay";
import { toast } from "../stores/toasts";

/** The sheet of accounts: this window changes to one, or another window opens on it. */
export function Accounts() {
  const open = useOverlay(({ shown }) => shown === "accounts");
  return (
    <Dialog title={accountsWords.title} open={open} onClose={() => openOverlay(null)}>
      <AccountList />
    </Dialog>
  );
}

/** Changes the window to an account, or says why it cannot. */
export function moveTo({ id, name }: Pick<AccountState, "id" | "name">): void {
  changeAccount(id).then(
    () => toast(accountsWords.moved({ name })),
    (error: unknown) => toast(asFailure(error).sentence, "warning"),
  );
}

/** Opens another window, on that account. Why it cannot be is told in a toast. */
export function openWindowOn(id: string): void {
  ask("accounts.openWindow", { id }).catch((error: unknown) => toast(asFailure(error).sentence, "warning"));
}

function AccountList() {
  const [clue, setClue] = useState("");
  const [marked, setMarked] = useState(0);
  const app = useApp((state) => state.app);
  const found = (app?.accounts ?? []).filter((account) => answersTo(account, clue));
  const at = Math.min(marked, Math.max(0, found.length - 1));
  const choose = (account: AccountState | undefined, inWindow: boolean): void => {
    if (!account) return;
    openOverlay(null);
    if (inWindow) openWindowOn(account.id);
    else if (account.id !== app?.account.id) moveTo(account);
  };
  return (
    <>
      <TextField
        label={accountsWords.find}
        value={clue}
        autoFocus
        hint={accountsWords.findHint}
        onChange={(text) => {
          setClue(text);
          setMarked(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") choose(found[at], event.shiftKey);
          else if (event.key === "ArrowDown") setMarked(Math.min(at + 1, found.length - 1));
          else if (event.key === "ArrowUp") setMarked(Math.max(at - 1, 0));
          else if (event.key === "Escape" && clue !== "") {
            // The sheet, which closes on Escape, hears of it only when the search is empty.
            event.stopPropagation();
            setClue("");
          } else return;
          event.preventDefault();
        }}
      />
      <ul className="accounts-list" aria-label={accountsWords.title}>
        {found.map((account, index) => (
          <li key={account.id} className={index === at ? "accounts-line accounts-marked" : "accounts-line"}>
            <span className={`account-dot account-${account.colour}`} aria-hidden="true" />
            <button
              type="button"
              className="accounts-choice grow cut"
              aria-current={account.id === app?.account.id ? "true" : undefined}
              onClick={(event) => choose(account, event.shiftKey)}
            >
              <strong>{account.name}</strong>
              <span className="quiet small">
                {accountsWords.line({
                  processor: account.processor,
                  moves: headerWords.moves[account.environment],
                })}
                {account.id === app?.account.id ? accountsWords.thisWindow : whyNot(account)}
              </span>
            </button>
            <Button
              size="small"
              label={accountsWords.newWindowOn({ name: account.name })}
              onPress={() => choose(account, true)}
            >
              {accountsWords.newWindow}
            </Button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="quiet">{accountsWords.none}</p> : null}
      <DialogButtons>
        <Button onPress={() => openOverlay(null)}>{accountsWords.close}</Button>
      </DialogButtons>
    </>
  );
}

function answersTo({ name, processor, environment }: AccountState, clue: string): boolean {
  const text = `${name} ${processor} ${environment}`.toLocaleLowerCase();
  return clue
    .toLocaleLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

function whyNot({ credentials, hasSecret, blocked }: AccountState): string {
  if (blocked !== null) return accountsWords.cannotYet;
  return credentials === "none" || hasSecret ? "" : accountsWords.notConnected;
}
