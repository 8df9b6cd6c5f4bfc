/** Textos de los correos sobre una cita reservada. `{title}` se forma con el tipo de cita y la persona con quien es. */
export const bookingMails = {
  title: { attendee: "{type} con {host}", host: "{name} · {type}" },
  labels: { type: "Cita", host: "Con", who: "Reservada por", guests: "También invitados", when: "Cuándo", before: "Antes", now: "Ahora", where: "Dónde" },
  place: { telephone: "Por teléfono: {text}" },
  message: "Lo que se escribió al reservar:",
  link: "Este enlace es personal. Sigue siendo el mismo si la cita cambia de hora.",
  zoomAway: {
    attendee:
      "En este momento no se puede contactar con Zoom. La cita sigue en pie y no hay que hacer nada: este enlace lleva a la reunión en cuanto Zoom vuelva a responder. Sigue siendo el mismo si la cita cambia de hora.",
    host: "En este momento no se puede contactar con Zoom. La cita sigue en pie: la reunión se crea en cuanto Zoom vuelva a responder, y los enlaces enviados llevan a ella.",
  },
  change: "Para cambiarla de hora, cancelarla o invitar a alguien más:",
  buttons: { join: "Entrar por Zoom", session: "Abrir la página de la sesión", bookings: "Ver todas las reservas" },
  calendar: { join: "Enlace para entrar: {address}", change: "Cambiar o cancelar: {address}", page: "Su página: {address}" },
  booking_made: {
    subject: "Reserva: {title}",
    heading: "La cita está reservada",
    own: "Está confirmada y no hay que hacer nada más.",
    guest: "{name} la reservó y envía esta invitación. No hay que hacer nada.",
    host: "Está confirmada, y queda en el calendario con la entrada de este correo. Quienes vienen ya lo saben.",
  },
  booking_moved: {
    subject: "Cambio de hora: {title}",
    heading: "La cita cambió de hora",
    attendee: "Esta es ahora su hora.",
    host: "Esta es ahora su hora. Quienes vienen ya lo saben.",
  },
  booking_cancelled: {
    subject: "Cancelada: {title}",
    heading: "La cita se canceló",
    byGuest: "La canceló la persona que la había reservado. No tiene lugar.",
    byHost: "La canceló quien la ofrecía. No tiene lugar.",
  },
  booking_off_list: {
    subject: "Fuera de la lista: {title}",
    heading: "Esta dirección ya no está en la lista de una cita",
    text: "Esta dirección se quitó de su lista: la cita sale del calendario y el enlace ya no lleva a ninguna parte. Puede que tenga lugar con las demás personas.",
  },
  booking_reminder: {
    subject: "Recordatorio: {title}",
    heading: "La cita se acerca",
    text: "Este correo es un recordatorio. No hay que hacer nada.",
  },
  booking_clash: {
    subject: "Dos citas a la vez: {title}",
    heading: "Hay dos citas a la misma hora",
    text: "Esta se cambió, fuera de la página de reservas, a una hora en que ya hay otra cita reservada con la misma persona. Ambas siguen en pie: hay que cambiar o cancelar una de ellas.",
  },
};
