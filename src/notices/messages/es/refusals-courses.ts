/** Por qué no se puede hacer algo con un curso. */
export const courseRefusals = {
  // Su regla
  course_without_dates: "No queda ninguna fecha: la regla no da ninguna, o todas caen en días que se saltan.",
  course_too_many_dates: "Un curso tiene {most, number} fechas como máximo. Puede seguir como otro curso.",
  rule_malformed: "No es una regla como las escribe RFC 5545, por ejemplo FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270630.",
  rule_not_of_courses: "Un curso se repite por días, semanas, meses o años, a una misma hora.",
  rule_never_ends: "Un curso debe terminar: un día determinado, o tras cierto número de fechas.",
  // El curso como está
  course_cancelled_already: "El curso se canceló.",
  course_over: "Todas las fechas de este curso han empezado o han terminado.",
  course_date_not_ahead: "Esta fecha ya no está por venir: ha empezado, ha terminado o se canceló.",
  course_date_there: "El curso ya tiene una fecha en ese momento.",
  list_serves_course: "Esta es la lista de un curso, y sirve solo para las fechas del curso.",
  course_start_of_one: "Solo se puede elegir otro día para una fecha. Para varias se cambia la regla.",
  course_rule_before_date: "La nueva regla empieza antes de la fecha que se cambia.",
  course_rule_of_several: "Una fecha no tiene regla propia. La regla se puede cambiar para esta fecha y las siguientes.",
  course_host_not_free: "El anfitrión tiene otra reunión en una de las fechas, aquí o planificada en Zoom.",
  // Quién da clase, quién es el anfitrión
  teacher_unknown: "No es nadie de la institución. Quien da clase es uno de sus miembros.",
  group_gone: "Uno de estos grupos ya no existe. Hay que quitarlo.",
  named_host_is_room: "Este usuario de Zoom es una sala. Un curso recibe salas cuando se piden salas.",
};
