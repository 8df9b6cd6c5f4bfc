/** How the rows of external databases stand that a run writes. `half`: so many are written already. */
export const rowsWhy = {
  no_row: "No row of an external database belongs to it.",
  never_opened: "Nothing opened it before, so there is no passcode to set again.",
  rows_stay: "Only the name in Zoom is put right. The rows stay as they are.",
  zoom_stays: "Only the row is put right. The name in Zoom stays as it is.",
  rows_let_go: "No row was written: an administrator decided to go on without it. The classroom is published there no more.",
  rows_but_let_go: "Written: {done}. An administrator decided to go on without another row, in which the classroom is published no more.",
  rows_left: "Not taken out: {left}. What stands there is not what Bedel wrote, or the row is gone.",
  database_away:
    "The database of {table} does not answer, so the row {key} is not written yet. It is tried again, with growing pauses. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
  database_said:
    "The row {key} of {table} is not written yet. {found} It is tried again, with growing pauses. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
  database_to_mend:
    "The row {key} of {table} is not written yet. {found} Somebody has to mend that, there or under External databases; then it goes on by itself. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
  zoom_stays_first: "The passcode in Zoom was not changed.",
  row_none: "{table} has no row {key}. Once it is there, try again. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
  row_several:
    "{table} has several rows {key}, so none was written. Once there is only one, try again. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
  row_taken:
    "Another classroom is published in the row {key} of {table}, so nothing was written there. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
  row_changed:
    "Somebody changed {column} in the row {key} of {table} since it was looked at. Nothing was written there, and nothing is until somebody tries it again, which writes over what was found, or puts back what was there. {half, plural, =0 {} other {Already written: {done}.}}",
  row_too_long:
    "What is to be written is too long for {column} of {table} (row {key}). Make the column longer and try again. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
  row_rights:
    "The database does not let Bedel write the row {key} of {table}. Give its role the rights and try again. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
  row_meant_otherwise:
    "The mapping {table} was changed since this was asked for: its key {key} means a row now that nobody has looked at, so nothing was written there. Stop this and ask for it anew; where it can't be stopped any more, go on without the row. {half, plural, =0 {} other {Already written: {done}.}}",
  row_gone:
    "The table or a column of {table} is not there any more (row {key}). Correct the mapping and try again. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
  row_column_gone:
    "The column {column} of {table} is not there any more (row {key}). Correct the mapping and try again. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
  row_not_kept:
    "The database made something else of {column} in the row {key} of {table}, so it was taken back. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
  row_holds_much:
    "{column} holds a text of more than 4,000 characters in the row {key} of {table}, which Bedel could not put back, so nothing was written there. Shorten it in the database and try again. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
  row_refused:
    "The database does not take what is to be written into the row {key} of {table}. {half, plural, =0 {} other {Already written: {done}. It is tried again until both agree.}}",
};
