/** Being written. `id` is what the address names (`#/activity/ID`), or null. */
export function ActivityScreen({ id }: { readonly id: string | null }) {
  return (
    <div className="page">
      <h1>Activity</h1>
      {id ? <p>{id}</p> : null}
    </div>
  );
}
