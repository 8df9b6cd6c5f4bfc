/** Why a timetable or a calendar of holidays can't be read. */
export const timetableRefusals = {
  calendar_malformed: "No es un archivo iCalendar que Bedel entienda.",
  calendar_too_large: "Es más de lo que contiene cualquier lista de festivos: como máximo 2 MB, 5000 eventos y 5000 días.",
  calendar_without_days: "Este calendario no tiene ningún día completo desde este año.",
  calendar_timed_only: "Este calendario solo tiene eventos con hora. Los festivos son días completos.",
  calendar_address_malformed: "No es una dirección como https://calendarios.example.edu/festivos.ics.",
  calendar_unknown_host: "No hay ningún servidor con este nombre.",
  calendar_not_https: "La dirección debe empezar por https://.",
  calendar_private: "Esta dirección está en una red privada, donde Bedel no lee nada. En su lugar se puede elegir un archivo.",
  calendar_silent: "El servidor de esta dirección no responde.",
  calendar_not_found: "En esta dirección no hay nada que leer.",
  calendar_leads_on: "Esta dirección lleva a otras sin fin.",
  too_many_calendars: "Ya hay {most, number} calendarios. Primero hay que quitar uno.",
};
