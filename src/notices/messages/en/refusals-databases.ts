/** Of databases of others and their rows. */
export const databaseRefusals = {
  external_name_unusable: "PostgreSQL can’t have this name: it has at most 63 bytes.",
  external_nothing_mapped: "Name at least one column for Bedel to write.",
  external_column_twice: "This column is named twice. Each may serve one purpose.",
  external_elsewhere:
    "{n, plural, one {One classroom is} other {# classrooms are}} published in this database, or to be. With this change Bedel looks for {n, plural, one {its row} other {their rows}} there, and writes there, from now on; in the former place nothing changes any more.",
  external_elsewhere_looser:
    "{n, plural, one {One classroom is} other {# classrooms are}} published in this database, or to be. With this change Bedel looks for {n, plural, one {its row} other {their rows}} there, and writes there, from now on; in the former place nothing changes any more. {tls, select, none {The password and all that is read and written then go in clear: whoever is on the way can read them.} other {Bedel then no longer makes sure that it is the genuine server: whoever is on the way could pass for it.}}",
  external_looser:
    "{tls, select, none {The password and all that is read and written then go in clear: whoever is on the way can read them.} other {Bedel then no longer makes sure that it is the genuine server: whoever is on the way could pass for it.}}",
  external_columns_left:
    "{n, plural, one {One published classroom is} other {# published classrooms are}} written by this mapping ({columns}). With this change Bedel no longer keeps up what it has written there: whoever reads it finds a former link, name or passcode as soon as one changes. A column named in its place gets its text with the next change; until then it stands under Differences.",
  external_name_taken: "Another mapping has this name already. Each needs its own, so that people can tell them apart.",
  external_in_use:
    "{n, plural, one {One classroom is} other {# classrooms are}} published here, or to be, so nothing was changed. Retire {n, plural, one {it first, or replace it by one that is} other {them first, or replace them by others that are}} published elsewhere.",
  external_password_again: "It would go somewhere else, or less protected, so the password is needed again.",
  external_ca_unreadable: "This is no certificate in PEM format.",
};
