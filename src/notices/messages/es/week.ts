/** One week as a picture. */
export const week = {
  title: "Semana",
  text: "Lo que hay en una semana, para mirar y para colgar.",
  of: "De quién",
  kind: { institution: "Institución", teacher: "Docente", room: "Sala", group: "Grupo" },
  which: { teacher: "Elegir docente", room: "Elegir sala", group: "Elegir grupo" },
  choose: "¿De quién es la semana?",
  chooseText: "Se muestra en cuanto se elija arriba.",
  previous: "Semana anterior",
  next: "Semana siguiente",
  now: "Esta semana",
  print: "Imprimir",
  sessions: "{n, plural, =0 {ninguna sesión} one {# sesión} other {# sesiones}}",
  none: "En esta semana no hay nada.",
  on: "El {day}",
  waiting: "Aún sin sala",
  cancelled: "Cancelada",
};
