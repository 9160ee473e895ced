import { useEffect, useId, useRef, useState } from "react";
import { CONNECTIONS, type ConnectionId, type ConnectionState } from "../../../shared/connection";
import type { AppState } from "../../../shared/contract";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { Field, fieldAria } from "../../parts/field";
import { Pill } from "../../parts/pill";
import { SelectField } from "../../parts/select-field";
import { takeApp } from "../../stores/app";
import { toast } from "../../stores/toasts";

const KIND_WORDS = { practice: "Practice: nothing leaves this computer, no money moves.", test: "The processor's sandbox: no money moves.", live: "Real money." } as const;

/** Which processor is asked, and the token that opens it. The token goes one way: it is never given back by the program. */
export function ConnectionSection({ app }: { readonly app: AppState }) {
  const [chosen, setChosen] = useState<ConnectionId>(app.connection.id);
  const [states, setStates] = useState<readonly ConnectionState[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [forgetting, setForgetting] = useState(false);
  const token = useRef<HTMLInputElement>(null);
  const id = useId();

  useEffect(() => {
    ask("connections.list", {}).then(setStates, (error: unknown) => setTrouble(asFailure(error).sentence));
  }, [app]);

  const state = states.find((one) => one.id === chosen) ?? (chosen === app.connection.id ? app.connection : null);
  const inUse = chosen === app.connection.id;
  const needsToken = CONNECTIONS[chosen].kind !== "practice";
  const hasSecret = state?.hasSecret ?? false;

  const connect = (): void => {
    if (busy) return;
    const typed = token.current?.value.trim() ?? "";
    setWrong(null);
    setTrouble(null);
    if (needsToken && typed === "" && !hasSecret) {
      setWrong("Paste the token from the processor's dashboard.");
      token.current?.focus();
      return;
    }
    setBusy(true);
    const asked = typed === "" ? ask("connections.use", { id: chosen }) : ask("connections.connect", { id: chosen, token: typed });
    asked
      .then(
        (after) => {
          // SECURITY: the field is emptied as soon as the token is in the keychain.
          if (token.current) token.current.value = "";
          takeApp(after);
        },
        (error: unknown) => {
          const failure = asFailure(error);
          setTrouble(failure.sentence);
          if (failure.code === "unauthorized" || failure.code === "bad_input") setWrong(failure.fields["token"] ?? "This token was not accepted.");
        },
      )
      .finally(() => setBusy(false));
  };

  return (
    <section className="sheet stack" aria-label="Connection">
      <h2>Connection</h2>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          connect();
        }}
      >
        <SelectField
          label="Connection"
          value={chosen}
          choices={(Object.keys(CONNECTIONS) as ConnectionId[]).map((value) => ({ value, label: CONNECTIONS[value].label }))}
          hint={KIND_WORDS[CONNECTIONS[chosen].kind]}
          onChange={(next) => {
            setChosen(next);
            setTrouble(null);
            setWrong(null);
            if (token.current) token.current.value = "";
          }}
        />
        {needsToken ? (
          <Field id={id} label="Bearer token" error={wrong} hint={hasSecret ? `A token is in the keychain${endsWords(state)}. A new one replaces it.` : "From the processor's dashboard, under API. It is kept in this computer's keychain."}>
            <input {...fieldAria(id, wrong, true)} ref={token} type="text" className="input input-masked" autoComplete="off" spellCheck={false} maxLength={8192} onCopy={(event) => event.preventDefault()} onCut={(event) => event.preventDefault()} />
          </Field>
        ) : null}
        <p role="status" className={trouble || (inUse && app.trouble) || (state?.blocked && !trouble) ? "connection-status tone-bad" : "connection-status"}>
          {statusWords({ app, state, inUse, trouble, busy, lacksToken: needsToken && !hasSecret })}
        </p>
        <div className="row">
          <Button kind="primary" submit busy={busy}>
            Connect
          </Button>
          {needsToken && hasSecret ? (
            <Button kind="quiet" onPress={() => setForgetting(true)}>
              Remove token
            </Button>
          ) : null}
          {inUse ? <Pill tone={app.connection.kind}>in use</Pill> : null}
        </div>
      </form>
      <Dialog title={`Remove the token of ${CONNECTIONS[chosen].label}?`} open={forgetting} onClose={() => setForgetting(false)}>
        <p>It is taken out of this computer's keychain. {CONNECTIONS[chosen].label} cannot be used here until a token is typed again.</p>
        <DialogButtons>
          <Button autoFocus onPress={() => setForgetting(false)}>
            Keep
          </Button>
          <Button
            kind="danger"
            onPress={() => {
              setForgetting(false);
              ask("connections.forget", { id: chosen }).then(
                (after) => {
                  takeApp(after);
                  toast("The token is removed.");
                },
                (error: unknown) => setTrouble(asFailure(error).sentence),
              );
            }}
          >
            Remove token
          </Button>
        </DialogButtons>
      </Dialog>
    </section>
  );
}

function statusWords(of: { app: AppState; state: ConnectionState | null; inUse: boolean; trouble: string | null; busy: boolean; lacksToken: boolean }): string {
  const { app, state, inUse, trouble, busy, lacksToken } = of;
  if (busy) return "Asking the processor…";
  if (trouble !== null) return `Not connected. ${trouble}`;
  if (inUse) return app.trouble === null ? `Connected to ${app.connection.label}.` : `Not connected. ${app.trouble}`;
  if (state?.blocked) return `Not connected. ${state.blocked}`;
  return lacksToken ? "Not connected. It needs its token first." : "Not in use. Connect changes to it.";
}

function endsWords(state: ConnectionState | null): string {
  if (!state || state.secretEndsAt === null) return "";
  const day = new Date(state.secretEndsAt).toLocaleDateString("en-US", { dateStyle: "medium" });
  return state.secretEndsAt < Date.now() ? `; it ended on ${day}` : `; it ends on ${day}`;
}
