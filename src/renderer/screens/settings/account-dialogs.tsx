import { useState } from "react";
import {
  ACCOUNT_COLOURS,
  ACCOUNT_KINDS,
  type AccountColour,
  type AccountKind,
  FIRST_COLOURS,
  KINDS,
  LONGEST_ACCOUNT_NAME,
  type AccountId,
  type AccountState,
} from "../../../shared/account";
import { accountsWords } from "../../../shared/words/accounts";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { SelectField, type Choice } from "../../parts/select-field";
import { Switch } from "../../parts/switch";
import { TextField } from "../../parts/text-field";
import { takeApp } from "../../stores/app";
import { toast } from "../../stores/toasts";
import { useTyped } from "../../parts/typed";

const COLOURS: readonly Choice<AccountColour>[] = ACCOUNT_COLOURS.map((value) => ({
  value,
  label: accountsWords.colours[value],
}));
const KIND_CHOICES: readonly Choice<AccountKind>[] = ACCOUNT_KINDS.map((value) => ({
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
    <Dialog
      title={props.account ? accountsWords.edit : accountsWords.add}
      open={props.open}
      onClose={props.onClose}
      stays
    >
      <AccountForm {...props} />
    </Dialog>
  );
}

function AccountForm({ account, onClose, onDone }: Parameters<typeof AccountDialog>[0]) {
  const form = `account ${account?.id ?? "new"}`;
  const [kind, setKind] = useTyped<AccountKind>(`${form} kind`, account?.kind ?? "payarc_test");
  const [name, setName] = useTyped(`${form} name`, account?.name ?? "");
  const [colour, setColour] = useTyped<AccountColour | null>(`${form} colour`, account?.colour ?? null);
  const [wrong, setWrong] = useState<string | null>(null);
  const shown = colour ?? FIRST_COLOURS[KINDS[kind].environment];
  const save = (): void => {
    if (name.trim() === "") return setWrong(accountsWords.nameMissing);
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
      {account ? null : (
        <SelectField label={accountsWords.kind} value={kind} choices={KIND_CHOICES} onChange={setKind} />
      )}
      <TextField
        label={accountsWords.name}
        value={name}
        error={wrong}
        maxLength={LONGEST_ACCOUNT_NAME}
        hint={accountsWords.nameHint}
        autoFocus
        onChange={(text) => {
          setName(text);
          setWrong(null);
        }}
      />
      <SelectField
        label={accountsWords.colour}
        value={shown}
        choices={COLOURS}
        hint={<span className={`account-sample account-${shown}`} aria-hidden="true" />}
        onChange={setColour}
      />
      <DialogButtons>
        <Button kind="primary" submit>
          {account ? accountsWords.doSave : accountsWords.doAdd}
        </Button>
        <Button onPress={onClose}>{accountsWords.cancel}</Button>
      </DialogButtons>
    </form>
  );
}

/** Takes an account off this computer, once a person has read what that means. */
export function RemoveAccountDialog(props: {
  readonly open: boolean;
  readonly account: AccountState;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const { account, open, onClose, onRemoved } = props;
  const [copies, setCopies] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <Dialog title={accountsWords.removeAsk({ name: account.name })} open={open} onClose={onClose}>
      <p>{accountsWords.removeWhat}</p>
      <Switch label={accountsWords.removeCopies} on={copies} onChange={setCopies} />
      <p className="quiet small">{copies ? accountsWords.copiesGo : accountsWords.copiesStay}</p>
      {trouble ? <p className="tone-bad">{trouble}</p> : null}
      <DialogButtons>
        <Button autoFocus onPress={onClose}>
          {accountsWords.keep}
        </Button>
        <Button
          kind="danger"
          onPress={() => {
            ask("accounts.remove", { id: account.id, copies }).then(
              (after) => {
                takeApp(after);
                toast(accountsWords.removed({ name: account.name }));
                onRemoved();
              },
              (error: unknown) => setTrouble(asFailure(error).sentence),
            );
          }}
        >
          {accountsWords.remove}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
