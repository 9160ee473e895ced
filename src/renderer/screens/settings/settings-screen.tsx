/** Being written. `id` is what the address names (`#/settings/ID`), or null. */
export function SettingsScreen({ id }: { readonly id: string | null }) {
  return (
    <div className="page">
      <h1>Settings</h1>
      {id ? <p>{id}</p> : null}
    </div>
  );
}
