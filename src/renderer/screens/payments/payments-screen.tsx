/** Being written. `id` is what the address names (`#/payments/ID`), or null. */
export function PaymentsScreen({ id }: { readonly id: string | null }) {
  return (
    <div className="page">
      <h1>Payments</h1>
      {id ? <p>{id}</p> : null}
    </div>
  );
}
