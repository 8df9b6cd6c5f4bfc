type Joined<T extends string> = T extends `${infer A} ${infer B}` ? `${A}_${Joined<B>}` : T;

/** The message key of a word of the contract: `being made` is told by `being_made`. */
export const keyOf = <T extends string>(word: T): Joined<T> => word.replaceAll(" ", "_") as Joined<T>;
