/** Why what a classroom needs of Bedel's own rooms and of its standing meeting waits, failed or was left out. */
export const whyClassrooms = {
  lists_lag: "Se perdió la respuesta de Zoom. Bedel vuelve a mirar antes de pedir nada.",
  room_hosts_sessions:
    "Este usuario de Zoom es anfitrión de sesiones futuras como Zoom personal de alguien, así que no puede ser una sala. Esas sesiones tienen que terminar o tener otro anfitrión.",
  user_hosts_sessions:
    "Este usuario de Zoom es el anfitrión predeterminado, o es anfitrión de sesiones futuras como Zoom personal de alguien. Cuando otro las tenga, se puede reintentar.",
  room_left_out:
    "Algo impidió convertirla en sala. Su código de acceso ya estaba fijado, así que primero se escribieron sus filas: el aula tiene su enlace de todos modos. En Salas se puede activar.",
  room_without_licence: "Sin licencia no es una sala: el aula tiene su enlace de todos modos.",
  owner_is_never_a_room: "Este usuario de Zoom es titular de la cuenta, y nunca es una sala.",
  room_is_default_host: "Este usuario de Zoom es anfitrión de todos, así que no puede ser una sala.",
  room_deleted: "El usuario ya no está en la cuenta de Zoom.",
  room_deactivated: "El usuario está desactivado en Zoom. Hay que activarlo allí y reintentar.",
  room_pending: "El usuario todavía no aceptó la invitación de Zoom.",
  room_unlicensed: "El usuario no tiene licencia en Zoom.",
  room_other_account: "El usuario es de la cuenta de Zoom que estaba conectada antes.",
  sessions_stay:
    "{n, plural, one {Queda una sesión} other {Quedan # sesiones}} en la sala: ya entregada, en curso o sin otra sala. Sigue cuando no haya ninguna; la administración puede darles otras salas.",
};
