/** What keeps appointments from being booked, and calendars that members add from being read. */
export const troubleRefusals = {
  booking_no_host: "Nadie de quienes la atienden sigue siendo miembro de la institución.",
  booking_no_default_host: "La institución no tiene ningún usuario de Zoom que sea anfitrión de todos.",
  booking_default_host_gone: "El usuario de Zoom que es anfitrión de todos ya no está activo.",
  booking_default_host_is_room: "El usuario de Zoom que debe ser anfitrión de todos es una sala.",
  booking_default_host_unread: "Lo planeado en Zoom con el anfitrión de todos no se pudo leer durante demasiado tiempo, y no se ofrece ninguna hora.",
  booking_rooms_unread: "Lleva demasiado tiempo sin poder leerse lo que hay planificado en las salas en Zoom, así que no se ofrece ninguna hora.",
  booking_zoom_paused: "El Zoom de la institución está en pausa: no se crean reuniones nuevas.",
  booking_zoom_reconnect: "El Zoom de la institución se debe vincular de nuevo.",
  booking_zoom_disconnected: "El Zoom de la institución ya no está vinculado.",
  booking_zoom_never_connected: "No hay ningún Zoom vinculado, ni el de la institución ni uno personal.",
  booking_zoom_institution_disconnected: "El Zoom de la institución está desvinculado, y no hay ningún Zoom personal vinculado.",
  booking_zoom_no_zoom_user: "El Zoom de la institución no tiene ningún usuario con esta dirección de correo, y no hay ningún Zoom personal vinculado.",
  booking_zoom_pending: "El usuario en el Zoom de la institución aún no ha aceptado la invitación de Zoom.",
  booking_zoom_deactivated: "El usuario en el Zoom de la institución está desactivado.",
  booking_zoom_is_room: "El usuario de Zoom es una sala, a disposición de todos.",
  booking_own_zoom_reconnect: "El Zoom personal se debe vincular de nuevo.",
  member_calendar_too_large:
    "Este calendario es más grande de lo que Bedel lee: como máximo 10 MB, y no más fechas de las que caben en un año de cualquier vida.",
  member_calendar_private: "Esta dirección está en una red privada, donde Bedel no lee nada.",
};
