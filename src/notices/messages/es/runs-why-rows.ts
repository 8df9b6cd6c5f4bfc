export const rowsWhy = {
  no_row: "Ninguna fila de una base de datos externa le corresponde.",
  never_opened: "Antes nada la abría, así que no hay código de acceso que volver a fijar.",
  rows_stay: "Solo se corrige el nombre en Zoom. Las filas quedan como están.",
  zoom_stays: "Solo se corrige la fila. El nombre en Zoom queda como está.",
  rows_let_go: "No se escribió ninguna fila: alguien de administración decidió seguir sin ella. El aula ya no se publica allí.",
  rows_but_let_go: "Escrito: {done}. Alguien de administración decidió seguir sin otra fila, en la que el aula ya no se publica.",
  rows_left: "No se vació: {left}. Lo que hay allí no es lo que escribió Bedel, o la fila ya no existe.",
  database_away:
    "La base de datos de {table} no responde, así que la fila {key} todavía no está escrita. Se intenta de nuevo, con pausas cada vez mayores. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
  database_said:
    "La fila {key} de {table} todavía no está escrita. {found} Se intenta de nuevo, con pausas cada vez mayores. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
  database_to_mend:
    "La fila {key} de {table} todavía no está escrita. {found} Alguien tiene que corregirlo, allí o en Bases de datos externas; después sigue solo. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
  zoom_stays_first: "El código de acceso en Zoom no se cambió.",
  row_none:
    "{table} no tiene ninguna fila {key}. Cuando exista, hay que intentarlo de nuevo. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
  row_several:
    "{table} tiene varias filas {key}, así que no se escribió ninguna. Cuando haya una sola, hay que intentarlo de nuevo. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
  row_taken:
    "En la fila {key} de {table} está publicada otra aula, así que allí no se escribió nada. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
  row_changed:
    "Alguien cambió {column} en la fila {key} de {table} desde que se miró. Allí no se escribió nada, ni se escribirá hasta que alguien lo intente de nuevo, lo que escribe encima de lo que se encontró, o vuelva a poner lo que había. {half, plural, =0 {} other {Ya está escrito: {done}.}}",
  row_too_long:
    "Lo que hay que escribir es demasiado largo para {column} de {table} (fila {key}). Hay que alargar la columna e intentarlo de nuevo. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
  row_rights:
    "La base de datos no permite a Bedel escribir la fila {key} de {table}. Hay que dar los permisos a su rol e intentarlo de nuevo. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
  row_meant_otherwise:
    "La correspondencia {table} se cambió después de pedir esto: su clave {key} ahora es la de una fila que nadie ha mirado, así que allí no se escribió nada. Hay que detener esto y pedirlo de nuevo; donde ya no se pueda detener, hay que seguir sin la fila. {half, plural, =0 {} other {Ya está escrito: {done}.}}",
  row_gone:
    "La tabla o una columna de {table} ya no existe (fila {key}). Hay que corregir la correspondencia e intentarlo de nuevo. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
  row_column_gone:
    "La columna {column} de {table} ya no existe (fila {key}). Hay que corregir la correspondencia e intentarlo de nuevo. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
  row_not_kept:
    "La base de datos hizo otra cosa de {column} en la fila {key} de {table}, así que se deshizo. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
  row_holds_much:
    "{column} contiene un texto de más de 4000 caracteres en la fila {key} de {table}, que Bedel no podría devolver, así que no se escribió nada allí. Hay que acortarlo en la base de datos e intentarlo de nuevo. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
  row_refused:
    "La base de datos no acepta lo que hay que escribir en la fila {key} de {table}. {half, plural, =0 {} other {Ya está escrito: {done}. Se intenta de nuevo hasta que ambas coincidan.}}",
};
