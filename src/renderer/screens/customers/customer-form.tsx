import { useEffect, useRef, useState } from "react";
import type { Customer, CustomerFields } from "../../../shared/customer";
import { emailNote, readEmail } from "../../../shared/email";
import { phoneNote, phoneToSend } from "../../../shared/phone";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { focusHome } from "../../parts/focus-home";
import { TextField } from "../../parts/text-field";
import { toast } from "../../stores/toasts";
import { savedWithUndo } from "./undo";

type Name = keyof CustomerFields;
type Typed = Readonly<Record<Name, string>>;

/** Where it stands in the form: on a line of its own unless said; `invoices` is folded away. */
type Place = "half" | "invoices";

/** An address or a number may be pasted with a name around it: what is too long is told, never cut. */
const LONGEST_PASTE = 200;

const FIELDS: readonly {
  readonly name: Name;
  readonly label: string;
  readonly longest: number;
  readonly place?: Place;
}[] = [
  { name: "name", label: "Name", longest: 50 },
  { name: "email", label: "Email", longest: LONGEST_PASTE },
  { name: "phone", label: "Phone", longest: LONGEST_PASTE },
  { name: "description", label: "Description", longest: 50 },
  { name: "addressLine1", label: "Address line 1", longest: 50 },
  { name: "addressLine2", label: "Address line 2", longest: 50 },
  { name: "city", label: "City", longest: 50, place: "half" },
  { name: "state", label: "State", longest: 50, place: "half" },
  { name: "zip", label: "ZIP", longest: 10, place: "half" },
  { name: "country", label: "Country", longest: 50, place: "half" },
  { name: "invoiceEmail", label: "Send invoices to", longest: LONGEST_PASTE, place: "invoices" },
  { name: "invoiceCopy", label: "Copy of invoices to", longest: LONGEST_PASTE, place: "invoices" },
];
const INVOICES = FIELDS.filter(({ place }) => place === "invoices");
const ADDRESSES: readonly Name[] = ["email", "invoiceEmail", "invoiceCopy"];

/**
 * What was typed and not saved, by customer: a look at another screen loses nothing. Only what differs, so that an old
 * draft does not write back what another desk has changed meanwhile. No card data is ever here.
 */
const drafts = new Map<string, Partial<Typed>>();

/**
 * New customer (`customer` null), or an edit. What the processor refuses is told at its field, and nothing typed is
 * lost.
 */
export function CustomerForm(props: {
  readonly customer: Customer | null;
  readonly onSaved: (customer: Customer) => void;
  readonly onClose: () => void;
}) {
  const { customer, onSaved, onClose } = props;
  const draft = customer?.id ?? "new";
  const [typed, setTyped] = useState<Typed>(() => ({ ...typedOf(customer), ...drafts.get(draft) }));
  const [wrong, setWrong] = useState<Readonly<Partial<Record<string, string>>>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [unfolded, setUnfolded] = useState(() => INVOICES.some(({ name }) => typed[name] !== ""));
  const asking = useRef(false);
  const here = useRef(true);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      requestAnimationFrame(focusHome);
    };
  }, []);

  const change = (name: Name, value: string): void => {
    const next = { ...typed, [name]: value };
    drafts.set(draft, { ...drafts.get(draft), [name]: value });
    setTyped(next);
    if (wrong[name]) setWrong({ ...wrong, [name]: undefined });
  };
  const leave = (name: Name): void => {
    const sentence = doubt(name, typed, customer);
    if (sentence) setWrong({ ...wrong, [name]: sentence });
  };
  /** Shows each mistake at its field, and opens the fold and scrolls so that the first one is in sight. */
  const mark = (sentences: Readonly<Record<string, string | null>>): void => {
    const found = Object.fromEntries(
      Object.entries(sentences).flatMap(([name, sentence]) => (sentence ? [[name, sentence]] : [])),
    );
    setWrong(found);
    if (INVOICES.some(({ name }) => found[name])) setUnfolded(true);
    // The fold has to be open before a field in it can be scrolled to.
    if (Object.keys(found).length > 0)
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const save = (): void => {
    if (asking.current) return;
    const doubts = Object.fromEntries(
      FIELDS.map(({ name }) => [name, doubt(name, typed, customer)]).filter(([, sentence]) => sentence),
    );
    if (!FIELDS.some(({ name, place }) => place !== "invoices" && typed[name].trim()))
      doubts["name"] = "Type a name, an e-mail or a phone number.";
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
          else toast(`${saved.name ?? "The customer"} is on file`);
          // The clerk may have gone on to an order meanwhile; the saved customer does not call them back.
          if (here.current) onSaved(saved);
        },
        (error: unknown) => {
          const failure = asFailure(error);
          if (!here.current) {
            drafts.set(draft, Object.fromEntries((Object.keys(fields) as Name[]).map((name) => [name, typed[name]])));
            return toast(
              `${typed.name.trim() || "The customer"} was not saved: ${failure.sentence} What was typed is still in the form.`,
              "warning",
            );
          }
          mark(
            Object.fromEntries(
              Object.entries(failure.fields).map(([name, sentence]) => [name.replace(/^fields\./, ""), sentence]),
            ),
          );
          setTrouble(failure.sentence);
        },
      )
      .finally(() => {
        asking.current = false;
        setBusy(false);
      });
  };
  const field = ({ name, label, longest }: (typeof FIELDS)[number]) => (
    <TextField
      key={name}
      label={label}
      value={typed[name]}
      maxLength={longest}
      type={name === "phone" ? "tel" : "text"}
      hint={note(name, typed)}
      error={wrong[name] ?? null}
      autoFocus={name === "name"}
      onChange={(value) => change(name, value)}
      onLeave={() => leave(name)}
    />
  );

  return (
    <form
      ref={form}
      className="customer-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h2 className="stub-title">{customer ? "Edit customer" : "New customer"}</h2>
      {FIELDS.filter(({ place }) => place === undefined).map(field)}
      <div className="customer-form-pairs">{FIELDS.filter(({ place }) => place === "half").map(field)}</div>
      <details
        className="customer-form-fold"
        open={unfolded}
        onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}
      >
        <summary>Invoices</summary>
        <div className="customer-form-folded">{INVOICES.map(field)}</div>
      </details>
      {trouble ? (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      ) : null}
      <div className="dialog-buttons">
        <Button kind="primary" submit busy={busy} keyHint="Enter">
          Save
        </Button>
        <Button
          onPress={() => {
            drafts.delete(draft);
            onClose();
          }}
        >
          Cancel
        </Button>
      </div>
    </form>
  );
}

function typedOf(customer: Customer | null): Typed {
  return Object.fromEntries(FIELDS.map(({ name }) => [name, customer?.[name] ?? ""])) as Record<Name, string>;
}

/** The fields to send: for a new customer all that was typed; for an edit those that differ, null where emptied. */
function changesOf(customer: Customer | null, typed: Typed): Partial<CustomerFields> {
  const changed = FIELDS.filter(({ name }) => differs(name, typed, customer));
  return Object.fromEntries(changed.map(({ name }) => [name, meant(name, typed) || null]));
}

/** What is already on file was not typed here, and is left alone however it is written. */
function differs(name: Name, typed: Typed, customer: Customer | null): boolean {
  return typed[name].trim() !== (customer?.[name] ?? "");
}

/** What is kept of a field: a number and an address without what was typed or pasted around it. */
function meant(name: Name, typed: Typed): string {
  const value = typed[name].trim();
  if (name === "phone") {
    const read = phoneToSend(value, typed.country);
    return read.ok ? read.digits : value;
  }
  if (!ADDRESSES.includes(name)) return value;
  const read = readEmail(value);
  return read.ok ? read.address : value;
}

function note(name: Name, typed: Typed): string | null {
  if (name === "phone") return phoneNote(typed.phone, typed.country);
  return ADDRESSES.includes(name) ? emailNote(typed[name]) : null;
}

/**
 * A mistake that can be seen without asking the processor, as a sentence; null when there is none. The processor may
 * refuse more once it is asked.
 */
function doubt(name: Name, typed: Typed, customer: Customer | null): string | null {
  if (typed[name].trim() === "" || !differs(name, typed, customer)) return null;
  const read =
    name === "phone"
      ? phoneToSend(typed.phone, typed.country)
      : ADDRESSES.includes(name)
        ? readEmail(typed[name])
        : null;
  return read?.ok === false ? read.sentence : null;
}
