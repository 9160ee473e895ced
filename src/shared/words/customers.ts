/** What the Customers screen, a customer's page and their form say. */
export const customersWords = {
  title: "Customers",
  show: "Show",
  shows: {
    all: "Everybody",
    expiring: "Card expires within 60 days",
    expired: "Card has expired",
    no_default: "Cards, but none is the default",
    no_card: "No card on file",
  },
  create: "New customer",
  opens: "A customer opens here:\nhow to reach them, their cards on file,\nand what they paid.",

  list: {
    opening: "Opening the customers",
    reading: "Reading the customers",
    unread: "The customers could not be read.",
    empty: "No customers yet.",
    emptyNext: "Press New customer, or save the card of an order.",
    nobody: "Nobody is on this list.",
    everybody: "Show everybody",
    notKept: ({ account }: { account: string }) => `${account} keeps no list of customers.`,
    notKeptNext: "Take the order without a customer, or change to another account.",
    columns: { name: "Name", phone: "Phone", card: "Card" },
    noCard: "no card",
    noDefault: ({ count }: { count: number }) => `${count} cards, no default`,
    counting: "Counting…",
    counted: ({ count, number, all }: { count: number; number: string; all: boolean }) =>
      `${number} ${count === 1 ? "customer" : "customers"}${all ? "" : " on this list"}`,
    with: ({ counted, more }: { counted: string; more: string }) => `${counted} · ${more}`,
    loading: ({ number, total }: { number: string; total: string | null }) =>
      `reading the list: ${number}${total === null ? "" : ` of ${total}`}`,
    stale: "this list is more than a day old",
  },

  page: {
    name: "Customer",
    close: "Close",
    reading: "Reading the customer",
    readingCards: "Reading the cards",
    charge: "Charge",
    addCard: "Add card",
    edit: "Edit",
    delete: "Delete customer",
    kept: ({ asOf }: { asOf: string | null }) =>
      `This is what this computer knew${asOf === null ? " when it last saw the customer" : `, as of ${asOf}`}.`,
    facts: {
      email: "Email",
      phone: "Phone",
      address: "Address",
      invoices: "Invoices to",
      copies: "Copies to",
      since: "On file since",
      id: "Customer ID",
    },
  },

  payments: {
    title: "Payments",
    titleCount: ({ number }: { number: string }) => `Payments (${number})`,
    none: "No payments yet.",
    noneRead: "None found yet: older payments are still being read.",
    partial: "Older payments are still being read, so some may be missing.",
    unread: "The payments could not be read on this computer. Look in Payments.",
    taken: "Paid",
    held: "On hold",
    back: "Refunded",
    open: ({ amount, when, status }: { amount: string; when: string; status: string }) =>
      `${amount}, ${status}, ${when}: open`,
    noTime: "No date",
    refunded: ({ amount }: { amount: string }) => `${amount} refunded`,
    again: "Charge again",
    againName: ({ amount }: { amount: string }) => `Charge again ${amount}`,
    left: "After refunds",
    inCurrency: ({ label, currency }: { label: string; currency: string }) => `${label}, ${currency}`,
    more: "Show more",
  },

  form: {
    edit: "Edit customer",
    fields: {
      name: "Name",
      email: "Email",
      phone: "Phone",
      description: "Description",
      addressLine1: "Address line 1",
      addressLine2: "Address line 2",
      city: "City",
      state: "State",
      zip: "ZIP",
      country: "Country",
      invoiceEmail: "Send invoices to",
      invoiceCopy: "Copy of invoices to",
    },
    invoices: "Invoices",
    save: "Save",
    cancel: "Cancel",
    nothing: "Type a name, an e-mail or a phone number.",
    somebody: "The customer",
    made: ({ name }: { name: string }) => `${name} is on file`,
    notSaved: ({ name, why }: { name: string; why: string }) =>
      `${name} was not saved: ${why} What you typed is still in the form.`,
  },

  saved: "Saved",
  undo: "Undo",
  back: "The former values are back.",
  notUndone: ({ why }: { why: string }) => `Not undone: ${why}`,
  changedAgain: ({ fields }: { fields: string }) => `Not undone: ${fields} was changed again since.`,

  deleteTitle: ({ name }: { name: string }) => `Delete ${name}?`,
  deleteWords: ({ cards, account }: { cards: number; account: string }) =>
    `The customer${cards === 0 ? "" : cards === 1 ? " and their card on file" : ` and their ${cards} cards on file`} will be gone from ${account}, for every desk, and cannot be brought back. Payments already taken stay as they are.`,
  deleted: ({ name }: { name: string }) => `${name} is deleted.`,
  keep: "Keep",
  processor: "the processor",

  /** What each field is called inside a sentence: `Changed ZIP`. */
  fieldNames: {
    name: "name",
    email: "e-mail",
    phone: "phone",
    description: "description",
    addressLine1: "address line 1",
    addressLine2: "address line 2",
    city: "city",
    state: "state",
    zip: "ZIP",
    country: "country",
    invoiceEmail: "address for invoices",
    invoiceCopy: "address for copies of invoices",
  },

  history: {
    title: ({ count }: { count: number }) => `What was changed (${count})`,
    change: ({ field, from, to }: { field: string; from: string | null; to: string | null }) =>
      `${field}: ${from ?? "empty"} → ${to ?? "empty"}`,
    created: ({ name }: { name: string }) => `Created ${name}`,
    changed: ({ fields }: { fields: string }) => `Changed ${fields}`,
    deleted: ({ name }: { name: string }) => `Deleted ${name}`,
    forgotten: "Deleted on request, with name and contact",
  },

  unsupported: ({ processor }: { processor: string }) =>
    `${processor} keeps no customers. Charge the card without a customer.`,
  createLost:
    "The answer did not arrive. The customer may have been created: look for them before you create them again.",
} as const;
