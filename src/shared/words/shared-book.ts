/** Why this desk and the shop's others do not see each other, as main says it alone. */
export const sharedBookWords = {
  refuses:
    "Other desks are not seen: the shared book refuses what this desk asks. Its rights or tables were changed, or it can only be read. You can go on charging.",
  notTaken:
    "Other desks may miss what is charged here: the shared book does not take it. Its rights or tables were changed, or it can only be read.",
  noWay:
    "Other desks are not seen: the keychain does not tell the way to the shared book. Unlock it and start Counterfoil again, or leave the book in Settings > Desks and connect again. You can go on charging.",
  strangers:
    "The shared book has entries of this desk that its journal does not have. Either an older copy of the journal was put back: compare the last days with the processor’s list. Or another computer goes by a copy of this desk, and neither is warned of what the other charges: leave the book on one of them in Settings > Desks, and connect it again.",
  underWay: "A payment of this desk is still on its way. Leave the book once it has ended.",
  peopleUnread:
    "The shop’s list of people cannot be read in the shared book: who was removed elsewhere may still sign in here. Tell whoever looks after the book’s server.",
} as const;
