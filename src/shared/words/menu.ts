/** What the menu bar and the context menus say, where the system does not say it itself. */
export const menuWords = {
  file: "File",
  edit: "Edit",
  view: "View",
  window: "Window",
  help: "Help",
  newWindow: "New window",
  openHelp: "Counterfoil Help",
  keys: "All keys",
  practice: "Practice cards",
  report: "Save a report",
  about: "About Counterfoil",
  cut: "Cut",
  copy: "Copy",
  paste: "Paste",
  selectAll: "Select all",
  /** What the line under the pointer shows, as one text. */
  copyLine: "Copy line",
} as const;
