export const databaseRefusals = {
  external_name_unusable: "PostgreSQL no puede tener este nombre: tiene como máximo 63 bytes.",
  external_nothing_mapped: "Hay que nombrar al menos una columna para que Bedel la escriba.",
  external_column_twice: "Esta columna se nombra dos veces. Cada una puede servir para una sola cosa.",
  external_elsewhere:
    "{n, plural, one {Hay un aula publicada, o por publicar,} other {Hay # aulas publicadas, o por publicar,}} en esta base de datos. Con este cambio, desde ahora Bedel busca y escribe allí {n, plural, one {su fila} other {sus filas}}; en el lugar anterior ya no cambia nada.",
  external_elsewhere_looser:
    "{n, plural, one {Hay un aula publicada, o por publicar,} other {Hay # aulas publicadas, o por publicar,}} en esta base de datos. Con este cambio, desde ahora Bedel busca y escribe allí {n, plural, one {su fila} other {sus filas}}; en el lugar anterior ya no cambia nada. {tls, select, none {Además, la contraseña y todo lo que se lea y se escriba viajan sin cifrar: puede leerlo quien esté en el camino.} other {Además, Bedel ya no comprueba que sea el servidor auténtico: quien esté en el camino podría hacerse pasar por él.}}",
  external_looser:
    "{tls, select, none {Con este cambio, la contraseña y todo lo que se lea y se escriba viajan sin cifrar: puede leerlo quien esté en el camino.} other {Con este cambio, Bedel ya no comprueba que sea el servidor auténtico: quien esté en el camino podría hacerse pasar por él.}}",
  external_columns_left:
    "Con esta correspondencia se {n, plural, one {escribe un aula publicada} other {escriben # aulas publicadas}} ({columns}). Con este cambio Bedel ya no mantiene al día lo que escribió allí: quien lo lea encontrará un enlace, un nombre o un código de acceso anterior en cuanto cambie alguno. Una columna indicada en su lugar recibe su texto con el próximo cambio; hasta entonces figura en Diferencias.",
  external_name_taken: "Otra correspondencia ya se llama así. Cada una necesita un nombre propio, para que se las pueda distinguir.",
  external_in_use:
    "Aquí hay {n, plural, one {un aula publicada o por publicar} other {# aulas publicadas o por publicar}}, así que no se cambió nada. Antes hay que {n, plural, one {retirarla, o reemplazarla por una publicada} other {retirarlas, o reemplazarlas por otras publicadas}} en otro lugar.",
  external_password_again: "Iría a otro lugar, o menos protegida, así que hace falta otra vez la contraseña.",
  external_ca_unreadable: "Esto no es un certificado en formato PEM.",
};
