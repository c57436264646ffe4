/** How closely a text is looked at. */
export interface Care {
  /**
   * Whether everything is tried everywhere, though a closer look could tell that nothing comes of it:
   * what the shortcuts find is checked against this.
   */
  readonly isThorough?: boolean;
}
