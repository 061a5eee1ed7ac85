"""Tables, in each of the ways that they come down to text.

With their lines kept: `by_line` (heads over columns), `marker_columns` and `tumour_columns` (by what the heads name).
On one line: `rows`, `value_first`, `headed_lists`. Column after column: `in_turn`. What one cell holds: `cells`.
"""
