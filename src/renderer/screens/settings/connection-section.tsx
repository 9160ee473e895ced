import { useEffect, useRef, useState } from "react";
import { CONNECTIONS, type ConnectionId, type ConnectionState, type Credentials } from "../../../shared/connection";
import type { AppState } from "../../../shared/contract";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { Pill } from "../../parts/pill";
import { SelectField } from "../../parts/select-field";
import { takeApp } from "../../stores/app";
import { toast } from "../../stores/toasts";
import { SecretField } from "./secret-field";

const KIND_WORDS = {
  practice: "Practice: nothing leaves this computer, no money moves.",
  test: "The processor’s sandbox: no money moves.",
  live: "Real money.",
} as const;

type Secret = "token" | "clientId" | "clientSecret" | "subAccount";

/** What a connection is opened with; `missing` null: may be left empty. */
const SECRETS: Readonly<
  Record<
    Credentials,
    readonly {
      readonly name: Secret;
      readonly label: string;
      readonly hint: string;
      readonly missing: string | null;
      readonly masked: boolean;
    }[]
  >
> = {
  none: [],
  bearer: [
    {
      name: "token",
      label: "Bearer token",
      hint: "From the processor’s dashboard, under API. It is kept in this computer’s keychain.",
      missing: "Paste the token from the processor’s dashboard.",
      masked: true,
    },
  ],
  client: [
    {
      name: "clientId",
      label: "Client ID",
      hint: "From the processor’s dashboard, under API keys.",
      missing: "Paste the client’s ID.",
      masked: false,
    },
    {
      name: "clientSecret",
      label: "Client secret",
      hint: "It is kept in this computer’s keychain.",
      missing: "Paste the client’s secret.",
      masked: true,
    },
    {
      name: "subAccount",
      label: "Sub account",
      hint: "Only when payments are taken for a sub account.",
      missing: null,
      masked: false,
    },
  ],
};

/**
 * Which processor is asked, and the token that opens it. The token goes one way: it is never given back by the program.
 */
export function ConnectionSection({ app }: { readonly app: AppState }) {
  const [chosen, setChosen] = useState<ConnectionId>(app.connection.id);
  const [states, setStates] = useState<readonly ConnectionState[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Readonly<Partial<Record<Secret, string>>>>({});
  const [busy, setBusy] = useState(false);
  const [forgetting, setForgetting] = useState(false);
  /**
   * SECURITY: what is typed is in the fields and nowhere else, no state, no store; they are emptied once it is in the
   * keychain.
   */
  const typed = useRef<Partial<Record<Secret, HTMLInputElement>>>({});

  useEffect(() => {
    ask("connections.list", {}).then(setStates, (error: unknown) => setTrouble(asFailure(error).sentence));
  }, [app]);

  const state = states.find((one) => one.id === chosen) ?? (chosen === app.connection.id ? app.connection : null);
  const inUse = chosen === app.connection.id;
  const { credentials } = CONNECTIONS[chosen];
  const hasSecret = state?.hasSecret ?? false;

  const removeWords = credentials === "bearer" ? "Remove token" : "Remove credentials";
  const read = (name: Secret): string => typed.current[name]?.value.trim() ?? "";
  const wipe = (): void => {
    for (const input of Object.values(typed.current)) input.value = "";
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
      ? ask("connections.use", { id: chosen })
      : credentials === "bearer"
        ? ask("connections.connect", { id: chosen, token: read("token") })
        : ask("connections.connect", {
            id: chosen,
            clientId: read("clientId"),
            clientSecret: read("clientSecret"),
            subAccount: read("subAccount") || null,
          });
    asked
      .then(
        (after) => {
          wipe();
          takeApp(after);
        },
        (error: unknown) => {
          const failure = asFailure(error);
          setTrouble(failure.sentence);
          const own = SECRETS[credentials].filter(({ name }) => failure.fields[name] !== undefined);
          if (own.length > 0) setWrong(Object.fromEntries(own.map(({ name }) => [name, failure.fields[name]])));
          else if (failure.code === "unauthorized" && !untouched)
            setWrong(
              credentials === "bearer"
                ? { token: "This token was not accepted." }
                : { clientSecret: "These were not accepted." },
            );
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
          choices={(Object.keys(CONNECTIONS) as ConnectionId[]).map((value) => ({
            value,
            label: CONNECTIONS[value].label,
          }))}
          hint={KIND_WORDS[CONNECTIONS[chosen].kind]}
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
            hint={hasSecret && masked ? `It is in the keychain${endsWords(state)}. A new one replaces it.` : hint}
            onInput={(input) => {
              if (input) typed.current[name] = input;
              else delete typed.current[name];
            }}
          />
        ))}
        <p
          role="status"
          className={
            trouble || (inUse && app.trouble) || (state?.blocked && !trouble)
              ? "connection-status tone-bad"
              : "connection-status"
          }
        >
          {statusWords({ app, state, inUse, trouble, busy, lacksSecret: credentials !== "none" && !hasSecret })}
        </p>
        <div className="row">
          <Button kind="primary" submit busy={busy}>
            Connect
          </Button>
          {credentials !== "none" && hasSecret ? (
            <Button kind="quiet" onPress={() => setForgetting(true)}>
              {removeWords}
            </Button>
          ) : null}
          {inUse ? <Pill tone={app.connection.kind}>in use</Pill> : null}
        </div>
      </form>
      <Dialog
        title={`${removeWords} of ${CONNECTIONS[chosen].label}?`}
        open={forgetting}
        onClose={() => setForgetting(false)}
      >
        <p>
          What opens {CONNECTIONS[chosen].label} is taken out of this computer’s keychain. It cannot be used here until
          it is typed again.
        </p>
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
                  toast("It is out of the keychain.");
                },
                (error: unknown) => setTrouble(asFailure(error).sentence),
              );
            }}
          >
            {removeWords}
          </Button>
        </DialogButtons>
      </Dialog>
    </section>
  );
}

function statusWords(of: {
  app: AppState;
  state: ConnectionState | null;
  inUse: boolean;
  trouble: string | null;
  busy: boolean;
  lacksSecret: boolean;
}): string {
  const { app, state, inUse, trouble, busy, lacksSecret } = of;
  if (busy) return "Asking the processor…";
  if (trouble !== null) return `Not connected. ${trouble}`;
  if (inUse) return app.trouble === null ? `Connected to ${app.connection.label}.` : `Not connected. ${app.trouble}`;
  if (state?.blocked) return `Not connected. ${state.blocked}`;
  return lacksSecret ? "Not connected. It needs its credentials first." : "Not in use. Connect changes to it.";
}

function endsWords(state: ConnectionState | null): string {
  if (!state || state.secretEndsAt === null) return "";
  const day = new Date(state.secretEndsAt).toLocaleDateString("en-US", { dateStyle: "medium" });
  return state.secretEndsAt < Date.now() ? `; it ended on ${day}` : `; it ends on ${day}`;
}
