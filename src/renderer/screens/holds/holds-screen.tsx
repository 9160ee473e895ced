/** Being written. `id` is what the address names (`#/holds/ID`), or null. */
export function HoldsScreen({ id }: { readonly id: string | null }) {
  return (
    <div className="page">
      <h1>Holds</h1>
      {id ? <p>{id}</p> : null}
    </div>
  );
}
