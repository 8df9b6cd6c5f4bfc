export const timeRefusals = {
  booking_not_active: "Está desactivada: nadie puede reservarla.",
  booking_host_gone: "Esta persona ya no es miembro de la institución.",
  booking_zoom_not_in_force: "El Zoom con el que se crearían sus reuniones no está conectado en este momento.",
  booking_zoom_unread: "Hace demasiado tiempo que no se puede leer lo planificado en Zoom, así que no se ofrece ninguna hora.",
  booking_calendar_unread: "Hace demasiado tiempo que no se puede leer un calendario añadido, así que no se ofrece ninguna hora.",
  booking_no_room: "No hay ninguna sala activa que Bedel asigne por sí mismo.",
  booking_too_soon: "Esta hora está demasiado próxima: ya no se puede reservar.",
  booking_too_far_ahead: "Esta hora está demasiado lejos: todavía no se puede reservar.",
  booking_outside_hours: "Esta hora no se ofrece.",
};
