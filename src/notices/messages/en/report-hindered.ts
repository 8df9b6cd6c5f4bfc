/** Why a report is not read. */
export const hindered = {
  title: "There is no report",
  trouble: "Zoom could not be asked who was there, or refused to tell. Bedel asks again on {again} ({city} time), and the administrators know.",
  troubleOver: "Zoom could not be asked who was there, or refused to tell. Bedel asks no more by itself; the administrators can have it asked again.",
  connection: "The connection to Zoom does not work at present. Once it does, Zoom is asked who was there.",
  tooLate: "Zoom could not be asked in time who was there. It is not known.",
  calledOff: "The session was called off: nobody was there.",
};
