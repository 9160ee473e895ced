/** Being written. `id` is what the address names (`#/customers/ID`), or null. */
export function CustomersScreen({ id }: { readonly id: string | null }) {
  return (
    <div className="page">
      <h1>Customers</h1>
      {id ? <p>{id}</p> : null}
    </div>
  );
}
