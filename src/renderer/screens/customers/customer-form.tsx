import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Customer } from "../../../shared/customer";
import { customersWords } from "../../../shared/words/customers";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { focusHomeSoon } from "../../parts/focus-home";
import { useKeys } from "../../parts/keys";
import { TextField } from "../../parts/text-field";
import { numberBeingRead } from "../../stores/numbers-abroad";
import { bind, keyHint } from "../../stores/shortcuts";
import { toast } from "../../stores/toasts";
import { useOwnKey, whenLocking } from "../../parts/typed";
import { useLatest } from "../../parts/use-latest";
import {
  changesOf,
  doubt,
  doubtsOf,
  FIELDS,
  INVOICES,
  note,
  typedOf,
  type FormField,
  type Name,
  type Typed,
} from "./customer-fields";
import { LeaveQuestion } from "../../parts/leave-question";
import { savedWithUndo } from "./undo";

const words = customersWords.form;

/**
 * What was typed and not saved, by person and customer: a look at another screen and a lock lose nothing. Only what
 * differs, so that an old draft does not write back what another desk has changed meanwhile. No card data is ever here.
 */
const drafts = new Map<string, Partial<Typed>>();

/** Lets go of what was typed of a customer who is to be forgotten. */
export function forgetDraft(id: string): void {
  for (const name of drafts.keys()) if (name.endsWith(id)) drafts.delete(name);
}

/**
 * New customer (`customer` null), or an edit. What the processor refuses is told at its field, and nothing typed is
 * lost: Escape leaves, and asks first when something was changed.
 */
export function CustomerForm(props: {
  readonly customer: Customer | null;
  readonly onSaved: (customer: Customer) => void;
  readonly onClose: () => void;
}) {
  const { customer, onSaved, onClose } = props;
  const draft = useOwnKey(customer?.id ?? "new");
  const [typed, setTyped] = useState<Typed>(() => ({ ...typedOf(customer), ...drafts.get(draft) }));
  const [wrong, setWrong] = useState<Readonly<Partial<Record<string, string>>>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [unfolded, setUnfolded] = useState(() => INVOICES.some(({ name }) => typed[name] !== ""));
  const asking = useRef(false);
  const here = useRef(true);
  /** The new customer's own row takes the focus. */
  const made = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      if (!made.current) focusHomeSoon();
    };
  }, []);

  useEffect(() => whenLocking(() => drafts.has(draft)), [draft]);

  const change = (name: Name, value: string): void => {
    const next = { ...typed, [name]: value };
    drafts.set(draft, { ...drafts.get(draft), [name]: value });
    setTyped(next);
    if (wrong[name]) setWrong({ ...wrong, [name]: undefined });
  };
  const check = useLatest((field: FormField): void => {
    const sentence = doubt(field, typed, customer);
    if (sentence) setWrong({ ...wrong, [field.name]: sentence });
  });
  const leave = (): void => {
    // What is on its way to the processor is no longer to be left: the answer is told wherever the clerk is.
    if (asking.current) return onClose();
    const before = typedOf(customer);
    if (FIELDS.some(({ name }) => typed[name] !== before[name])) return setLeaving(true);
    drafts.delete(draft);
    onClose();
  };
  useKeys(true, bind("lists", { close: leave }));
  /** The first field that is wrong is still to take the focus. */
  const leads = useRef(false);
  // Once they are drawn as wrong and the fold is open: before that none of them can be found or scrolled to.
  useLayoutEffect(() => {
    const first = leads.current ? form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') : null;
    if (!first) return;
    leads.current = false;
    first.focus();
  });
  /** Shows each mistake at its field, and opens the fold and scrolls so that the first one is in sight. */
  const mark = (found: Readonly<Record<string, string>>): void => {
    setWrong(found);
    if (INVOICES.some(({ name }) => found[name])) setUnfolded(true);
    leads.current = Object.keys(found).length > 0;
  };
  const save = useLatest((): void => {
    if (asking.current) return;
    const doubts = doubtsOf(typed, customer);
    mark(doubts);
    setTrouble(null);
    if (Object.keys(doubts).length > 0) return;
    asking.current = true;
    setBusy(true);
    const fields = changesOf(customer, typed);
    const saving = customer
      ? ask("customers.update", { id: customer.id, fields })
      : ask("customers.create", { fields });
    saving
      .then(
        (saved) => {
          drafts.delete(draft);
          if (customer) savedWithUndo(customer, saved, fields);
          else toast(words.made({ name: saved.name ?? words.somebody }));
          made.current = customer === null;
          // The clerk may have gone on to an order meanwhile; the saved customer does not call them back.
          if (here.current) onSaved(saved);
        },
        (error: unknown) => {
          const failure = asFailure(error);
          if (!here.current) {
            drafts.set(draft, Object.fromEntries((Object.keys(fields) as Name[]).map((name) => [name, typed[name]])));
            const name = typed.name.trim() || words.somebody;
            return toast(words.notSaved({ name, why: failure.sentence }), "warning");
          }
          const told = Object.entries(failure.fields).map(
            ([name, why]) => [name.replace(/^fields\./, ""), why] as const,
          );
          const atFields = told.filter(([name]) => FIELDS.some((field) => field.name === name));
          mark(Object.fromEntries(atFields));
          // What stands at its field is not said a second time; what has no field here is.
          const others = told.filter((each) => !atFields.includes(each)).map(([, why]) => why);
          setTrouble(atFields.length === 0 ? failure.sentence : others.join(" ") || null);
        },
      )
      .finally(() => {
        asking.current = false;
        setBusy(false);
      });
  });
  /** Does it with what is typed, once main has read the number. */
  const onceRead = (what: () => void): void => {
    const read = numberBeingRead(typed.phone, typed.country);
    if (read === null) what();
    else void read.then(() => here.current && what());
  };
  const field = (each: FormField) => (
    <TextField
      key={each.name}
      label={words.fields[each.name]}
      value={typed[each.name]}
      {...(each.longest === null ? {} : { maxLength: each.longest })}
      type={each.name === "phone" ? "tel" : "text"}
      hint={note(each.name, typed)}
      error={wrong[each.name] ?? null}
      autoFocus={each.name === "name"}
      onChange={(value) => change(each.name, value)}
      onLeave={() => onceRead(() => check.current(each))}
    />
  );

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of its fields come by here */}
      <form
        ref={form}
        className="customer-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onceRead(() => save.current());
        }}
        // The fields' own keys reach no listener of the screen.
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.nativeEvent.isComposing || event.defaultPrevented) return;
          event.preventDefault();
          leave();
        }}
      >
        <h2 className="stub-title">{customer ? words.edit : customersWords.create}</h2>
        {FIELDS.filter(({ place }) => place === undefined).map(field)}
        <div className="customer-form-pairs">{FIELDS.filter(({ place }) => place === "half").map(field)}</div>
        <details
          className="customer-form-fold"
          open={unfolded}
          onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}
        >
          <summary>{words.invoices}</summary>
          <div className="customer-form-folded">{INVOICES.map(field)}</div>
        </details>
        {trouble ? (
          <p className="field-error" role="alert">
            {trouble}
          </p>
        ) : null}
        <div className="dialog-buttons">
          <Button kind="primary" submit busy={busy} keyHint="Enter">
            {words.save}
          </Button>
          <Button keyHint={keyHint("lists", "close")} onPress={leave}>
            {words.cancel}
          </Button>
        </div>
      </form>
      <LeaveQuestion
        open={leaving}
        onStay={() => setLeaving(false)}
        onLeave={() => {
          drafts.delete(draft);
          setLeaving(false);
          onClose();
        }}
      />
    </>
  );
}
