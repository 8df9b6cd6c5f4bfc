/** Textos de los correos sobre un curso entero. `{title}` es el del curso. */
export const courseMails = {
  labels: { course: "Curso", teacher: "Docente", times: "Horas" },
  zone: "Hora de {city}",
  zones: "Hora de {own}; entre paréntesis, la de {course}",
  became: "{before} → {now}",
  dates: "{n, plural, one {Una fecha} other {# fechas}}",
  more: "y {n, number} más en la página",
  line: { made: "Nueva: {when}", cancelled: "Cancelada: {when}", waits: "aún sin sala" },
  note: "{name} escribe:",
  buttons: { course: "Abrir la página del curso", panel: "Todas las sesiones propias", queue: "Ver las solicitudes sin sala" },
  calendar: { panel: "Todas las sesiones propias: {address}", page: "La página del curso: {address}" },
  course_made: {
    subject: "Curso confirmado: {title}",
    heading: "El curso está creado",
    text: "No hay que hacer nada más: todas las fechas están confirmadas, y los asistentes reciben sus enlaces por sí solos.",
    waits:
      "Algunas fechas aún no tienen sala. Esperan, y reciben una cuando les toca si queda libre; un correo lo dirá. Las demás están confirmadas, y los asistentes reciben sus enlaces por sí solos.",
  },
  course_changed: {
    subject: "Curso cambiado: {title}",
    heading: "Un curso ha cambiado",
    teacher: "Así queda ahora. Los asistentes que ya sabían de él reciben un solo correo cada uno, y sus enlaces siguen siendo los mismos.",
    attendee: "Así queda ahora. Los enlaces siguen siendo los mismos.",
  },
  course_cancelled: {
    subject: "Curso cancelado: {title}",
    heading: "Se canceló un curso",
    some: "Se cancelaron fechas de un curso",
    teacher: "Estas fechas no tienen lugar. Los asistentes que ya sabían de ellas reciben un solo correo cada uno.",
    attendee: "Estas fechas no tienen lugar. Sus enlaces ya no llevan a ninguna parte.",
  },
  course_rooms_lost: {
    subject: "Fechas de un curso se quedaron sin sala: {title}",
    heading: "Hay fechas de un curso que se quedaron sin sala",
    text: "La sala de {n, plural, one {esta fecha no se puede usar entonces, y ninguna otra está libre. Espera, y recibe} other {estas fechas no se puede usar entonces, y ninguna otra está libre. Esperan, y cada una recibe}} una cuando le toca si queda libre; un correo lo dirá. Los administradores también lo saben.",
  },
  admin_course_waiting: {
    subject: "Fechas de un curso sin sala: {title}",
    heading: "Hay fechas de un curso sin sala",
    text: "{n, plural, one {# fecha espera} other {# fechas esperan}} en la cola y {n, plural, one {recibe} other {reciben}} una sala cuando queda libre. También se puede asignar una sala a mano, o dar el curso a otra hora.",
  },
};
