import { useState } from "react";
import {
  AccountColour,
  AccountKind,
  FIRST_COLOURS,
  KINDS,
  LONGEST_ACCOUNT_NAME,
  type AccountId,
  type AccountState,
} from "../../../shared/account";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { SelectField, type Choice } from "../../parts/select-field";
import { Switch } from "../../parts/switch";
import { TextField } from "../../parts/text-field";
import { takeApp } from "../../stores/app";
import { toast } from "../../stores/toasts";

const COLOURS: readonly Choice<AccountColour>[] = AccountColour.options.map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));
const KIND_CHOICES: readonly Choice<AccountKind>[] = AccountKind.options.map((value) => ({
  value,
  label: KINDS[value].label,
}));

/** A new account (`account` null), or another name and colour for one. Credentials are typed afterwards, to connect. */
export function AccountDialog(props: {
  readonly open: boolean;
  readonly account: AccountState | null;
  readonly onClose: () => void;
  /** The account as it is now. */
  readonly onDone: (id: AccountId) => void;
}) {
  return (
    <Dialog title={props.account ? "Edit account" : "Add account"} open={props.open} onClose={props.onClose} stays>
      <AccountForm {...props} />
    </Dialog>
  );
}

function AccountForm({ account, onClose, onDone }: Parameters<typeof AccountDialog>[0]) {
  const [kind, setKind] = useState<AccountKind>(account?.kind ?? "payarc_test");
  const [name, setName] = useState(account?.name ?? "");
  const [colour, setColour] = useState<AccountColour | null>(account?.colour ?? null);
  const [wrong, setWrong] = useState<string | null>(null);
  const shown = colour ?? FIRST_COLOURS[KINDS[kind].environment];
  const save = (): void => {
    if (name.trim() === "") return setWrong("Give the account a name.");
    const asked = account
      ? ask("accounts.change", { id: account.id, name, colour: shown })
      : ask("accounts.add", { kind, name, colour: shown });
    asked.then(
      ({ id }) => onDone(id),
      (error: unknown) => {
        const failure = asFailure(error);
        setWrong(failure.fields["name"] ?? failure.sentence);
      },
    );
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {account ? null : <SelectField label="Kind of account" value={kind} choices={KIND_CHOICES} onChange={setKind} />}
      <TextField
        label="Account name"
        value={name}
        error={wrong}
        maxLength={LONGEST_ACCOUNT_NAME}
        hint="As it is shown at the top of its windows: “Main street”, “Web shop”."
        autoFocus
        onChange={(text) => {
          setName(text);
          setWrong(null);
        }}
      />
      <SelectField
        label="Colour"
        value={shown}
        choices={COLOURS}
        hint={<span className={`account-sample account-${shown}`} aria-hidden="true" />}
        onChange={setColour}
      />
      <DialogButtons>
        <Button kind="primary" submit>
          {account ? "Save" : "Add"}
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogButtons>
    </form>
  );
}

/** Takes an account off this computer, once a person has read what that means. */
export function RemoveAccountDialog(props: {
  readonly open: boolean;
  readonly account: AccountState;
  readonly onClose: () => void;
}) {
  const { account, open, onClose } = props;
  const [copies, setCopies] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <Dialog title={`Remove ${account.name}?`} open={open} onClose={onClose}>
      <p>
        Its credentials leave this computer’s keychain, and its windows go to Training. What was done here stays in
        Activity. At the processor nothing changes.
      </p>
      <Switch label="Delete its local copies too" on={copies} onChange={setCopies} />
      <p className="quiet small">
        {copies
          ? "The copies of its customers and payments, with your notes on who changed what, are deleted. This cannot be undone."
          : "The copies of its customers and payments stay on this computer, encrypted."}
      </p>
      {trouble ? <p className="tone-bad">{trouble}</p> : null}
      <DialogButtons>
        <Button autoFocus onPress={onClose}>
          Keep
        </Button>
        <Button
          kind="danger"
          onPress={() => {
            ask("accounts.remove", { id: account.id, copies }).then(
              (after) => {
                takeApp(after);
                toast(`${account.name} is no longer on this computer.`);
                onClose();
              },
              (error: unknown) => setTrouble(asFailure(error).sentence),
            );
          }}
        >
          Remove account
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
