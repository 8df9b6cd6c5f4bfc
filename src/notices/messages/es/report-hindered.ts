/** Why a report is not read. */
export const hindered = {
  title: "No hay informe",
  trouble:
    "No se pudo preguntar a Zoom quién estuvo, o Zoom no lo quiso decir. Bedel vuelve a preguntar el {again} (hora de {city}), y la administración lo sabe.",
  troubleOver:
    "No se pudo preguntar a Zoom quién estuvo, o Zoom no lo quiso decir. Bedel ya no pregunta por sí solo; la administración puede hacer que pregunte otra vez.",
  connection: "La conexión con Zoom no funciona en este momento. En cuanto funcione, se pregunta a Zoom quién estuvo.",
  tooLate: "No se pudo preguntar a tiempo a Zoom quién estuvo. No se sabe.",
  calledOff: "La sesión se canceló: no estuvo nadie.",
};
