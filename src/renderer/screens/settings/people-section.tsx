import { useCallback, useContext, useEffect, useState, type ReactNode } from "react";
import type { AppState } from "../../../shared/contract";
import type { Person, PersonLine, Role } from "../../../shared/people";
import { ROLES } from "../../../shared/roles";
import { peopleSettingsWords as words } from "../../../shared/words/people-settings";
import { peopleWords } from "../../../shared/words/people";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { SelectField } from "../../parts/select-field";
import { useWhyNot } from "../../parts/why-not";
import { ceilingText } from "./ceiling-fields";
import { PersonDialog, RemovePersonDialog, RoleDialog, type Everybody } from "./person-dialogs";
import { PinDialog } from "./pin-dialog";
import { Saved, useChoose } from "./saved";
import { Section } from "./section";

const MINUTES = [1, 2, 3, 5, 10, 15] as const;

/** What is open over the section. */
type Sheet =
  | { readonly kind: "add" }
  | { readonly kind: "change" | "remove"; readonly person: Person }
  | { readonly kind: "pin"; readonly person: PersonLine }
  | { readonly kind: "role"; readonly role: Role }
  | null;

/** Who works here: one's own PIN for everybody, all people and their ceilings for supervisors, changes for the owner. */
export function PeopleSection({ app }: { readonly app: AppState }) {
  const { person: own, settings, desks } = app;
  const saved = useContext(Saved);
  const choose = useChoose();
  const [all, setAll] = useState<Everybody | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [sheet, setSheet] = useState<Sheet>(null);
  const noSight = useWhyNot("people.all");
  const read = useCallback((): void => {
    if (noSight !== null) return;
    ask("people.all", {}).then(setAll, (error: unknown) => setTrouble(asFailure(error).sentence));
  }, [noSight]);
  // Another desk may have changed them: then the state of the program is another too.
  useEffect(read, [read, app]);
  const close = (): void => setSheet(null);
  const done =
    (says: (about: { name: string }) => string) =>
    (everybody: Everybody, name: string): void => {
      setAll(everybody);
      setSheet(null);
      saved(says({ name }));
    };
  const person = sheet?.kind === "change" || sheet?.kind === "remove" ? sheet.person : null;
  return (
    <Section
      name="people"
      beside={
        <Button size="small" needs="people.add" onPress={() => setSheet({ kind: "add" })}>
          {words.add}
        </Button>
      }
    >
      <p className="quiet small">
        {words.intro}
        {desks.people === "shared" ? ` ${desks.seen === "not_seen" ? words.sharedLater : words.shared}` : ""}
      </p>
      <div className="people-own">
        <div className="grow">
          <p className="field-label">{words.ownPin({ name: own.name })}</p>
          <p className={own.hasPin ? "quiet" : "tone-warn"}>{own.hasPin ? words.ownPinSet : words.ownPinNot}</p>
        </div>
        <Button onPress={() => setSheet({ kind: "pin", person: own })}>
          {own.hasPin ? words.changePin : words.setPin}
        </Button>
        <SelectField
          label={words.lockMinutes}
          value={String(settings.lockMinutes)}
          choices={[...new Set<number>([...MINUTES, settings.lockMinutes])]
            .toSorted((one, other) => one - other)
            .map((count) => ({ value: String(count), label: words.minutes({ count }) }))}
          disabled={noSight !== null}
          hint={noSight ?? undefined}
          onChange={(minutes) => choose(words.lockMinutes, { lockMinutes: Number(minutes) })}
        />
      </div>
      {trouble ? <p className="field-error">{trouble}</p> : null}
      {all ? (
        <>
          <PeopleTable all={all} own={own.id} onSheet={setSheet} />
          <RolesTable ceilings={all.ceilings} onSheet={setSheet} />
          <PersonDialog
            key={person?.id ?? "new"}
            open={sheet?.kind === "add" || sheet?.kind === "change"}
            person={sheet?.kind === "change" ? sheet.person : null}
            ceilings={all.ceilings}
            onClose={close}
            onDone={done(sheet?.kind === "add" ? words.added : words.changed)}
          />
          <RoleDialog
            role={sheet?.kind === "role" ? sheet.role : null}
            ceilings={all.ceilings}
            onClose={close}
            onDone={done(words.changed)}
          />
          <RemovePersonDialog
            person={sheet?.kind === "remove" ? sheet.person : null}
            everywhere={desks.people === "shared"}
            onClose={close}
            onDone={done(words.removed)}
          />
        </>
      ) : null}
      <PinDialog
        person={sheet?.kind === "pin" ? sheet.person : null}
        own={sheet?.kind === "pin" && sheet.person.id === own.id}
        onClose={close}
        onDone={(name) => {
          setSheet(null);
          saved(words.pinSaved({ name }));
          read();
        }}
      />
    </Section>
  );
}

/** A small table whose last column has what can be changed. */
function Rows(props: { readonly name: string; readonly columns: readonly string[]; readonly children: ReactNode }) {
  return (
    <div className="people-scroll">
      <table className="people-table" aria-label={props.name}>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            <th scope="col">
              <span className="heard-only">{words.change}</span>
            </th>
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}

function PeopleTable(props: {
  readonly all: Everybody;
  readonly own: string;
  readonly onSheet: (sheet: Sheet) => void;
}) {
  const { all, own, onSheet } = props;
  return (
    <Rows name={words.table} columns={[words.name, words.role, words.pin, words.ceilings]}>
      {all.people.map((person) => (
        <tr key={person.id}>
          <th scope="row">
            {person.name} {person.id === own ? <span className="faint small">{words.you}</span> : null}
          </th>
          <td>{peopleWords.roles[person.role]}</td>
          <td className={person.hasPin ? "" : "tone-warn"}>{person.hasPin ? words.hasPin : words.noPin}</td>
          <td className="quiet">{ceilingsOf(person)}</td>
          <td>
            <div className="people-acts">
              <Button
                size="small"
                label={words.changeOf({ name: person.name })}
                needs="people.change"
                onPress={() => onSheet({ kind: "change", person })}
              >
                {words.change}
              </Button>
              <Button
                size="small"
                label={(person.hasPin ? words.changePinOf : words.setPinOf)({ name: person.name })}
                needs={person.id === own ? "people.setPin" : "people.change"}
                onPress={() => onSheet({ kind: "pin", person })}
              >
                {words.pin}
              </Button>
              <Button
                kind="quiet"
                size="small"
                label={words.removeOf({ name: person.name })}
                needs="people.remove"
                refused={person.id === own ? peopleWords.notYourself : null}
                onPress={() => onSheet({ kind: "remove", person })}
              >
                {words.remove}
              </Button>
            </div>
          </td>
        </tr>
      ))}
    </Rows>
  );
}

function ceilingsOf({ role, ceilings }: Person): string {
  if (role === "owner") return words.all;
  if (ceilings === null) return words.ofTheRole;
  return words.upTo({
    sale: ceilingText(ceilings.sale),
    refund: ceilingText(ceilings.refund),
    day: ceilingText(ceilings.refundsDay),
  });
}

function RolesTable(props: { readonly ceilings: Everybody["ceilings"]; readonly onSheet: (sheet: Sheet) => void }) {
  const { ceilings, onSheet } = props;
  return (
    <Rows
      name={words.roles}
      columns={[words.roles, words.sale, words.refund, words.refundsDay, words.noSurcharge, words.beyondDuplicate]}
    >
      {ROLES.map((role) => (
        <tr key={role}>
          <th scope="row">{peopleWords.roles[role]}</th>
          <td className="amount">{ceilingText(ceilings[role].sale)}</td>
          <td className="amount">{ceilingText(ceilings[role].refund)}</td>
          <td className="amount">{ceilingText(ceilings[role].refundsDay)}</td>
          <td>{ceilings[role].noSurcharge ? words.yes : words.no}</td>
          <td>{ceilings[role].beyondDuplicate ? words.yes : words.no}</td>
          <td>
            <Button
              size="small"
              label={words.changeRole({ role: peopleWords.roles[role] })}
              needs="people.ceilings"
              refused={role === "owner" ? peopleWords.ownerCeilings : null}
              onPress={() => onSheet({ kind: "role", role })}
            >
              {words.change}
            </Button>
          </td>
        </tr>
      ))}
    </Rows>
  );
}
