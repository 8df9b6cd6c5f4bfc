/** As many of these rooms, in their order, as have so many sessions together; those without any cost nothing. */
export function withinSessions(roomIds: readonly string[], counts: ReadonlyMap<string, number>, most: number): string[] {
  let left = most;
  return roomIds.filter((id) => {
    const count = counts.get(id) ?? 0;
    const fits = count <= left;
    left = fits ? left - count : count === 0 ? left : 0;
    return fits;
  });
}
