/** A button beside each proposal of a hearing, of a room that this one does not know. */
export interface ItemAct {
  /** Gets `hearing` and `item` posted. */
  readonly action: string
  readonly label: string
}
