import { useEffect, useRef, useState } from "react";
import { ACCOUNT_KINDS, KINDS, type AccountId, type AccountState } from "../../../shared/account";
import type { AppState } from "../../../shared/contract";
import { oneOf } from "../../../shared/one-of";
import { dateText } from "../../../shared/times";
import { accountsWords } from "../../../shared/words/accounts";
import { connectionWords } from "../../../shared/words/connection";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { textIn, wipe } from "../../parts/masked-input";
import { Pill } from "../../parts/pill";
import { SecretField } from "../../parts/secret-field";
import { SelectField } from "../../parts/select-field";
import { takeApp } from "../../stores/app";
import { AccountDialog, RemoveAccountDialog } from "./account-dialogs";
import { SECRETS, type Secret } from "../../stores/account-secrets";
import { toast } from "../../stores/toasts";
import { Section } from "./section";

/** What is open over the section. */
type Sheet = "add" | "edit" | "remove" | "forget" | null;

/** The accounts, and below them each kind of which there is none yet: it begins with its first credentials. */
function choicesOf({ accounts }: AppState): { readonly value: string; readonly label: string }[] {
  const missing = ACCOUNT_KINDS.filter((kind) => !accounts.some((account) => account.kind === kind));
  return [
    ...accounts.map(({ id, name }) => ({ value: id, label: name })),
    ...missing.map((kind) => ({ value: kind, label: KINDS[kind].label })),
  ];
}

/**
 * Which account this window belongs to, and what opens it. A token goes one way: it is never given back by the program.
 */
export function ConnectionSection({ app }: { readonly app: AppState }) {
  const choices = choicesOf(app);
  const [wanted, setChosen] = useState<AccountId>(app.account.id);
  const chosen = choices.some(({ value }) => value === wanted) ? wanted : app.account.id;
  const [trouble, setTrouble] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Readonly<Partial<Record<Secret, string>>>>({});
  const [busy, setBusy] = useState(false);
  const [sheet, setSheet] = useState<Sheet>(null);
  /**
   * SECURITY: what is typed is in the fields and nowhere else, no state, no store; they are emptied once it is in the
   * keychain.
   */
  const typed = useRef<Partial<Record<Secret, HTMLInputElement>>>({});

  const state = app.accounts.find((one) => one.id === chosen) ?? null;
  const inUse = chosen === app.account.id;
  const kind = oneOf(ACCOUNT_KINDS, chosen);
  const {
    credentials,
    environment,
    name: called,
  } = state ?? (kind === null ? app.account : { ...KINDS[kind], name: KINDS[kind].label });
  /** Also of a kind that has no account yet. */
  const blocked = state?.blocked ?? (environment === "live" ? app.noLive : null);
  const hasSecret = state?.hasSecret ?? false;
  const connected = inUse && app.trouble === null;

  const form = useRef<HTMLFormElement>(null);
  /** Where the hand goes after a sheet that has done something: to what opens the account, or to the list of them. */
  const goingTo = useRef<"secret" | "account" | null>(null);
  const goOn = (to: "secret" | "account" | null): void => {
    goingTo.current = to;
    setSheet(null);
  };
  useEffect(() => {
    if (sheet !== null || goingTo.current === null) return;
    const [first] = SECRETS[credentials];
    const field = goingTo.current === "secret" && first ? typed.current[first.name] : null;
    (field ?? form.current?.querySelector("select"))?.focus();
    goingTo.current = null;
  }, [sheet, credentials]);

  const removeWords = credentials === "bearer" ? connectionWords.removeToken : connectionWords.removeCredentials;
  const read = (name: Secret): string => {
    const input = typed.current[name];
    return input ? textIn(input).trim() : "";
  };
  const connect = (): void => {
    if (busy) return;
    setTrouble(null);
    const untouched = SECRETS[credentials].every(({ name }) => read(name) === "");
    const missing =
      untouched && hasSecret ? [] : SECRETS[credentials].filter((one) => one.missing !== null && read(one.name) === "");
    setWrong(Object.fromEntries(missing.map((one) => [one.name, one.missing])));
    const [first] = missing;
    if (first) {
      typed.current[first.name]?.focus();
      return;
    }
    setBusy(true);
    const asked = untouched
      ? ask("accounts.use", { id: chosen })
      : credentials === "bearer"
        ? ask("accounts.connect", { id: chosen, token: read("token") })
        : ask("accounts.connect", {
            id: chosen,
            clientId: read("clientId"),
            clientSecret: read("clientSecret"),
            subAccount: read("subAccount") || null,
          });
    asked
      .then(
        (after) => {
          for (const input of Object.values(typed.current)) wipe(input);
          takeApp(after);
          setChosen(after.account.id);
        },
        (error: unknown) => {
          const failure = asFailure(error);
          setTrouble(failure.sentence);
          const own = SECRETS[credentials].filter(({ name }) => failure.fields[name] !== undefined);
          if (own.length > 0) setWrong(Object.fromEntries(own.map(({ name }) => [name, failure.fields[name]])));
          else if (failure.code === "unauthorized" && !untouched)
            setWrong(
              credentials === "bearer"
                ? { token: connectionWords.tokenRefused }
                : { clientSecret: connectionWords.clientRefused },
            );
        },
      )
      .finally(() => setBusy(false));
  };

  return (
    <Section name="connection">
      <form
        ref={form}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          connect();
        }}
      >
        <SelectField
          label={connectionWords.connection}
          value={chosen}
          choices={choices}
          hint={connectionWords.environments[environment]}
          onChange={(next) => {
            setChosen(next);
            setTrouble(null);
            setWrong({});
          }}
        />
        {SECRETS[credentials].map(({ name, label, hint, masked }) => (
          <SecretField
            key={`${chosen} ${name}`}
            label={label}
            masked={masked}
            wrong={wrong[name] ?? null}
            hint={hasSecret && masked ? connectionWords.inKeychain({ ends: endsWords(state) }) : hint}
            onInput={(input) => {
              if (input) typed.current[name] = input;
              else delete typed.current[name];
            }}
          />
        ))}
        <p
          role="status"
          className={
            trouble || (inUse && app.trouble) || (blocked !== null && !trouble)
              ? "connection-status tone-bad"
              : "connection-status"
          }
        >
          {statusWords({ app, blocked, inUse, trouble, busy, lacksSecret: credentials !== "none" && !hasSecret })}
        </p>
        <div className="row">
          <Button kind={connected ? "plain" : "primary"} submit busy={busy}>
            {connectionWords.connect}
          </Button>
          {credentials !== "none" && hasSecret ? (
            <Button kind="quiet" needs="accounts.forget" onPress={() => setSheet("forget")}>
              {removeWords}
            </Button>
          ) : null}
          {inUse ? <Pill tone={app.account.environment}>{connectionWords.inUse}</Pill> : null}
        </div>
        <div className="row">
          <Button size="small" needs="accounts.add" onPress={() => setSheet("add")}>
            {accountsWords.add}
          </Button>
          {state ? (
            <Button size="small" kind="quiet" needs="accounts.change" onPress={() => setSheet("edit")}>
              {accountsWords.edit}
            </Button>
          ) : null}
          {state && credentials !== "none" ? (
            <Button size="small" kind="quiet" needs="accounts.remove" onPress={() => setSheet("remove")}>
              {accountsWords.remove}
            </Button>
          ) : null}
        </div>
      </form>
      <Dialog
        title={connectionWords.removeAsk({ act: removeWords, name: called })}
        open={sheet === "forget"}
        onClose={() => setSheet(null)}
      >
        <p>{connectionWords.removeWhat({ name: called })}</p>
        <DialogButtons>
          <Button autoFocus onPress={() => setSheet(null)}>
            {connectionWords.keep}
          </Button>
          <Button
            kind="danger"
            onPress={() => {
              goOn("secret");
              ask("accounts.forget", { id: chosen }).then(
                (after) => {
                  takeApp(after);
                  toast(connectionWords.removeDone);
                },
                (error: unknown) => setTrouble(asFailure(error).sentence),
              );
            }}
          >
            {removeWords}
          </Button>
        </DialogButtons>
      </Dialog>
      <AccountDialog
        key={sheet === "edit" ? chosen : "new"}
        open={sheet === "add" || sheet === "edit"}
        account={sheet === "edit" ? state : null}
        onClose={() => setSheet(null)}
        onDone={(id) => {
          setChosen(id);
          goOn(sheet === "add" ? "secret" : null);
        }}
      />
      {state ? (
        <RemoveAccountDialog
          open={sheet === "remove"}
          account={state}
          onClose={() => setSheet(null)}
          onRemoved={() => goOn("account")}
        />
      ) : null}
    </Section>
  );
}

function statusWords(of: {
  app: AppState;
  blocked: string | null;
  inUse: boolean;
  trouble: string | null;
  busy: boolean;
  lacksSecret: boolean;
}): string {
  const { app, blocked, inUse, trouble, busy, lacksSecret } = of;
  if (busy) return connectionWords.asking;
  if (trouble !== null) return connectionWords.notConnected({ why: trouble });
  if (inUse)
    return app.trouble === null
      ? connectionWords.connected({ name: app.account.name })
      : connectionWords.notConnected({ why: app.trouble });
  if (blocked !== null) return connectionWords.notConnected({ why: blocked });
  return lacksSecret
    ? connectionWords.notConnected({ why: connectionWords.needsCredentials })
    : connectionWords.notInUse;
}

function endsWords(state: AccountState | null): string {
  if (!state || state.secretEndsAt === null) return "";
  const day = dateText(state.secretEndsAt, true);
  return state.secretEndsAt < Date.now() ? connectionWords.endedOn({ day }) : connectionWords.endsOn({ day });
}
