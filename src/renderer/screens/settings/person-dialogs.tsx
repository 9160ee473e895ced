import { useRef, useState, type ReactNode } from "react";
import type { OutputOf } from "../../../shared/contract";
import { LONGEST_PERSON, LONGEST_PIN, isPin, type Ceilings, type Person, type Role } from "../../../shared/people";
import { ROLES } from "../../../shared/roles";
import { commonWords } from "../../../shared/words/common";
import { peopleSettingsWords as words } from "../../../shared/words/people-settings";
import { peopleWords } from "../../../shared/words/people";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { maskedText } from "../../parts/masked-input";
import { SecretField } from "../../parts/secret-field";
import { SelectField } from "../../parts/select-field";
import { Switch } from "../../parts/switch";
import { TextField } from "../../parts/text-field";
import { CeilingFields } from "./ceiling-fields";
import { readCeilings, typedCeilings } from "./typed-ceilings";
import { useTyped } from "../../parts/typed";

export type Everybody = OutputOf<"people.all">;

const ROLE_CHOICES = ROLES.map((value) => ({ value, label: peopleWords.roles[value] }));

/** What a form of people does: asks once, and says at the field what was wrong. */
function useAsking(): {
  readonly busy: boolean;
  readonly wrong: Readonly<Record<string, string>>;
  readonly tell: (wrong: Readonly<Record<string, string>>) => void;
  readonly send: (asked: Promise<void>) => void;
  readonly trouble: ReactNode;
} {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  return {
    busy,
    wrong,
    tell: setWrong,
    send: (asked) => {
      setBusy(true);
      setTrouble(null);
      asked
        .catch((error: unknown) => {
          const failure = asFailure(error);
          setWrong(failure.fields);
          setTrouble(failure.sentence);
        })
        .finally(() => setBusy(false));
    },
    trouble: trouble ? (
      <p className="field-error" role="alert">
        {trouble}
      </p>
    ) : null,
  };
}

/** A new person (`person` null), or another name, role or other ceilings for one. */
export function PersonDialog(props: {
  readonly open: boolean;
  readonly person: Person | null;
  readonly ceilings: Everybody["ceilings"];
  readonly onClose: () => void;
  readonly onDone: (everybody: Everybody, name: string) => void;
}) {
  const { person } = props;
  return (
    <Dialog
      title={person ? words.changeTitle({ name: person.name }) : words.addTitle}
      open={props.open}
      onClose={props.onClose}
      stays
    >
      <PersonForm {...props} />
    </Dialog>
  );
}

function PersonForm({ person, ceilings, onClose, onDone }: Parameters<typeof PersonDialog>[0]) {
  const form = `person ${person?.id ?? "new"}`;
  const [name, setName] = useTyped(`${form} name`, person?.name ?? "");
  const [role, setRole] = useTyped<Role>(`${form} role`, person?.role ?? "front_desk");
  const [own, setOwn] = useTyped(`${form} own`, person !== null && person.ceilings !== null);
  const [typed, setTyped] = useTyped(`${form} ceilings`, () =>
    typedCeilings(person?.ceilings ?? ceilings[person?.role ?? "front_desk"]),
  );
  const pin = useRef<HTMLInputElement | null>(null);
  const { busy, wrong, tell, send, trouble } = useAsking();
  const save = (): void => {
    const read = own && role !== "owner" ? readCeilings(typed) : null;
    const typedPin = pin.current ? maskedText(pin.current) : "";
    const found: Record<string, string> = {
      ...(name.trim() === "" ? { name: peopleWords.nameMissing } : {}),
      ...(typedPin !== "" && !isPin(typedPin) ? { pin: peopleWords.pinShort } : {}),
    };
    tell(found);
    if (busy || Object.keys(found).length > 0 || (own && role !== "owner" && read === null)) return;
    if (person)
      send(ask("people.change", { id: person.id, name, role, ceilings: read }).then((all) => onDone(all, name.trim())));
    else send(add(name, role, typedPin === "" ? null : typedPin, read).then((all) => onDone(all, name.trim())));
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={words.name}
        value={name}
        maxLength={LONGEST_PERSON}
        error={wrong["name"] ?? null}
        autoFocus
        onChange={setName}
      />
      <SelectField
        label={words.role}
        value={role}
        choices={ROLE_CHOICES}
        error={wrong["role"] ?? null}
        onChange={setRole}
      />
      {person ? null : (
        <SecretField
          label={words.firstPin}
          masked
          wrong={wrong["pin"] ?? null}
          hint={words.firstPinHint}
          longest={LONGEST_PIN}
          onInput={(input) => {
            pin.current = input;
          }}
        />
      )}
      {role === "owner" ? (
        <p className="quiet small">{words.ownerNone}</p>
      ) : (
        <Switch
          label={words.ownCeilings}
          on={own}
          hint={words.beyond}
          onChange={(on) => {
            setOwn(on);
            if (on) setTyped(typedCeilings(person?.ceilings ?? ceilings[role]));
          }}
        />
      )}
      {own && role !== "owner" ? <CeilingFields typed={typed} onTyped={setTyped} /> : null}
      {trouble}
      <DialogButtons>
        <Button kind="primary" submit busy={busy}>
          {person ? commonWords.save : words.doAdd}
        </Button>
        <Button onPress={onClose}>{commonWords.cancel}</Button>
      </DialogButtons>
    </form>
  );
}

/** A new person begins with the ceilings of the role; their own are a change of them. */
async function add(name: string, role: Role, pin: string | null, ceilings: Ceilings | null): Promise<Everybody> {
  const everybody = await ask("people.add", { name, role, pin });
  if (ceilings === null) return everybody;
  const made = everybody.people.find((one) => one.name === name.trim());
  return made ? ask("people.change", { id: made.id, ceilings }) : everybody;
}

/** How far a role goes. */
export function RoleDialog(props: {
  readonly role: Role | null;
  readonly ceilings: Everybody["ceilings"];
  readonly onClose: () => void;
  readonly onDone: (everybody: Everybody, name: string) => void;
}) {
  const { role, ceilings } = props;
  return (
    <Dialog
      title={role ? words.ofRole({ role: peopleWords.roles[role] }) : ""}
      open={role !== null}
      onClose={props.onClose}
      stays
    >
      {role ? <RoleForm {...props} role={role} of={ceilings[role]} /> : null}
    </Dialog>
  );
}

function RoleForm(props: {
  readonly role: Role;
  readonly of: Ceilings;
  readonly onClose: () => void;
  readonly onDone: (everybody: Everybody, name: string) => void;
}) {
  const { role, onClose, onDone } = props;
  const [typed, setTyped] = useTyped(`ceilings ${role}`, () => typedCeilings(props.of));
  const { busy, send, trouble } = useAsking();
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const ceilings = readCeilings(typed);
        if (busy || ceilings === null) return;
        send(ask("people.ceilings", { role, ceilings }).then((all) => onDone(all, peopleWords.roles[role])));
      }}
    >
      <p className="quiet">{words.beyond}</p>
      <CeilingFields typed={typed} onTyped={setTyped} autoFocus />
      {trouble}
      <DialogButtons>
        <Button kind="primary" submit busy={busy}>
          {commonWords.save}
        </Button>
        <Button onPress={onClose}>{commonWords.cancel}</Button>
      </DialogButtons>
    </form>
  );
}

/** Takes a person off the list, once it was read what that means. */
export function RemovePersonDialog(props: {
  readonly person: Person | null;
  /** Other desks have the same people. */
  readonly everywhere: boolean;
  readonly onClose: () => void;
  readonly onDone: (everybody: Everybody, name: string) => void;
}) {
  const { person, everywhere, onClose, onDone } = props;
  const { busy, send, trouble } = useAsking();
  return (
    <Dialog title={person ? words.removeAsk({ name: person.name }) : ""} open={person !== null} onClose={onClose}>
      <p>{everywhere ? words.removeWhatEverywhere : words.removeWhat}</p>
      {trouble}
      <DialogButtons>
        <Button autoFocus onPress={onClose}>
          {words.keep}
        </Button>
        <Button
          kind="danger"
          busy={busy}
          onPress={() => {
            if (person) send(ask("people.remove", { id: person.id }).then((all) => onDone(all, person.name)));
          }}
        >
          {words.remove}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
