/**
 * One sign-in of a person, as its cookie stands for it. `onlyInstitution`: begun by single sign-on of that one, and good for no other. Such a one hears nothing
 * of a second step, which is how somebody is known elsewhere on the server.
 */
export type KnownSignIn = { id: string; personId: string; onlyInstitution: string | null; twoFactor: boolean };

/**
 * Whether the institution insists on a second step that this person has not set up. By single sign-on it is the institution's own provider that asks for
 * whatever it wants to be asked.
 */
export const mustSetUp = (signIn: Pick<KnownSignIn, "onlyInstitution" | "twoFactor">, requireTwoFactor: boolean): boolean =>
  requireTwoFactor && !signIn.twoFactor && signIn.onlyInstitution === null;
